package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * An activation of a library function that calls into scripts or works in pieces: a state machine
 * whose fields are its progress.
 *
 * <p>Fields must be plain data (values, numbers, arrays): no lambdas, threads or streams, so that a
 * suspended process can be stored.
 */
public abstract non-sealed class NativeFrame extends Frame {
  /** The function, where the machine called it and no instruction of the caller says which. */
  @Nullable LuaValue function;

  /**
   * Whether it has called or awaited something. If not, it is there only because it has paused, and
   * at another quantum it would not be.
   */
  boolean hasCalled;

  /**
   * Goes on after a callee returned, or after a pause.
   *
   * @param execution what to call and suspend with
   * @param results what the callee returned; null after {@link Execution#pause}
   * @return the function's results, or what {@link Execution#call} or {@link Execution#pause}
   *     returned
   */
  @Override
  public abstract @Nullable Varargs resume(Execution execution, @Nullable Varargs results);

  /** Reports the values this frame holds, so that a memory audit counts them. */
  @Override
  public abstract void trace(Tracer tracer);

  /**
   * How much this frame takes, in {@link MemoryCost#SLOT slots}: more than usual if it is large.
   */
  protected int slots() {
    return MemoryCost.FRAME / MemoryCost.SLOT;
  }

  /** Whether the frame below does not wait for this one's results, but goes on by itself. */
  boolean letsCallerGoOn() {
    return false;
  }

  /** Notes that an error ends this activation. */
  void abandon(Execution execution) {}

  /** The function's name, for messages. */
  public abstract String name();

  /**
   * Whether it is the machine's own and no call of the script's, so that tracebacks leave it out.
   */
  boolean isHidden() {
    return false;
  }

  /**
   * The library function without a frame that was at work below a hidden frame, so that tracebacks
   * show it; else null.
   */
  @Nullable LuaValue interrupted() {
    return null;
  }

  /** Whether an error of what this frame called ends here, as in {@code pcall}. */
  public boolean protectsFrom(LuaValue error) {
    return false;
  }

  /** The function that turns an error into the value to report, if this frame has one. */
  public @Nullable LuaValue messageHandler() {
    return null;
  }

  /** The frame's results where an error ended its callee; only asked where it is protected. */
  public Varargs caught(LuaValue error) {
    throw new IllegalStateException(name() + " does not protect its callee");
  }
}
