package dev.moonshift.vm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a thread that runs processes lends to each of them while it runs: what compiled code and the
 * interpreter tell each other. Between runs it holds nothing of a process.
 *
 * <p><b>Threads.</b> One at a time.
 */
public class WorkerState {
  private static final MethodHandle RENEWAL;

  static {
    try {
      RENEWAL =
          MethodHandles.lookup()
              .findVirtual(
                  WorkerState.class, "renew", MethodType.methodType(int.class, Execution.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How high the stack may be with the units that are on the JVM's stack, in slots. */
  int maxHeight;

  /** How high it may be without a further look: it is not too high, and has been charged. */
  int room;

  /** How many tail calls are nested on the JVM's stack. */
  int tailCalls;

  /** While units leave: the last of the activations that have become frames. */
  @Nullable Frame outermost;

  /** The exception to raise in the innermost of them. */
  @Nullable Throwable thrown;

  /** The result of a unit that answered {@link Signal#NUMBER}. */
  double number;

  /**
   * The results of a unit that answered {@link Signal#PAIR} or {@link Signal#TRIPLE}; null for
   * {@link #number}, {@link #secondNumber} and {@link #thirdNumber}.
   */
  @Nullable LuaValue first;

  @Nullable LuaValue second;
  @Nullable LuaValue third;
  double secondNumber;
  double thirdNumber;

  /** Units leave because what they call may still be compiled. */
  boolean isEarly;

  /** Who raised that, if it was no unit's function: the frame at work, and what it had called. */
  RaisedError.@Nullable Origin thrownBy;

  /** How many {@link NestedRun}s are nested. */
  int nested;

  /**
   * {@link #renew}, which units call through this: as the JVM cannot know that it is always the
   * same, it does not inline the scheduler in every unit, where it would use up the room for what
   * the unit does all the time.
   */
  final MethodHandle renewal = RENEWAL;

  /** Whether it is any use to ask for more fuel; see {@link #renew}. */
  boolean mayRenew;

  /** How often that was asked: fuel before and after then says nothing about what was used. */
  int renewals;

  private final @Nullable LuaFrame[] nestedFor = new LuaFrame[NestedRun.MAX_NESTED];
  private @Nullable Varargs lifting;

  /** Says whether the process may go on at once where its fuel ends: if not, nobody is asked. */
  protected final void mayRenew(boolean may) {
    mayRenew = may;
  }

  /**
   * Asked at a safepoint where the fuel has been used up, while compiled code is on the JVM's
   * stack: that stays there if the process may go on at once.
   *
   * @param execution the process at work; says how much fuel is left, 0 or less
   * @return the fuel to go on with; or what is left, if the process is to leave
   */
  protected int renew(Execution execution) {
    return execution.fuelLeft();
  }

  /** Lets go of what a process has left here, so that the next one finds nothing. */
  void end() {
    nested = 0;
    lifting = null;
    outermost = null;
    thrown = null;
    thrownBy = null;
    first = null;
    second = null;
    third = null;
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
