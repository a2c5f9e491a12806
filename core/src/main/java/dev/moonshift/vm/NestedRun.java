package dev.moonshift.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * Carries out what a library function asks for (a call, a switch of coroutines) while the unit that
 * called it stays on the JVM's stack: a protected call or a step of a generator need not turn its
 * caller into a frame.
 *
 * <p>It goes on as long as units and library functions do all the work. For everything else, be it
 * an interpreter's frame to run, the end of the fuel, an audit, an error or a look at the frames
 * below, it gives up: its answer is a signal with which the unit leaves, as if it had never been
 * tried.
 */
final class NestedRun {
  /** So many may be nested: each takes a share of the JVM's stack. */
  static final int MAX_NESTED = 4;

  private NestedRun() {}

  /**
   * Carries out a signal.
   *
   * @param caller the frame of the unit, without registers, that the results are for
   * @return the results; or a signal with which the unit is to leave
   */
  static Varargs of(Execution execution, LuaFrame caller, Varargs signal) {
    WorkerState state = Objects.requireNonNull(execution.worker);
    boolean isForOther =
        signal == Signal.DELIVER
            && (state.isNestedFor(execution.top) || hasYielded(execution, caller));
    if (isForOther || signal == Signal.SUSPENDED || state.nested == MAX_NESTED) {
      return signal;
    }
    int maxHeight = state.maxHeight;
    int tailCalls = state.tailCalls;
    LuaFrame frame;
    Varargs lifting;
    state.nest(caller);
    try {
      frame = execution.proceedNested(signal);
      while (frame != null && frame != caller) {
        Unit unit = unitOf(execution, frame);
        if (unit == null) {
          break;
        }
        execution.prepareUnit(frame);
        Varargs answer = unit.enter(execution, frame);
        if (answer == Signal.DELIVER && execution.top == caller && state.outermost == frame) {
          state.outermost = null;
          frame = caller; // as is nearly always so: a coroutine has yielded to who resumed it
        } else {
          frame = execution.afterUnit(frame, answer);
        }
      }
    } finally { // also if the machine has a bug: the next process must not suffer from it
      lifting = state.unnest();
      state.maxHeight = maxHeight;
      execution.measureRoom();
      state.tailCalls = tailCalls;
    }
    if (frame == caller) {
      return Objects.requireNonNull(execution.values);
    }
    if (frame == null) {
      return lifting == null ? Signal.SUSPENDED : lifting;
    }
    execution.top = frame;
    state.isEarly = true; // it is not the unit's fault
    return execution.isAtSafepoint ? Signal.EXIT_AT_SAFEPOINT : Signal.EXIT;
  }

  /**
   * Whether values are handed to another coroutine because that of a frame has yielded. It leaves:
   * what resumed it would else run on top of it, and leave at the next resume with all its callers.
   */
  private static boolean hasYielded(Execution execution, LuaFrame frame) {
    Coroutine running = execution.resumedCoroutine();
    Coroutine resumer = running == null ? null : running.resumer;
    return execution.top != frame && (resumer == null || resumer.top != frame);
  }

  private static @Nullable Unit unitOf(Execution execution, LuaFrame frame) {
    return execution.isAtSafepoint && execution.fuel > 0 && !execution.auditDue
        ? CodeTier.unitAt(frame.closure.code, frame.pc)
        : null;
  }

  /**
   * Whether the driver must not take a step, because units are on the JVM's stack: then it is noted
   * how their leaving is to be answered, so that the step is taken afterwards.
   *
   * @param frame who gets the results
   * @param next results, a signal, or null if the frame goes on by itself
   */
  static boolean mustLeave(
      Execution execution, WorkerState state, @Nullable Frame frame, @Nullable Varargs next) {
    if (next == Signal.CALL) {
      // what takes the place of the library function returns to the unit, which is no safepoint
      boolean isTailCall = state.isNestedFor(execution.top);
      boolean looksAround =
          !Objects.requireNonNull(execution.callee).isfunction()
              || execution.callee instanceof NativeFunction
                  && ((NativeFunction) execution.callee).looksAtCallers();
      return (isTailCall || looksAround) && state.lift(Signal.CALL);
    }
    if (next == Signal.THROWN) {
      return state.lift(next);
    }
    if (next instanceof Signal) {
      return false;
    }
    boolean isForOther = frame instanceof LuaFrame && next != null && state.isNestedBelow(frame);
    boolean isAudit =
        execution.auditDue
            && !(frame instanceof LuaFrame && next != null)
            && !(frame instanceof Unwinding);
    if (isForOther || isAudit) {
      execution.top = frame;
      execution.values = next;
      return state.lift(Signal.DELIVER);
    }
    return false;
  }
}
