package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What compiled code calls: to leave, to call functions and to take their results. For the rest see
 * {@link OperatorSupport}, {@link TableSupport} and {@link LoopSupport}. In all of them: whatever
 * would have to fail or to take long, or to call what has no unit, is not done. The answer then
 * says so, and the unit leaves the instruction to the interpreter.
 */
final class UnitSupport {
  /** How many slots a frame takes without its registers. */
  static final int FRAME_SLOTS = MemoryCost.FRAME / MemoryCost.SLOT;

  /** So many tail calls are nested on the JVM's stack before one returns to be carried out. */
  private static final int MAX_TAIL_CALLS = 30;

  private UnitSupport() {}

  /** What the thread lends, which is there while units run. Without a look, to be short. */
  @SuppressWarnings("NullAway")
  static WorkerState state(Execution execution) {
    return execution.worker;
  }

  /** Asks for more fuel at a safepoint where none is left; 0 or less if the unit is to leave. */
  static int renew(Execution execution, int left) throws Throwable {
    WorkerState state = state(execution);
    if (!state.mayRenew || execution.auditDue) {
      return left;
    }
    state.renewals++;
    execution.fuel = left;
    int fuel = (int) state.renewal.invokeExact(state, execution);
    execution.fuel = fuel;
    return fuel;
  }

  // ---------------------------------------------------------------- leaving

  /** Puts a value into a frame's register, if that is what the register holds at an exit. */
  static void restore(LuaFrame frame, UnitExit exit, int r, @Nullable LuaValue value) {
    if (exit.shape()[r] == UnitExit.VALUE) {
      frame.registers[r] = value;
    }
  }

  static void restore(LuaFrame frame, UnitExit exit, int r, int integer) {
    if (exit.shape()[r] == UnitExit.INT) {
      LuaValue known = frame.registers[r]; // what a loop does not change needs no other box
      if (!(known instanceof LuaInteger && known.toint() == integer)) {
        frame.registers[r] = LuaInteger.valueOf(integer);
      }
    }
  }

  static void restore(LuaFrame frame, UnitExit exit, int r, double number) {
    if (exit.shape()[r] == UnitExit.DOUBLE) {
      LuaValue known = frame.registers[r];
      if (!(known instanceof LuaDouble && known.todouble() == number)) {
        frame.registers[r] = Numbers.valueOf(number);
      }
    }
  }

  static void restore(
      LuaFrame frame, UnitExit exit, int r, @Nullable LuaValue value, double number) {
    if (exit.shape()[r] == UnitExit.EITHER) {
      frame.registers[r] = box(value, number);
    }
  }

  /** Begins to leave: the frame that the activation becomes, still without its registers. */
  static LuaFrame leaving(
      UnitExit exit,
      Closure function,
      @Nullable LuaFrame known,
      int depth,
      int height,
      Varargs varargs) {
    LuaFrame frame = shell(known, function, depth, height, varargs);
    frame.pc = exit.pc();
    frame.varargs = varargs;
    return frame;
  }

  /** Links an activation that has become a frame under those that it called. */
  static Varargs leave(
      UnitExit exit,
      Execution execution,
      LuaFrame frame,
      int fuel,
      @Nullable Varargs open,
      @Nullable Varargs signal) {
    execution.fuel = fuel - exit.fuel();
    if (exit.top() >= 0) {
      frame.top = exit.top();
    }
    UnitExit.Kind kind = exit.kind();
    if (kind == UnitExit.Kind.SIGNAL) {
      return waiting(execution, frame, Objects.requireNonNull(signal));
    }
    if (kind == UnitExit.Kind.STORE && signal != Signal.LEFT) {
      frame.pc++;
      execution.fuel--; // it has been done
      return waiting(execution, frame, Objects.requireNonNull(signal));
    }
    if (exit.top() >= 0) {
      boolean isRegister = exit.shape()[exit.top()] != 0; // an open list of one
      frame.open = isRegister ? frame.registers[exit.top()] : Objects.requireNonNull(open);
    }
    if (kind == UnitExit.Kind.SURPRISED) {
      exit.tier().surprised(exit.pc(), frame);
    } else if (kind != UnitExit.Kind.EXIT && exit.expectation() != UnitExit.AS_EXPECTED) {
      exit.tier().failed(exit.at(), exit.expectation());
    }
    return stopped(execution, frame, exit.isSafepoint() ? Signal.EXIT_AT_SAFEPOINT : Signal.EXIT);
  }

  /** Links a frame that waits for what it has called. */
  private static Varargs waiting(Execution execution, LuaFrame frame, Varargs signal) {
    WorkerState state = state(execution);
    Frame outer = state.outermost;
    if (outer == null) {
      execution.top = frame;
    } else if (outer != frame) {
      outer.caller = frame;
    }
    state.outermost = frame;
    return signal;
  }

  /** Puts a frame on top with which the interpreter is to go on. */
  private static Varargs stopped(Execution execution, LuaFrame frame, Signal signal) {
    execution.top = frame;
    state(execution).outermost = frame;
    return signal;
  }

  /** Leaves at a function's entry because of an argument, after the safepoint there. */
  static Varargs surprised(
      Execution execution, CodeTier tier, Closure function, int depth, int height, Varargs args) {
    LuaFrame frame = LuaFrame.of(function, null, args);
    frame.depth = depth;
    frame.height += height;
    return surprised(execution, tier, frame);
  }

  /** As above, where the interpreter's frame is at hand. */
  static Varargs surprised(Execution execution, CodeTier tier, LuaFrame frame) {
    execution.top = frame;
    state(execution).outermost = frame;
    if (execution.fuel <= 0 || execution.auditDue) {
      return Signal.EXIT_AT_SAFEPOINT;
    }
    tier.surprised(0, frame);
    return Signal.EXIT;
  }

  /** The frame of an activation that is still on the JVM's stack, for functions that look at it. */
  static LuaFrame shell(
      @Nullable LuaFrame known, Closure function, int depth, int height, Varargs varargs) {
    if (known != null) {
      return known;
    }
    LuaFrame made = new LuaFrame(function, null);
    made.depth = depth;
    made.height += height + varargs.narg();
    return made;
  }

  /** Notes an exception of a function that compiled code called. */
  static Varargs thrown(Execution execution, LuaFrame shell, Throwable problem) {
    state(execution).thrown = problem;
    execution.top = shell;
    state(execution).outermost = shell;
    return Signal.THROWN;
  }

  /** Carries out tail calls until there are results or another signal. */
  static Varargs tailCalls(Execution execution, int depth, int base) {
    for (; ; ) {
      Closure callee = (Closure) Objects.requireNonNull(execution.callee);
      Varargs args = Objects.requireNonNull(execution.values);
      Object unit = callee.code.entry;
      if (unit == null) {
        LuaFrame frame = LuaFrame.of(callee, null, args);
        frame.depth = -Math.abs(depth);
        frame.height += base;
        execution.top = frame;
        state(execution).outermost = frame;
        return Signal.EXIT_AT_SAFEPOINT;
      }
      Varargs answer = ((Unit) unit).call(execution, callee, -Math.abs(depth), base, args);
      if (answer != Signal.TAIL_CALL) {
        return answer;
      }
    }
  }

  /** How many slots an activation takes, without arguments that have no names. */
  static int slots(Code code) {
    return FRAME_SLOTS + code.registerCount;
  }

  /** How many slots an activation with so many arguments takes. */
  private static int slots(Code code, int given) {
    int extra = code.isVararg ? Math.max(0, given - code.parameterCount) : 0;
    return slots(code) + extra;
  }

  /** The height of the stack without an activation that has a frame. */
  static int heightBelow(LuaFrame frame) {
    return frame.height - slots(frame.closure.code) - frame.varargs.narg();
  }

  /**
   * Returns the unit that a call enters, having charged for the stack if it grows; null if the
   * interpreter is to make the call.
   *
   * @param height how high the stack is with the caller
   */
  static @Nullable Unit callable(Execution execution, LuaValue function, int height, int given) {
    if (!(function instanceof Closure)) {
      return null;
    }
    Code code = ((Closure) function).code;
    Unit unit = (Unit) code.entry;
    if (unit == null) {
      state(execution).isEarly = CodeTier.isMissed(code);
      return null;
    }
    return hasRoom(execution, unit, code, height, given) ? unit : null;
  }

  /** Whether a value is a closure of some code that can be called as {@link #callable} says. */
  static boolean isCallable(Execution execution, LuaValue function, Code code, int height) {
    return isOf(function, code) && hasRoom(execution, height + slots(code));
  }

  /** Whether there is room for a unit's activation; most need no look at their arguments. */
  private static boolean hasRoom(Execution execution, Unit unit, Code code, int height, int given) {
    return height + unit.slots <= state(execution).room
        || makesRoom(execution, height + slots(code, given));
  }

  /** Whether the stack may be so high; charges for it if it grows. */
  static boolean hasRoom(Execution execution, int height) {
    return height <= state(execution).room || makesRoom(execution, height);
  }

  private static boolean makesRoom(Execution execution, int height) {
    if (height > state(execution).maxHeight) {
      return false;
    }
    if (height > execution.stackMark) {
      execution.growStack(height);
    }
    return true;
  }

  /** Whether a value is a closure of some code. */
  static boolean isOf(LuaValue function, Code code) {
    return function instanceof Closure && ((Closure) function).code == code;
  }

  /**
   * Returns the unit that takes the place of an activation, nested in it on the JVM's stack; null
   * if there is none, or too much is nested so already. As {@link #callable} it charges; {@link
   * #afterTailCall} is to follow.
   */
  static @Nullable Unit tailCallable(
      Execution execution, LuaValue function, int height, int given) {
    WorkerState state = state(execution);
    if (!(function instanceof Closure) || state.tailCalls >= MAX_TAIL_CALLS) {
      return null;
    }
    Code code = ((Closure) function).code;
    Unit unit = (Unit) code.entry;
    if (unit == null || !hasRoom(execution, unit, code, height, given)) {
      return null;
    }
    state.tailCalls++;
    return unit;
  }

  /** Passes on what such a unit answered. */
  static Varargs afterTailCall(Varargs answer, Execution execution) {
    state(execution).tailCalls--;
    return answer;
  }

  /** Whether a closure can be called in place of an activation, as {@link #callable} says. */
  static boolean isTailCallable(Execution execution, LuaValue function, int height, int given) {
    if (!(function instanceof Closure)) {
      return false;
    }
    return hasRoom(execution, height + slots(((Closure) function).code, given));
  }

  /** Asks the caller to call a closure in place of this activation. */
  static Varargs tailCall(Execution execution, LuaValue closure, Varargs args) {
    execution.callee = closure;
    execution.values = args;
    return Signal.TAIL_CALL;
  }

  /**
   * Takes what a unit answered instead of results: boxes a number, carries out tail calls.
   *
   * @return the results, or a signal with which the caller leaves
   */
  static Varargs settle(Execution execution, Varargs answer, int level, int height) {
    Varargs settled = answer == Signal.TAIL_CALL ? tailCalls(execution, level + 1, height) : answer;
    return Signal.isForResults(settled) ? results(execution, settled) : settled;
  }

  /** The number that a unit answered. */
  static double number(Execution execution) {
    return state(execution).number;
  }

  static double secondNumber(Execution execution) {
    return state(execution).secondNumber;
  }

  static double thirdNumber(Execution execution) {
    return state(execution).thirdNumber;
  }

  /** The first of the results that a unit answered; null if it is the {@link #number}. */
  static @Nullable LuaValue firstReference(Execution execution) {
    return state(execution).first;
  }

  static @Nullable LuaValue secondReference(Execution execution) {
    return state(execution).second;
  }

  static @Nullable LuaValue thirdReference(Execution execution) {
    return state(execution).third;
  }

  /** The first of the results that a unit answered. */
  static LuaValue firstResult(Execution execution) {
    WorkerState state = state(execution);
    return box(state.first, state.number);
  }

  static LuaValue secondResult(Execution execution) {
    WorkerState state = state(execution);
    return box(state.second, state.secondNumber);
  }

  static LuaValue thirdResult(Execution execution) {
    WorkerState state = state(execution);
    return box(state.third, state.thirdNumber);
  }

  /** What a unit answered by a {@link Signal#isForResults signal for results}, as a list. */
  static Varargs results(Execution execution, Varargs answer) {
    if (answer == Signal.NUMBER) {
      return Numbers.valueOf(state(execution).number);
    }
    LuaValue first = firstResult(execution);
    LuaValue second = secondResult(execution);
    return answer == Signal.PAIR
        ? Values.of(first, second)
        : LuaValue.varargsOf(first, second, thirdResult(execution));
  }

  /** Answers with a number. */
  static Varargs answer(Execution execution, double number) {
    state(execution).number = number;
    return Signal.NUMBER;
  }

  /** Answers with two results, each of them a value or, where that is null, a number. */
  static Varargs answerTwo(
      Execution execution,
      @Nullable LuaValue first,
      double number,
      @Nullable LuaValue second,
      double secondNumber) {
    WorkerState state = state(execution);
    state.first = first;
    state.number = number;
    state.second = second;
    state.secondNumber = secondNumber;
    return Signal.PAIR;
  }

  /** As {@link #answerTwo} with one more. */
  static Varargs answerThree(
      Execution execution,
      @Nullable LuaValue first,
      double number,
      @Nullable LuaValue second,
      double secondNumber,
      @Nullable LuaValue third,
      double thirdNumber) {
    WorkerState state = state(execution);
    state.third = third;
    state.thirdNumber = thirdNumber;
    answerTwo(execution, first, number, second, secondNumber);
    return Signal.TRIPLE;
  }

  /** Whether a double is one that is kept as an int. */
  static boolean isInt(double number) {
    return Double.doubleToRawLongBits((int) number) == Double.doubleToRawLongBits(number);
  }

  // Of a value that counts, or a number that stands for it where it is null.

  static boolean isInt(@Nullable LuaValue value, double number) {
    return value == null ? isInt(number) : value instanceof LuaInteger;
  }

  static boolean isNumber(@Nullable LuaValue value, double number) {
    return value == null || value instanceof LuaNumber;
  }

  /** The number of what {@link #isNumber}. */
  static double toDouble(@Nullable LuaValue value, double number) {
    return value == null ? number : Numbers.toDouble(value);
  }

  /** Makes ready to call a native function, which finds its caller's frame on top. */
  static LuaFrame prepareNative(
      Execution execution,
      @Nullable LuaFrame known,
      Closure function,
      int depth,
      int height,
      Varargs varargs,
      int pc) {
    LuaFrame frame = shell(known, function, depth, height, varargs);
    frame.pc = pc;
    execution.top = frame;
    return frame;
  }

  /** Takes what a native function answered instead of results; the results, or a signal. */
  static Varargs nativeSignal(Execution execution, LuaFrame shell, Varargs signal) {
    Varargs answer = NestedRun.of(execution, shell, signal);
    if (answer instanceof Signal) {
      state(execution).outermost = shell;
    }
    return answer;
  }

  // ---------------------------------------------------------------- values

  /** A value, or the number that stands for it where it is null. */
  static LuaValue box(@Nullable LuaValue value, double number) {
    return value == null ? Numbers.valueOf(number) : value;
  }

  /** The first of some results. */
  static LuaValue first(Varargs results) {
    return results instanceof LuaValue && results != LuaValue.NONE
        ? (LuaValue) results
        : results.arg1();
  }

  static Varargs list(LuaValue[] values) {
    return Values.of(values);
  }

  /** Whether there are so many open values that it costs fuel to put others before them. */
  static boolean isLong(Varargs open) {
    return open.narg() >= Values.VALUES_PER_FUEL;
  }

  /** Values in registers followed by open ones; null if there are so many that they cost fuel. */
  static @Nullable Varargs list(LuaValue[] values, Varargs open) {
    if (isLong(open)) {
      return null;
    }
    return values.length == 0 ? open : Values.copyOf(values, 0, values.length, open);
  }

  static Closure close(Execution execution, LuaFrame frame, Code child, UpValue[] enclosing) {
    return Interpreter.close(execution, frame, child, enclosing);
  }

  /** Whether a value is a function that makes a number of so many numbers. */
  static boolean isNumeric(LuaValue function, int given) {
    return function instanceof NumberFunction && ((NumberFunction) function).takes(given);
  }

  /** Whether a function can be called with its caller's activation on the JVM's stack. */
  static boolean isCallable(LuaValue function) {
    return function instanceof NativeFunction && !((NativeFunction) function).looksAtCallers();
  }
}
