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

  Status status = Status.SUSPENDED;

  /** The innermost frame while it does not run; null before it starts and after it ends. */
  @Nullable Frame top;

  /** What {@link #top} is to be handed when the process goes on; null if it goes on by itself. */
  @Nullable Varargs pending;

  /** What to call at the start; null once started. */
  @Nullable LuaValue function;

  /** The coroutine that resumed this one and waits for it. */
  @Nullable Coroutine resumer;

  /** Whether errors and results pass to the resumer as they are ({@code wrap}) or with a flag. */
  boolean isWrapped;

  private int serial;

  /** Makes one that is to run a function. */
  public Coroutine(LuaValue function) {
    this.function = function;
  }

  /** Where it stands. */
  public Status status() {
    return status;
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
