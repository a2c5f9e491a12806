package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * What a thread that runs processes lends to each of them while it runs: what compiled code and the
 * interpreter tell each other. Between runs it holds nothing of a process.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class WorkerState {
  /** How deep an activation may be that calls another unit on the JVM's stack. */
  int maxDepth;

  /** How high the stack may be with it, in slots. */
  int maxHeight;

  /** How many tail calls are nested on the JVM's stack. */
  int tailCalls;

  /** While units leave: the last of the activations that have become frames. */
  @Nullable Frame outermost;

  /** The exception to raise in the innermost of them. */
  @Nullable Throwable thrown;

  /** The result of a unit that answered {@link Signal#NUMBER}. */
  double number;

  /** Units leave because what they call may still be compiled. */
  boolean isEarly;

  /** Who raised that, if it was no unit's function: the frame at work, and what it had called. */
  RaisedError.@Nullable Origin thrownBy;

  /** How many {@link NestedRun}s are nested. */
  int nested;

  private final @Nullable LuaFrame[] nestedFor = new LuaFrame[NestedRun.MAX_NESTED];
  private @Nullable Varargs lifting;

  /** Begins with another process, whatever became of the one before. */
  void begin() {
    nested = 0;
    lifting = null;
    outermost = null;
    thrown = null;
    thrownBy = null;
  }

  /** Begins to run nested, for the results of a frame. */
  void nest(LuaFrame caller) {
    nestedFor[nested++] = caller;
  }

  /** Ends the innermost nested run; how leaving is to be answered if it had to give up. */
  @Nullable Varargs unnest() {
    nestedFor[--nested] = null;
    Varargs answer = lifting;
    lifting = null;
    return answer;
  }

  /** Gives a nested run up: the units leave with a signal. Always true. */
  boolean lift(Varargs signal) {
    lifting = signal;
    return true;
  }

  /** Whether results for a frame are what the innermost nested run is for. */
  boolean isNestedFor(@Nullable Frame frame) {
    return nested > 0 && nestedFor[nested - 1] == frame;
  }

  /** Whether a frame is that of a unit on the JVM's stack for which another nested run is. */
  boolean isNestedBelow(Frame frame) {
    for (int n = 0; n < nested - 1; n++) {
      if (nestedFor[n] == frame) {
        return true;
      }
    }
    return false;
  }
}
