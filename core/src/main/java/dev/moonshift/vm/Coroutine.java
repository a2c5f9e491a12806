package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A chain of frames that can be left and entered again: a Lua thread. Every process runs in one;
 * scripts make more. Plain data, no thread of the JVM.
 */
public final class Coroutine extends LuaValue {
  /** Where a coroutine stands, in the words of {@code coroutine.status}. */
  public enum Status {
    SUSPENDED,
    RUNNING,
    NORMAL,
    DEAD
  }

  private static final Status[] STATUSES = Status.values();

  private byte status = (byte) Status.SUSPENDED.ordinal(); // small, as every process has one

  /** The innermost frame while it does not run; null after it ends. */
  @Nullable Frame top;

  /** What {@link #top} is to be handed when the process goes on; null if it goes on by itself. */
  @Nullable Varargs pending;

  /** The coroutine that resumed this one and waits for it. */
  @Nullable Coroutine resumer;

  /** Whether errors and results pass to the resumer as they are ({@code wrap}) or with a flag. */
  boolean isWrapped;

  final boolean isMain;

  private @Nullable Occasional occasional; // made when first needed

  /** What few coroutines need. */
  private static final class Occasional {
    int serial;
    @Nullable Hook hook;
  }

  private Coroutine(LuaValue function, boolean isMain) {
    this.top = new CoroutineStart(function);
    this.isMain = isMain;
  }

  /** Makes one that is to run a function when it is resumed. */
  public Coroutine(LuaValue function) {
    this(function, false);
  }

  /** Makes the coroutine of a process, which is about to run. */
  static Coroutine main(LuaValue function, Varargs args) {
    Coroutine main = new Coroutine(function, true);
    main.status(Status.RUNNING);
    main.pending = args;
    return main;
  }

  /** Where it stands. */
  public Status status() {
    return STATUSES[status];
  }

  void status(Status newStatus) {
    status = (byte) newStatus.ordinal();
  }

  /**
   * Returns the number that names this coroutine in texts, taking one from its process if need be.
   */
  int serial(Execution execution) {
    Occasional mine = occasional();
    if (mine.serial == 0) {
      mine.serial = execution.nextSerial();
    }
    return mine.serial;
  }

  private Occasional occasional() {
    Occasional made = occasional;
    if (made == null) {
      made = new Occasional();
      occasional = made;
    }
    return made;
  }

  /** The hook that was set; null if none ever was. */
  @Nullable Hook hook() {
    return occasional == null ? null : occasional.hook;
  }

  /** The hook, which is to be set. */
  Hook hookToSet() {
    Occasional mine = occasional();
    Hook made = mine.hook;
    if (made == null) {
      made = new Hook();
      mine.hook = made;
    }
    return made;
  }

  @Override
  public int type() {
    return TTHREAD;
  }

  @Override
  public String typename() {
    return "thread";
  }

  @Override
  public boolean isthread() {
    return true;
  }
}
