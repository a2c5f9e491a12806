package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A chain of frames that can be left and entered again: a Lua thread. Every process runs in one,
 * which is made only when somebody looks at it; scripts make more. Plain data, no thread of the
 * JVM.
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

  private byte status = (byte) Status.SUSPENDED.ordinal();

  /** The innermost frame while it does not run; where it failed, if it did. */
  @Nullable Frame top;

  /** The function without a frame in which it failed, if there is one. */
  @Nullable LuaValue failedIn;

  /** The coroutine that resumed this one and waits for it. */
  @Nullable Coroutine resumer;

  /** Whether errors and results pass to the resumer as they are ({@code wrap}) or with a flag. */
  boolean isWrapped;

  final boolean isMain;

  /** Who is told what it does; null if nobody ever was. */
  @Nullable Hook hook;

  private int serial;

  private Coroutine(@Nullable Frame top, boolean isMain) {
    this.top = top;
    this.isMain = isMain;
  }

  /** Makes one that is to run a function when it is resumed. */
  public Coroutine(LuaValue function) {
    this(new CoroutineStart(function), false);
  }

  /** Makes the coroutine of a process, which is running. */
  static Coroutine main() {
    Coroutine main = new Coroutine(null, true);
    main.status(Status.RUNNING);
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
    if (serial == 0) {
      serial = execution.nextSerial();
    }
    return serial;
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
