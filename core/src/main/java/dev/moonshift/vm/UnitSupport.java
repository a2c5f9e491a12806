package dev.moonshift.vm;

import dev.moonshift.bytecode.Arithmetic;
import dev.moonshift.bytecode.Code;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What compiled code calls. Whatever would have to fail or to take long, or to call what has no
 * unit, is not done: the answer then says so, and the unit leaves the instruction to the
 * interpreter.
 */
final class UnitSupport {
  /** A number takes less as a text. */
  private static final int NUMBER_BYTES = 32;

  /** How many slots a frame takes without its registers. */
  static final int FRAME_SLOTS = MemoryCost.FRAME / MemoryCost.SLOT;

  /** So many tail calls are nested on the JVM's stack before one returns to be carried out. */
  private static final int MAX_TAIL_CALLS = 30;

  private UnitSupport() {}

  /** What the thread lends, which is there while units run. Without a look, to be short. */
  @SuppressWarnings("NullAway")
  private static WorkerState state(Execution execution) {
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

  /** A loop's limit as an int that ends it at the same place. */
  static int intLimit(double limit, int step) {
    if (Double.isNaN(limit)) {
      return step > 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    return (int) (step > 0 ? Math.floor(limit) : Math.ceil(limit)); // casts saturate
  }

  /** Whether a limit that is not a number would never let a loop run; else it can be an int. */
  static boolean isIntLimit(double limit) {
    return limit > Integer.MIN_VALUE && limit < Integer.MAX_VALUE;
  }

  // ---------------------------------------------------------------- arithmetic

  /** An operator on any values; null if a metamethod or an error is due. */
  static @Nullable LuaValue arithmetic(LuaValue x, LuaValue y, int opcode) {
    LuaNumber a = Operations.toNumber(x);
    LuaNumber b = Operations.toNumber(y);
    if (a == null || b == null || isLongText(x) || isLongText(y)) {
      return null;
    }
    return Numbers.valueOf(arithmetic(a.todouble(), b.todouble(), opcode));
  }

  private static boolean isLongText(LuaValue value) {
    return value instanceof LuaString && !Operations.isReadAtOnce((LuaString) value);
  }

  static boolean isIntDifference(int a, int b) {
    long difference = (long) a - b;
    return difference == (int) difference;
  }

  static boolean isLoopOver(int counter, int limit, int step) {
    long next = (long) counter + step;
    return step > 0 ? next > limit : next < limit;
  }

  static boolean isLoopOver(double next, double limit, double step) {
    return !(step > 0 ? next <= limit : limit <= next);
  }

  static boolean equalsNumber(@Nullable LuaValue value, double unboxed, double number) {
    return value == null
        ? unboxed == number
        : value instanceof LuaNumber && Numbers.toDouble(value) == number;
  }

  static double arithmetic(double a, double b, int opcode) {
    switch (opcode) {
      case dev.moonshift.bytecode.Opcode.ADD:
        return a + b;
      case dev.moonshift.bytecode.Opcode.SUB:
        return a - b;
      case dev.moonshift.bytecode.Opcode.MUL:
        return a * b;
      case dev.moonshift.bytecode.Opcode.DIV:
        return a / b;
      case dev.moonshift.bytecode.Opcode.MOD:
        return Arithmetic.modulo(a, b);
      case dev.moonshift.bytecode.Opcode.UNM:
        return -a;
      default:
        return Arithmetic.power(a, b);
    }
  }

  // ---------------------------------------------------------------- comparing: 1 or 0, and twice
  // the fuel that it took beyond the instruction; -1 for "not here", as where that fuel would leave
  // less than the least that there must be

  static int equal(
      @Nullable LuaValue x,
      double xNumber,
      @Nullable LuaValue y,
      double yNumber,
      int fuel,
      int least) {
    if (x == null) {
      return equalsNumber(y, yNumber, xNumber) ? 1 : 0;
    }
    return y == null ? equalsNumber(x, 0, yNumber) ? 1 : 0 : equal(x, y, fuel, least);
  }

  static int equal(LuaValue x, LuaValue y, int fuel, int least) {
    if (x == y) {
      return x instanceof LuaDouble && Double.isNaN(x.todouble()) ? 0 : 1;
    }
    if (x instanceof LuaNumber) {
      return y instanceof LuaNumber && Numbers.toDouble(x) == Numbers.toDouble(y) ? 1 : 0;
    }
    if (x instanceof LuaString) {
      return y instanceof LuaString
          ? payable(Operations.equality((LuaString) x, (LuaString) y), fuel, least)
          : 0;
    }
    if (x instanceof Table) {
      Table metatable = ((Table) x).metatable;
      boolean isAsked = metatable != null && metatable.metamethod(Metamethod.EQ) != null;
      return y instanceof Table && isAsked ? -1 : 0;
    }
    return x.isuserdata() ? -1 : 0;
  }

  static int lessThan(LuaValue x, LuaValue y, int fuel, int least) {
    if (x instanceof LuaNumber && y instanceof LuaNumber) {
      return Numbers.toDouble(x) < Numbers.toDouble(y) ? 1 : 0;
    }
    if (x instanceof LuaString && y instanceof LuaString) {
      return payable(Operations.order((LuaString) x, (LuaString) y, false), fuel, least);
    }
    return -1;
  }

  static int lessOrEqual(LuaValue x, LuaValue y, int fuel, int least) {
    if (x instanceof LuaNumber && y instanceof LuaNumber) {
      return Numbers.toDouble(x) <= Numbers.toDouble(y) ? 1 : 0;
    }
    if (x instanceof LuaString && y instanceof LuaString) {
      return payable(Operations.order((LuaString) x, (LuaString) y, true), fuel, least);
    }
    return -1;
  }

  /** An answer about texts, unless that takes so much fuel that less than the least is left. */
  private static int payable(int answer, int fuel, int least) {
    return answer <= 1 || fuel - (answer >> 1) >= least ? answer : -1;
  }

  // ---------------------------------------------------------------- metamethods: what the unit of
  // one answered, settled; null if the interpreter is to do the instruction

  /** Has a metamethod answer for an operator. */
  static @Nullable Varargs operatorHandler(
      Execution execution, int level, int height, LuaValue x, LuaValue y, Metamethod event) {
    LuaValue handler =
        event == Metamethod.EQ
            ? Operations.equalityHandler(execution, x, y)
            : Operations.binaryHandler(execution, event, x, y);
    return handler == null ? null : callHandler(execution, level, height, handler, x, y);
  }

  private static @Nullable Varargs callHandler(
      Execution execution, int level, int height, LuaValue handler, LuaValue x, LuaValue y) {
    Unit unit = callable(execution, handler, height, 2);
    if (unit == null) {
      return null;
    }
    Varargs answer = unit.call(execution, (Closure) handler, level + 1, height, x, y);
    return settle(execution, answer, level, height);
  }

  /** Has a metamethod answer for {@code object[key]}. */
  static @Nullable Varargs indexHandler(
      Execution execution, int level, int height, LuaValue object, LuaValue key) {
    LuaValue at = handled(execution, object, key, Metamethod.INDEX);
    if (at == null) {
      return null;
    }
    LuaValue handler = Objects.requireNonNull(execution.metamethod(at, Metamethod.INDEX));
    return callHandler(execution, level, height, handler, at, key);
  }

  /** Has a metamethod do {@code object[key] = value}. */
  static @Nullable Varargs storeHandler(
      Execution execution, int level, int height, LuaValue object, LuaValue key, LuaValue value) {
    LuaValue at = handled(execution, object, key, Metamethod.NEWINDEX);
    if (at == null) {
      return null;
    }
    LuaValue handler = Objects.requireNonNull(execution.metamethod(at, Metamethod.NEWINDEX));
    Unit unit = callable(execution, handler, height, 3);
    if (unit == null) {
      return null;
    }
    Varargs answer = unit.call(execution, (Closure) handler, level + 1, height, at, key, value);
    return settle(execution, answer, level, height);
  }

  /** Who in a chain of tables has a function as the metamethod for a key; null if nobody. */
  private static @Nullable LuaValue handled(
      Execution execution, LuaValue object, LuaValue key, Metamethod event) {
    LuaValue at = object;
    for (int i = 0; i < Operations.MAX_CHAIN && !LongKey.isLong(key); i++) {
      boolean hasIt = at instanceof Table && ((Table) at).raw(key) != LuaValue.NIL;
      LuaValue handler = hasIt ? null : execution.metamethod(at, event);
      if (handler == null) {
        return null;
      }
      if (handler.isfunction()) {
        return at;
      }
      at = handler;
    }
    return null;
  }

  // ---------------------------------------------------------------- tables

  static boolean isAbsent(double number) {
    return NumberList.isAbsent(number);
  }

  /** {@code object[key]} in a list of numbers; absent if it is none, or no item of one. */
  static double number(LuaValue object, int key) {
    return object instanceof Table ? ((Table) object).number(key) : NumberList.ABSENT;
  }

  static double number(LuaValue object, double key) {
    int integer = (int) key;
    return integer == key ? number(object, integer) : NumberList.ABSENT;
  }

  static double number(LuaValue object, LuaValue key) {
    return key instanceof LuaInteger ? number(object, key.toint()) : NumberList.ABSENT;
  }

  static double number(LuaValue object, @Nullable LuaValue key, double unboxed) {
    return key == null ? number(object, unboxed) : number(object, key);
  }

  /** {@code object[key] = number} in a list of numbers; false if it is none, or not that simple. */
  static boolean storeNumber(LuaValue object, int key, double number) {
    return object instanceof Table && ((Table) object).replaceNumber(key, number);
  }

  static boolean storeNumber(LuaValue object, double key, double number) {
    int integer = (int) key;
    return integer == key && storeNumber(object, integer, number);
  }

  static boolean storeNumber(LuaValue object, LuaValue key, double number) {
    return key instanceof LuaInteger && storeNumber(object, key.toint(), number);
  }

  static boolean storeNumber(
      LuaValue object, @Nullable LuaValue key, double unboxed, double number) {
    return key == null ? storeNumber(object, unboxed, number) : storeNumber(object, key, number);
  }

  /**
   * {@code object[key]} for a constant key, if it is where it was the last time; else null. Apart
   * from {@link #field} so that the JVM sees where that is never called, and leaves it out.
   */
  static @Nullable LuaValue hintedField(LuaValue object, FieldSite site) {
    return object instanceof Table
        ? ((Table) object).hintedField(site.key(), site.hints(), site.at())
        : null;
  }

  /** As {@link #hintedField}, also of the tables behind it; see {@code Table.hintedMethod}. */
  static @Nullable LuaValue hintedMethod(LuaValue object, FieldSite site) {
    return object instanceof Table
        ? ((Table) object).hintedMethod(site.key(), site.bit(), site.hints(), site.at())
        : null;
  }

  /** As {@link #hintedField}, if it is a number; else absent. */
  static double hintedNumber(LuaValue object, FieldSite site) {
    return object instanceof Table
        ? ((Table) object).hintedNumber(site.key(), site.hints(), site.at())
        : NumberList.ABSENT;
  }

  /** {@code object[key]} for a constant key; null if a call or an error is due. */
  static @Nullable LuaValue field(Execution execution, LuaValue object, FieldSite site) {
    LuaValue fields =
        object instanceof LuaString ? execution.metamethod(object, Metamethod.INDEX) : object;
    if (fields instanceof Table) {
      LuaValue value = ((Table) fields).inheritedField(site.key(), site.hints(), site.at());
      if (value != null) {
        return value;
      }
    }
    return index(execution, object, site.key());
  }

  /** A list item; null if there is none. Apart from {@link #item} as {@link #hintedField} is. */
  static @Nullable LuaValue listItem(LuaValue object, int key) {
    return object instanceof Table ? ((Table) object).item(key) : null;
  }

  static @Nullable LuaValue listItem(LuaValue object, double key) {
    int integer = (int) key;
    return integer == key ? listItem(object, integer) : null;
  }

  /** Puts a value in the place of a list item; false if that is not so simple. */
  static boolean replaceItem(LuaValue object, int key, LuaValue value) {
    return object instanceof Table && ((Table) object).replaceItem(key, value);
  }

  static boolean replaceItem(LuaValue object, double key, LuaValue value) {
    int integer = (int) key;
    return integer == key && replaceItem(object, integer, value);
  }

  /** {@code object[key]} for an int; null if a call or an error is due. */
  static @Nullable LuaValue item(Execution execution, LuaValue object, int key) {
    if (object instanceof Table) {
      Table table = (Table) object;
      LuaValue value = table.metatable == null ? table.raw(key) : table.item(key);
      if (value != null) {
        return value;
      }
    }
    return index(execution, object, LuaInteger.valueOf(key));
  }

  /** {@code object[key]} for a double; null if a call or an error is due. */
  static @Nullable LuaValue item(Execution execution, LuaValue object, double key) {
    int integer = (int) key;
    if (integer == key) {
      return item(execution, object, integer);
    }
    return index(execution, object, Numbers.valueOf(key));
  }

  /** {@code object[key]} for any key; null if a call or an error is due. */
  static @Nullable LuaValue element(Execution execution, LuaValue object, LuaValue key) {
    if (key instanceof LuaInteger) {
      return item(execution, object, key.toint());
    }
    return index(execution, object, key);
  }

  /** As that, where a key that is null is a number without a box. */
  static @Nullable LuaValue element(
      Execution execution, LuaValue object, @Nullable LuaValue key, double unboxed) {
    return key == null ? item(execution, object, unboxed) : element(execution, object, key);
  }

  private static @Nullable LuaValue index(Execution execution, LuaValue object, LuaValue key) {
    if (LongKey.isLong(key)) {
      return null;
    }
    LuaValue at = object;
    for (int i = 0; i < Operations.MAX_CHAIN; i++) {
      LuaValue handler;
      if (at instanceof Table) {
        Table table = (Table) at;
        LuaValue value = table.raw(key);
        if (value != LuaValue.NIL) {
          return value;
        }
        Table metatable = table.metatable;
        handler = metatable == null ? null : metatable.metamethod(Metamethod.INDEX);
        if (handler == null) {
          return LuaValue.NIL;
        }
      } else {
        handler = execution.metamethod(at, Metamethod.INDEX);
        if (handler == null) {
          return null;
        }
      }
      if (handler.isfunction()) {
        return null;
      }
      at = handler;
    }
    return null;
  }

  // Stores answer with null once they are done; with LEFT if an error or a metamethod is due; with
  // a signal if something is to be called first, or an exception was thrown.

  /** {@code object[key] = value} for a constant key, if it is where it was the last time. */
  static boolean replaceHinted(LuaValue object, FieldSite site, LuaValue value) {
    return object instanceof Table
        && ((Table) object).replaceHinted(site.key(), value, site.hints(), site.at());
  }

  /** As above, for a number, if the value has been one without a box before. */
  static boolean changeNumber(LuaValue object, FieldSite site, double number) {
    return object instanceof Table
        && ((Table) object).changeNumber(site.key(), number, site.hints(), site.at());
  }

  /** {@code object[key] = value} for a constant key. */
  static @Nullable Varargs storeField(
      Execution execution, int fuel, LuaValue object, FieldSite site, LuaValue value) {
    execution.fuel = fuel;
    if (!(object instanceof Table)) {
      return Signal.LEFT;
    }
    return ((Table) object).replaceField(site.key(), value, site.hints(), site.at())
        ? null
        : store(execution, (Table) object, site.key(), value);
  }

  static @Nullable Varargs storeField(
      Execution execution, int fuel, LuaValue object, FieldSite site, double number) {
    if (object instanceof Table
        && ((Table) object).beginNumber(site.key(), number, site.hints(), site.at())) {
      execution.fuel = fuel;
      return null;
    }
    return storeField(execution, fuel, object, site, Numbers.valueOf(number));
  }

  /** {@code object[key] = value} for an int. */
  static @Nullable Varargs storeItem(
      Execution execution, int fuel, LuaValue object, int key, LuaValue value) {
    execution.fuel = fuel;
    if (!(object instanceof Table)) {
      return Signal.LEFT;
    }
    return ((Table) object).replaceItem(key, value)
        ? null
        : store(execution, (Table) object, LuaInteger.valueOf(key), value);
  }

  /** {@code object[key] = value} for a double. */
  static @Nullable Varargs storeItem(
      Execution execution, int fuel, LuaValue object, double key, LuaValue value) {
    int integer = (int) key;
    return integer == key
        ? storeItem(execution, fuel, object, integer, value)
        : storeElement(execution, fuel, object, Numbers.valueOf(key), value);
  }

  /** {@code object[key] = value} for any key. */
  static @Nullable Varargs storeElement(
      Execution execution, int fuel, LuaValue object, LuaValue key, LuaValue value) {
    if (key instanceof LuaInteger) {
      return storeItem(execution, fuel, object, key.toint(), value);
    }
    execution.fuel = fuel;
    return object instanceof Table ? store(execution, (Table) object, key, value) : Signal.LEFT;
  }

  private static @Nullable Varargs store(
      Execution execution, Table table, LuaValue key, LuaValue value) {
    if (key == LuaValue.NIL
        || key instanceof LuaDouble && Double.isNaN(key.todouble())
        || LongKey.isLong(key)) {
      return Signal.LEFT;
    }
    Table metatable = table.metatable;
    if (metatable != null
        && metatable.metamethod(Metamethod.NEWINDEX) != null
        && table.raw(key) == LuaValue.NIL) {
      return Signal.LEFT;
    }
    try {
      return Operations.putField(execution, table, key, value) == Signal.CALL
          ? leaving(execution, Signal.CALL)
          : null;
    } catch (RaisedError | ScriptError e) {
      state(execution).thrown = e;
      return leaving(execution, Signal.THROWN);
    }
  }

  /** Stores list items; see {@code SETLIST}. */
  static @Nullable Varargs setList(
      Execution execution, int fuel, LuaValue list, LuaValue[] values, Varargs open, int offset) {
    execution.fuel = fuel;
    try {
      LuaValue answer =
          Interpreter.setList(execution, (Table) list, offset, values, 0, values.length, open);
      return answer == Signal.CALL ? leaving(execution, Signal.CALL) : null;
    } catch (RaisedError | ScriptError e) {
      state(execution).thrown = e;
      return leaving(execution, Signal.THROWN);
    }
  }

  /** Begins to leave with a signal. */
  private static Varargs leaving(Execution execution, Signal signal) {
    state(execution).outermost = null;
    return signal;
  }

  /** {@code #object}; -1 if a call or an error is due. */
  static int length(LuaValue object) {
    if (object instanceof Table) {
      Table table = (Table) object;
      Table metatable = table.metatable;
      boolean isAsked = metatable != null && metatable.metamethod(Metamethod.LEN) != null;
      return isAsked ? -1 : table.border();
    }
    return object instanceof LuaString ? ((LuaString) object).m_length : -1;
  }

  // ---------------------------------------------------------------- the rest

  /**
   * Joins texts as {@code ..} does; null if it is not that simple, or so long that the interpreter
   * may have to stop on the way or find no room.
   */
  static @Nullable LuaValue concat(Execution execution, LuaValue[] operands) {
    long most = Math.min(LongText.SHORT, execution.memoryLimit());
    for (LuaValue operand : operands) {
      if (operand instanceof LuaString) {
        most -= ((LuaString) operand).m_length;
      } else if (operand instanceof LuaNumber) {
        most -= NUMBER_BYTES;
      } else {
        return null;
      }
    }
    return most >= 0 ? Operations.join(execution, operands, 0, operands.length - 1) : null;
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
