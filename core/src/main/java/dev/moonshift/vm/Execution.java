package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import dev.moonshift.text.PatternMatcher;
import dev.moonshift.time.TimeSource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * All that one process's machine needs: its fuel, its coroutines, its limits. Handed to every
 * function that runs, so nothing is static.
 *
 * <p><b>How functions and frames answer.</b> A {@link NativeFunction} or {@link NativeFrame}
 * returns its results, or what {@link #call}, {@link #pause}, {@link #yield}, {@link #resume} or
 * {@link #await} returned: then it has not finished, and its frame is resumed later.
 *
 * <p><b>Threads.</b> One at a time runs a process; another may run its next quantum if what it sees
 * was handed over safely.
 */
public abstract class Execution {
  /**
   * How many instructions may follow the end of the fuel without a safepoint between: code without
   * loops or calls is stopped after so many. Large enough that ordinary code always stops at a
   * safepoint.
   */
  static final int STRAIGHT_LINE_LIMIT = 1000;

  /** The same object for all, so that it can be told from a script's own text. */
  private static final LuaValue NOT_ENOUGH_MEMORY = LuaValue.valueOf("not enough memory");

  /** The reserve beyond the memory limit: a sixteenth of it ... */
  private static final int RESERVE_SHARE = 16;

  /** ... but enough to handle an error also where the limit is small. */
  private static final int MIN_RESERVE = 8 << 10;

  /** What the reference has for pause, step and growth, in percent. */
  private static final long DEFAULT_COLLECTOR_SETTING = 200;

  /** A step of a collection does so many bytes for each one it is asked for, as the reference's. */
  private static final int STEP_FACTOR = 2;

  /** And at least this many, so that steps of no size come to an end. */
  private static final int MIN_STEP = 4 << 10;

  private static final Outcome[] OUTCOMES = Outcome.values();

  /** The longest array that every JVM can make. */
  private static final int MAX_STRING_BYTES = Integer.MAX_VALUE - 8;

  // the running quantum
  int fuel;
  private byte outcome; // small, as every process has one

  // what a signal is about; while the process is paused, the innermost frame and what it is to be
  // handed, null if it goes on by itself; at the end the results
  @Nullable Frame top;
  @Nullable LuaValue callee;
  @Nullable Varargs values;

  @Nullable WorkerState worker; // while it runs
  boolean isAtSafepoint; // whether the interpreter goes on at one after it was left
  boolean isWatched; // whether the coroutine has a hook that wants to be told of instructions

  // the process
  private @Nullable Coroutine current; // null stands for the main one until somebody looks at it
  private @Nullable OverlayTable globals; // made when first needed
  private final Setting setting;
  private @Nullable Occasional occasional; // made when first needed
  private long memoryCharged;
  boolean auditDue; // or other upkeep: see upkeep()
  int stackMark; // how high the stack of the current coroutine may be before it is charged again

  /** What few processes need: they pay for it when they do. */
  private static final class Occasional {
    @Nullable Table stringMetatable;
    boolean isStringMetatableMade;
    @Nullable Table registry;
    @Nullable Table @Nullable [] basicMetatables; // by type, of all but tables, strings, userdata
    @Nullable RandomState random;
    @Nullable PatternMatcher spareMatcher;
    @Nullable RaisedError wakeError;
    @Nullable Table growing; // which is to be grown at the next safepoint
    boolean isAuditAskedToo;
    int serials;

    // memory
    long auditAt; // the charge above which the next audit is due; 0 stands for the limit
    long memoryWanted; // what somebody waits for an audit to allocate
    long collectionSteps; // bytes that steps of a collection have done, as scripts may ask for them
    boolean isOverLimit; // "not enough memory" was raised, and nothing has been found freed since
    boolean isJudgementDue; // too much was alive before finalizers ran; the next audit judges
    boolean isCollectorStopped;
    @Nullable Map<String, Long> collectorSettings; // as a script set them
    @Nullable Finalizers finalizers;

    @Nullable Failure failure;
  }

  /**
   * Prepares a process to run a chunk.
   *
   * @param code the chunk to run
   * @param args its arguments
   * @param setting what it shares with others
   */
  protected Execution(Code code, Varargs args, Setting setting) {
    top = MainStart.INSTANCE;
    callee = new Closure(code, new UpValue[] {new UpValue(this)});
    values = args;
    this.setting = setting;
  }

  /**
   * Takes a piece of output: a line as {@code print} makes it, or a part of a long one.
   *
   * @return how many bytes were taken; if not all, the frame that writes is to {@link
   *     #await(NativeFrame)} and then to write the rest
   */
  public abstract int write(byte[] bytes, int offset, int length);

  /** Says what time it is. */
  public abstract TimeSource time();

  /** Makes the global variables, over the base library. */
  protected abstract OverlayTable newGlobals();

  private Occasional occasional() {
    Occasional made = occasional;
    if (made == null) {
      made = new Occasional();
      occasional = made;
    }
    return made;
  }

  /**
   * What many processes have in common.
   *
   * @param stringLibrary the base library's functions on strings, which strings have as methods
   * @param maxCallDepth how many activations may be nested, in each coroutine and across them
   * @param maxMemoryBytes how much memory may be charged to a process and alive
   * @param maxSourceBytes how long a source may be that {@code load} compiles
   * @param everyInstruction whether a process stops as soon as its fuel is used, and not at the
   *     next safepoint
   * @param engine who compiles what is hot; null if nobody does
   */
  public record Setting(
      Table stringLibrary,
      int maxCallDepth,
      long maxMemoryBytes,
      int maxSourceBytes,
      boolean everyInstruction,
      @Nullable Engine engine) {}

  /** Why a run ended. */
  public enum Outcome {
    /** The fuel was used up. */
    EXPIRED,
    /** The main coroutine yielded: it gives up its turn. */
    YIELDED,
    /** It waits until {@link #wake} is called. */
    WAITING,
    /** The function returned; see {@link #results}. */
    FINISHED,
    /** An error reached the bottom; see {@link #failure}. */
    FAILED,
    /** It went on allocating over its memory limit; see {@link #failure}. */
    OUT_OF_MEMORY
  }

  /**
   * How a process failed.
   *
   * @param error the error value
   * @param traceback the calls that were active, as reference Lua writes them
   * @param bug the Java exception, if the machine itself is at fault
   */
  public record Failure(LuaValue error, String traceback, @Nullable Throwable bug) {}

  // ---------------------------------------------------------------- running

  /**
   * Runs for some fuel, or until the process yields, waits or ends.
   *
   * @param quantum how much fuel to use, at least 1
   * @param lent what the thread that runs it lends
   */
  public Outcome run(int quantum, WorkerState lent) {
    fuel = quantum;
    worker = lent;
    outcome(Outcome.EXPIRED);
    watch();
    Frame frame = top;
    Varargs pending = values;
    RaisedError error = takeWakeError();
    try {
      if (error != null) {
        LuaFrame next = proceed(frame, raise(frame, leafOn(frame), error));
        Interpreter.run(this, next, isAtSafepoint);
      } else if (frame instanceof LuaFrame && pending == null) {
        Interpreter.run(this, (LuaFrame) frame, !auditDue);
      } else {
        LuaFrame next = proceed(frame, pending);
        Interpreter.run(this, next, isAtSafepoint);
      }
    } finally { // also if the machine has a bug: the next process must not suffer from it
      worker = null;
      lent.end();
    }
    return OUTCOMES[outcome];
  }

  /** Lets a process that waits go on; the values are what its call of {@link #await} gives. */
  public void wake(Varargs newValues) {
    values = newValues;
  }

  /** Lets a process that waits go on with an error raised where it called {@link #await}. */
  public void wakeWithError(String message) {
    occasional().wakeError = RaisedError.fromNative(message);
  }

  private @Nullable RaisedError takeWakeError() {
    if (occasional == null || occasional.wakeError == null) {
      return null;
    }
    RaisedError error = occasional.wakeError;
    occasional.wakeError = null;
    return error;
  }

  /** How much fuel the last run left; below zero if it overran. */
  public int fuelLeft() {
    return fuel;
  }

  /** What the function returned. */
  public Varargs results() {
    return outcome == Outcome.FINISHED.ordinal() && values != null ? values : LuaValue.NONE;
  }

  /** How it failed, or null. */
  public @Nullable Failure failure() {
    return occasional == null ? null : occasional.failure;
  }

  /**
   * Leaves the interpreter between safepoints: to go on there later if there is no more fuel, or
   * after a hook was told. An audit that is due waits for the next safepoint, so that it sees the
   * same wherever a quantum ends.
   */
  @Nullable LuaFrame stop(LuaFrame frame, int pc, int fuelLeft) {
    frame.pc = pc;
    fuel = fuelLeft;
    if (fuelLeft <= floor()) {
      return leave(frame, null);
    }
    isAtSafepoint = false;
    Hook hook = hook();
    return hook == null || !hook.isWatching() ? frame : hook.advance(this, frame);
  }

  /** Leaves the interpreter at a safepoint, to go on there later. */
  @Nullable LuaFrame expire(LuaFrame frame, int pc, int fuelLeft) {
    frame.pc = pc;
    fuel = fuelLeft;
    if (auditDue) {
      isAtSafepoint = true;
      return proceed(frame, null);
    }
    return leave(frame, null);
  }

  /** Leaves with a frame to go on with, and what it is to be handed. */
  private @Nullable LuaFrame leave(Frame frame, @Nullable Varargs pending) {
    top = frame;
    values = pending;
    return null;
  }

  /**
   * Carries out a signal, or hands results to a frame, until a Lua frame is to run.
   *
   * @param to who gets the results
   * @param given results, a signal, or null if the frame goes on by itself
   * @return the frame to run, or null if the process leaves; in a {@link NestedRun} also null if it
   *     must give up, and its caller's frame, not to be run, once {@link #values} are for that
   */
  @Nullable LuaFrame proceed(@Nullable Frame to, @Nullable Varargs given) {
    Frame frame = to;
    Varargs next = given;
    WorkerState state = Objects.requireNonNull(worker);
    isAtSafepoint = true;
    for (; ; ) {
      LuaValue leaf = null; // the function at work, if it has no frame
      boolean isNested = state.nested > 0;
      if (isNested && NestedRun.mustLeave(this, state, frame, next)) {
        return null;
      }
      try {
        if (next == Signal.CALL) {
          frame = top;
          fuel--;
          LuaValue function = Objects.requireNonNull(callee);
          Varargs args = Objects.requireNonNull(values);
          if (function instanceof Closure) {
            Unit unit = unitFor(function, frame, args.narg());
            if (unit == null || frame == null) {
              LuaFrame entered = LuaFrame.of((Closure) function, frame, args);
              checkDepth(entered);
              return entered; // a safepoint
            }
            int depth = Frame.depthAbove(frame);
            Varargs answer = unit.call(this, (Closure) function, depth, frame.height, args);
            next = settle(null, frame, depth, answer);
            if (frame instanceof LuaFrame && next != null && !(next instanceof Signal)) {
              top = frame;
              next = frame.resume(this, next);
              if (next != Signal.CALL) {
                isAtSafepoint = false; // a return to a Lua function is none
                return (LuaFrame) frame;
              }
            }
            continue;
          }
          if (function instanceof InstructionStep) {
            next = ((InstructionStep) function).call(this, args);
            continue;
          }
          if (isWatched && function.isfunction() && !(frame instanceof HookedCall)) {
            Hook hook = Objects.requireNonNull(hook());
            if (hook.wantsCalls()) {
              next = HookedCall.start(this, hook, function, values);
              continue;
            }
          }
          leaf =
              function.isfunction()
                  ? function
                  : leafCallee(frame instanceof LuaFrame ? (LuaFrame) frame : null);
          next =
              function instanceof NativeFunction
                  ? ((NativeFunction) function).call(this, args)
                  : callOther(function, args);
          if (next == Signal.SUSPENDED && top != frame && failure() == null) {
            Objects.requireNonNull((NativeFrame) top).function = leaf;
          }
        } else if (next == Signal.EXIT || next == Signal.EXIT_AT_SAFEPOINT) {
          isAtSafepoint = next != Signal.EXIT;
          return (LuaFrame) top;
        } else if (next == Signal.DELIVER) {
          frame = top;
          next = values;
        } else if (next == Signal.SUSPENDED) {
          if (!auditDue || fuel <= 0 || outcome != Outcome.EXPIRED.ordinal()) {
            return null;
          }
          frame = top;
          next = values;
        } else if (auditDue
            && !(frame instanceof LuaFrame && next != null)
            && !(frame instanceof Unwinding)) {
          // upkeep is a frame like any other, on top of the one to go on; a Lua frame first takes
          // the
          // results it waits for, as it has where its callee needed no frame
          NativeFrame upkeep = upkeep(frame, next);
          upkeep.caller = frame;
          upkeep.depth = Frame.depthAbove(frame);
          upkeep.height = Frame.heightAbove(frame);
          frame = upkeep;
          next = null;
        } else if (frame == null) {
          next = endOfCoroutine(next);
        } else if (frame instanceof LuaFrame) {
          top = frame;
          if (isNested && next != null && state.isNestedFor(frame)) {
            values = next;
            return (LuaFrame) frame;
          }
          next = frame.resume(this, next);
          if (next != Signal.CALL) {
            if (!auditDue) {
              return (LuaFrame) frame;
            }
            next = null;
          }
        } else if (fuel <= 0) {
          return leave(frame, next);
        } else {
          top = frame;
          Varargs answer = frame.resume(this, next);
          if (!(answer instanceof Signal)) {
            frame = frame.caller;
          }
          next = answer;
        }
      } catch (Throwable problem) {
        if (isNested) {
          state.thrown = problem;
          state.thrownBy = new RaisedError.Origin(frame, leaf);
          next = Signal.THROWN;
        } else {
          next = raise(frame, leaf, problem);
        }
      }
    }
  }

  /** As {@link #proceed} with a signal, with a short way for values that are handed over. */
  @Nullable LuaFrame proceedNested(Varargs signal) {
    if (signal == Signal.DELIVER
        && top instanceof LuaFrame frame
        && !auditDue
        && frame.takeResults(Objects.requireNonNull(values))) {
      isAtSafepoint = true;
      return frame;
    }
    return proceed(top, signal);
  }

  /** What has to be done before a frame goes on: a table grows, or memory is counted. */
  private NativeFrame upkeep(@Nullable Frame frame, @Nullable Varargs next) {
    Occasional mine = occasional;
    Table growing = mine == null ? null : mine.growing;
    if (mine != null && growing != null) {
      auditDue = mine.isAuditAskedToo || memoryCharged + mine.memoryWanted > auditAt();
      mine.growing = null;
      mine.isAuditAskedToo = false;
      return new TableGrowth(growing, next);
    }
    auditDue = false;
    return new MemoryAudit(this, frame, next);
  }

  /** As {@link #proceed}, after an error in the interpreter. */
  @Nullable LuaFrame proceedAfter(
      @Nullable LuaFrame frame, @Nullable LuaValue leaf, Throwable problem) {
    return proceed(frame, raise(frame, leaf, problem));
  }

  /** Calls what is neither a Lua function nor one of ours; the results, or a signal. */
  Varargs callOther(LuaValue function, Varargs args) {
    if (function.isfunction() && !(function instanceof Closure)) {
      if (function instanceof NativeFunction) {
        return ((NativeFunction) function).call(this, args);
      }
      return adopt(function.invoke(args));
    }
    if (function instanceof Closure) {
      return signalCall(function, args);
    }
    LuaValue handler = metamethod(function, Metamethod.CALL);
    if (handler == null || !handler.isfunction()) { // reference Lua 5.2 follows no chains here
      throw RaisedError.badOperand("call", function);
    }
    return LongList.call(this, handler, function, args);
  }

  /** Turns tables that a host made with LuaJ into tables of ours, by copying them. */
  private static Varargs adopt(Varargs values) {
    int count = values.narg();
    for (int i = 1; i <= count; i++) {
      if (needsAdoption(values.arg(i))) {
        LuaValue[] copy = new LuaValue[count];
        for (int j = 0; j < count; j++) {
          copy[j] = adopt(values.arg(j + 1));
        }
        return Values.of(copy);
      }
    }
    return values;
  }

  private static boolean needsAdoption(LuaValue value) {
    return value instanceof LuaTable && !(value instanceof Table);
  }

  /** A value of a host's, with tables that LuaJ made copied into tables of ours. */
  public static LuaValue adopt(LuaValue value) {
    return needsAdoption(value) ? adopt((LuaTable) value, new IdentityHashMap<>()) : value;
  }

  private static Table adopt(LuaTable foreign, IdentityHashMap<LuaTable, Table> done) {
    Table known = done.get(foreign);
    if (known != null) {
      return known;
    }
    Table copy = new Table();
    done.put(foreign, copy);
    for (LuaValue key : foreign.keys()) {
      LuaValue value = foreign.rawget(key);
      copy.put(key, needsAdoption(value) ? adopt((LuaTable) value, done) : value);
    }
    return copy;
  }

  private void outcome(Outcome newOutcome) {
    outcome = (byte) newOutcome.ordinal();
  }

  /** The fuel under which no instruction starts, at a safepoint or not. */
  int floor() {
    return setting.everyInstruction() ? 0 : -STRAIGHT_LINE_LIMIT;
  }

  int maxDepth() {
    return setting.maxCallDepth();
  }

  // ---------------------------------------------------------------- hooks

  private @Nullable Hook hook() {
    return current == null ? null : current.hook;
  }

  /** Looks whether the current coroutine is watched, after that may have changed. */
  void watch() {
    Hook hook = hook();
    isWatched = false;
    if (hook != null && hook.isWatching()) {
      isWatched = true;
      hook.floor = Integer.MAX_VALUE; // stop before the next instruction, to tell of it
    }
  }

  /** Notes that frames were left with an error. */
  void unwound() {
    Hook hook = hook();
    if (hook != null) {
      hook.unwound();
    }
  }

  /** As {@link #floor}, while a hook is to be told of every instruction. */
  int watchedFloor() {
    return Objects.requireNonNull(hook()).floor;
  }

  /**
   * Sets the hook of a coroutine.
   *
   * @param function what is told; null for nobody
   * @return what the library function that does this is to return
   */
  public Varargs setHook(Coroutine coroutine, @Nullable LuaValue function, HookMask mask) {
    chargeMemory(MemoryCost.FRAME);
    Hook hook = coroutine.hook;
    if (hook == null) {
      hook = new Hook();
      coroutine.hook = hook;
    }
    hook.set(function, mask);
    if (coroutine == current) {
      watch();
      if (hook.tellsReturns() && !(top instanceof HookedCall)) {
        return HookedCall.finish(this, hook, Objects.requireNonNull(runningNative()));
      }
    }
    values = LuaValue.NONE;
    return Signal.DELIVER; // not as results: so the interpreter notices
  }

  /** The function that is told what a coroutine does; null if none is. */
  public @Nullable LuaValue hookFunction(Coroutine coroutine) {
    Hook hook = coroutine.hook;
    return hook == null ? null : hook.function();
  }

  /** What the hook of a coroutine is told. */
  public HookMask hookMask(Coroutine coroutine) {
    Hook hook = coroutine.hook;
    return hook == null ? HookMask.NONE : hook.mask();
  }

  // ---------------------------------------------------------------- compiled code

  /**
   * How much activations of compiled code may take that are nested on the JVM's stack, in {@link
   * MemoryCost#SLOT slots} of Lua's, each of which is up to four words of the JVM's: some hundred
   * small activations. Little enough for a small stack, and so much that turning them into frames
   * costs each little.
   */
  private static final int MAX_SLOTS_ON_STACK = 3_000;

  /**
   * Who compiles, or null; where every instruction is a safepoint, only the interpreter is exact.
   */
  @Nullable Engine engine() {
    return setting.everyInstruction() ? null : setting.engine();
  }

  /**
   * Hears that some code of its own could not be compiled, because the compiler has a bug or the
   * JVM no memory. The interpreter runs it. Called on any thread, also after the end.
   *
   * @param pc where the unit was to enter
   */
  public void compilationFailed(Code failed, int pc, Throwable cause) {}

  boolean isEager() {
    Engine engine = engine();
    return engine != null && engine.hot() == 0;
  }

  /** Makes ready for a unit to run on a frame, or to go on with it. */
  void prepareUnit(Frame frame) {
    WorkerState state = Objects.requireNonNull(worker);
    state.tailCalls = 0;
    long calls = Math.max(0, maxDepth() - Math.abs(frame.depth)); // each takes a frame's slots
    int slots =
        (int) Math.min(MAX_SLOTS_ON_STACK / (1 + state.nested), calls * UnitSupport.FRAME_SLOTS);
    state.maxHeight = Math.min(maxHeight(), frame.height + slots);
    measureRoom();
  }

  /** Finds how high units may make the stack without a further look, after what that depends on. */
  void measureRoom() {
    WorkerState state = Objects.requireNonNull(worker);
    state.room = Math.min(state.maxHeight, stackMark);
  }

  /**
   * Takes what a unit answered.
   *
   * @param entered the frame that it went on with
   * @param answered its results, or a signal
   * @return the frame that the interpreter goes on with; null if the process leaves
   */
  @Nullable LuaFrame afterUnit(LuaFrame entered, Varargs answered) {
    Varargs answer = settle(entered, entered.caller, entered.depth, answered);
    isAtSafepoint = answer != Signal.EXIT;
    if (answer == Signal.EXIT || answer == Signal.EXIT_AT_SAFEPOINT) {
      return (LuaFrame) top;
    }
    if (answer instanceof Signal) {
      return proceed(top, answer);
    }
    Frame caller = entered.caller;
    if (!(caller instanceof LuaFrame)) {
      return proceed(caller, answer);
    }
    if (((LuaFrame) caller).resume(this, answer) != Signal.CALL) {
      isAtSafepoint = false;
      return (LuaFrame) caller;
    }
    top = caller;
    return proceed(caller, Signal.CALL);
  }

  /**
   * Hangs what units left under their caller.
   *
   * @param entered the frame that the outermost of them went on with, if there was one
   * @return results; or {@link Signal#EXIT}, {@link Signal#EXIT_AT_SAFEPOINT} if {@link #top} is to
   *     go on; or another signal, for {@link #proceed}
   */
  private Varargs settle(
      @Nullable LuaFrame entered, @Nullable Frame caller, int depth, Varargs answer) {
    if (!(answer instanceof Signal)) {
      return answer;
    }
    if (Signal.isForResults(answer)) {
      return UnitSupport.results(this, answer);
    }
    if (answer == Signal.TAIL_CALL) {
      LuaFrame frame =
          LuaFrame.of(
              (Closure) Objects.requireNonNull(callee), caller, Objects.requireNonNull(values));
      frame.depth = -Math.abs(depth);
      top = frame;
      return Signal.EXIT_AT_SAFEPOINT;
    }
    WorkerState state = Objects.requireNonNull(worker);
    Frame outer = Objects.requireNonNull(state.outermost);
    if (outer != entered) {
      outer.caller = caller;
    }
    state.outermost = null;
    if (answer == Signal.THROWN && state.nested == 0) {
      Throwable problem = Objects.requireNonNull(state.thrown);
      RaisedError.Origin by = state.thrownBy;
      state.thrown = null;
      state.thrownBy = null;
      return by == null
          ? raise(top, leafOn(top), problem)
          : raise(by.running(), by.callee(), problem);
    }
    return answer;
  }

  /** The unit that a call from a frame can enter at once; null if the interpreter is to run it. */
  private @Nullable Unit unitFor(LuaValue function, @Nullable Frame caller, int given) {
    if (caller == null || ((Closure) function).code.entry == null || engine() == null) {
      return null;
    }
    prepareUnit(caller);
    return UnitSupport.callable(this, function, caller.height, given);
  }

  /** How high a stack may be, in slots: there must be room for what the error is told with. */
  int maxHeight() {
    return (int) Math.min(memoryLimit() / MemoryCost.SLOT / 8 * 7, Integer.MAX_VALUE / 2);
  }

  private void checkDepth(Frame entered) {
    countResumers(entered);
    if (entered.height > stackMark) {
      growStack(entered);
    }
    if (entered.depth > maxDepth()) {
      throw RaisedError.stackOverflow();
    }
  }

  /** A frame at the bottom of a coroutine is above those of its resumer. */
  private void countResumers(Frame entered) {
    Coroutine coroutine = current;
    if (entered.caller == null && coroutine != null && coroutine.resumer != null) {
      entered.depth = Frame.depthAbove(coroutine.resumer.top);
    }
  }

  // ---------------------------------------------------------------- for library functions

  /**
   * Calls a function; its results go to {@code frame.resume}.
   *
   * @param frame the calling function's frame, new or at work
   * @param function what to call: any value
   * @param args its arguments
   */
  public Varargs call(NativeFrame frame, LuaValue function, Varargs args) {
    linkAsCaller(frame);
    return signalCall(function, args);
  }

  /**
   * As {@link #call}, for a frame that is resumed and calls again and again: where compiled code
   * does it and nothing else is due, these are the results, and {@code frame.resume} is not called.
   *
   * @return the results; or what {@link #isUnfinished} tells from them, to be returned
   */
  public Varargs callAgain(NativeFrame frame, LuaValue function, LuaValue a, LuaValue b) {
    linkAsCaller(frame);
    Unit unit = function instanceof Closure ? unitFor(function, frame, 2) : null;
    if (unit == null) {
      return signalCall(function, LuaValue.varargsOf(a, b));
    }
    fuel--;
    int depth = Frame.depthAbove(frame);
    Varargs answer = unit.call(this, (Closure) function, depth, frame.height, a, b);
    Varargs results = settle(null, frame, depth, answer);
    if (results instanceof Signal) {
      return results;
    }
    top = frame;
    if (fuel > 0 && !auditDue) {
      return results;
    }
    values = results;
    return Signal.DELIVER;
  }

  /** Calls a function in place of the caller, which gets its results: a tail call. */
  public Varargs tailCall(LuaValue function, Varargs args) {
    return signalCall(function, args);
  }

  /** As {@link #tailCall(LuaValue, Varargs)}, in place of a frame at work. */
  public Varargs tailCall(NativeFrame frame, LuaValue function, Varargs args) {
    if (top == frame) {
      top = frame.caller;
    }
    return signalCall(function, args);
  }

  /**
   * As {@link Operations#lessThan}; where it has to call, the answer goes to {@code frame.resume}.
   */
  public LuaValue lessThan(NativeFrame frame, LuaValue x, LuaValue y) {
    LuaValue answer = Operations.lessThan(this, x, y);
    if (answer == Signal.CALL) {
      linkAsCaller(frame);
    }
    return answer;
  }

  /** Pauses between two pieces of work: {@code frame.resume} is called with null later. */
  public Varargs pause(NativeFrame frame) {
    putOn(
        frame, top); // whether it pauses must make no difference, so not even the depth is checked
    leave(frame, null);
    return Signal.SUSPENDED;
  }

  /** Whether a chunked function should {@link #pause} now. */
  public boolean shouldPause() {
    return fuel <= 0 || auditDue;
  }

  /** Uses fuel for work done beyond the instruction itself. */
  public void charge(int units) {
    fuel -= units;
  }

  /** Uses fuel and memory to copy a list; the few values of an ordinary call are free. */
  void payForCopy(Varargs list) {
    int cost = Values.cost(list);
    if (cost > 0) {
      charge(cost);
      chargeMemory((long) list.narg() * MemoryCost.SLOT);
    }
  }

  /** Returns a list with a value put before it from a frame at work; the list, or a pause. */
  public Varargs prepend(NativeFrame frame, LuaValue first, Varargs rest) {
    return LongList.prepend(this, frame, first, rest);
  }

  /** Uses fuel for bytes copied or looked at. */
  public void chargeBytes(long bytes) {
    fuel -= (int) Math.min(bytes / Operations.BYTES_PER_FUEL, Integer.MAX_VALUE / 2);
  }

  /**
   * Suspends the process until {@link #wake}; a leaf returns this, and its caller gets the values.
   */
  public Varargs await() {
    values = null;
    outcome(Outcome.WAITING);
    return Signal.SUSPENDED;
  }

  /** As {@link #await()}, for a frame: {@code frame.resume} is called with the values. */
  public Varargs await(NativeFrame frame) {
    link(frame, top);
    leave(frame, null);
    outcome(Outcome.WAITING);
    return Signal.SUSPENDED;
  }

  /**
   * Reads {@code object[key]} for a library function.
   *
   * @param frame the function's frame, new or at work
   * @return the value; or what {@link #isUnfinished} tells from a value and is to be returned: then
   *     a metamethod runs first, and its result goes to {@code frame.resume}
   */
  public LuaValue index(NativeFrame frame, LuaValue object, LuaValue key) {
    LuaValue value = Operations.index(this, object, key);
    if (value == Signal.CALL) {
      linkAsCaller(frame);
    }
    return value;
  }

  /** Whether an answer says what must happen first, and is no result. */
  public static boolean isUnfinished(Varargs answer) {
    return answer instanceof Signal;
  }

  /** Takes the process's pattern matcher, or a new one while that is in use. */
  public PatternMatcher takeMatcher() {
    PatternMatcher matcher = occasional().spareMatcher;
    occasional().spareMatcher = null;
    if (matcher == null) {
      matcher = new PatternMatcher();
      chargeMemory(matcher.maxMemoryBytes());
    }
    return matcher;
  }

  /** Gives a matcher back for the next search, unless a long pattern has made it grow. */
  public void giveBack(PatternMatcher matcher) {
    if (matcher.isSmall()) {
      matcher.release();
      occasional().spareMatcher = matcher;
    }
  }

  LuaValue signalCall(LuaValue function, Varargs args) {
    callee = function;
    values = args;
    return Signal.CALL;
  }

  private void link(NativeFrame frame, @Nullable Frame below) {
    frame.hasCalled = true;
    if (frame != below) {
      putOn(frame, below);
      checkDepth(frame);
    }
  }

  private void putOn(NativeFrame frame, @Nullable Frame below) {
    if (frame != below) {
      frame.caller = below;
      frame.depth = Frame.depthAbove(below);
      frame.height = Frame.heightAbove(below) + frame.slots();
      countResumers(frame);
      top = frame;
    }
  }

  /** Links a frame that calls. One that only pauses is not charged: it may not have needed to. */
  private void linkAsCaller(NativeFrame frame) {
    link(frame, top);
    checkDepth(frame);
  }

  // ---------------------------------------------------------------- coroutines

  /** The coroutine that runs. */
  public Coroutine currentCoroutine() {
    Coroutine running = current;
    if (running == null) {
      running = Coroutine.main();
      current = running;
    }
    return running;
  }

  /** The coroutine that runs, if another one waits for it; null in the main one. */
  @Nullable Coroutine resumedCoroutine() {
    return current == null || current.resumer == null ? null : current;
  }

  /** Whether a coroutine is the process's own. */
  public boolean isMain(Coroutine coroutine) {
    return coroutine.isMain;
  }

  /** Leaves the current coroutine; in the main one, gives up the rest of the quantum. */
  public Varargs yield(Varargs yielded) {
    Coroutine coroutine = resumedCoroutine();
    if (coroutine == null) {
      values = LuaValue.NONE;
      outcome(Outcome.YIELDED);
      return Signal.SUSPENDED;
    }
    coroutine.top = top;
    coroutine.status(Coroutine.Status.SUSPENDED);
    return backToResumer(coroutine, yielded);
  }

  /**
   * Enters a coroutine that {@link #whyNotResumable} does not object to.
   *
   * @param isWrapped whether what it yields and raises passes as it is, as with {@code wrap}
   */
  public Varargs resume(Coroutine coroutine, Varargs args, boolean isWrapped) {
    Coroutine resumer = currentCoroutine();
    resumer.top = top;
    resumer.status(Coroutine.Status.NORMAL);
    coroutine.resumer = resumer;
    coroutine.status(Coroutine.Status.RUNNING);
    coroutine.isWrapped = isWrapped;
    current = coroutine;
    top = coroutine.top;
    lowerStack();
    coroutine.top = null;
    watch();
    values = args;
    return Signal.DELIVER;
  }

  /** Says why a coroutine cannot be resumed, or null if it can. */
  public static @Nullable String whyNotResumable(Coroutine coroutine) {
    switch (coroutine.status()) {
      case SUSPENDED:
        return null;
      case DEAD:
        return "cannot resume dead coroutine";
      default:
        return "cannot resume non-suspended coroutine";
    }
  }

  private Varargs endOfCoroutine(@Nullable Varargs returned) {
    Varargs given = returned == null ? LuaValue.NONE : returned;
    Coroutine ended = resumedCoroutine();
    if (ended == null) {
      outcome(Outcome.FINISHED);
      values = given;
      return Signal.SUSPENDED;
    }
    ended.status(Coroutine.Status.DEAD);
    return backToResumer(ended, given);
  }

  /** Leaves a coroutine that was resumed for the one that did so, which gets the values. */
  Varargs backToResumer(Coroutine left, Varargs given) {
    Coroutine resumer = Objects.requireNonNull(left.resumer);
    left.resumer = null;
    current = resumer;
    resumer.status(Coroutine.Status.RUNNING);
    top = resumer.top;
    resumer.top = null;
    lowerStack();
    watch();
    if (left.isWrapped) {
      values = given;
    } else if (given.narg() <= LongList.SHORT) {
      payForCopy(given);
      values = Values.prepend(LuaValue.TRUE, given);
    } else {
      top = LongList.prepended(this, LuaValue.TRUE, given, top);
      values = LuaValue.NONE;
    }
    return Signal.DELIVER;
  }

  // ---------------------------------------------------------------- errors

  private static boolean isThereByPause(NativeFrame frame) {
    return !frame.hasCalled && !frame.isHidden();
  }

  private @Nullable LuaValue functionAtWork(NativeFrame frame) {
    return frame.function == null && frame.caller instanceof LuaFrame
        ? leafCallee((LuaFrame) frame.caller)
        : frame.function;
  }

  /** The function at work in a Lua frame if it has no frame of its own, else null. */
  @Nullable LuaValue leafCallee(@Nullable LuaFrame frame) {
    return frame == null ? null : VariableNames.nativeCallee(frame);
  }

  /**
   * Raises an error: it goes to the nearest frame that protects, or ends the process.
   *
   * @param at the innermost frame
   * @param leaf the function that raised it if it has no frame, else null
   * @return what {@link #proceed} is to do next
   */
  private Varargs raise(@Nullable Frame at, @Nullable LuaValue leaf, Throwable problem) {
    RaisedError.Origin origin = new RaisedError.Origin(at, leaf);
    if (problem instanceof RaisedError) {
      charge(((RaisedError) problem).cost(origin));
    }
    LuaValue error = errorValue(origin, problem);
    if (error == null) {
      return fail(
          Outcome.FAILED,
          LuaValue.valueOf("internal error: " + problem),
          Traceback.of(Activation.of(at, leaf)),
          problem);
    }
    if (RaisedError.isStackOverflow(problem) && MessageHandling.isOnLastStack(this, at)) {
      error = MessageHandling.ERROR_IN_HANDLING;
    } else if (error instanceof LuaString && !(problem instanceof ScriptError)) {
      charged((LuaString) error);
    }
    return unwind(at, leaf, error);
  }

  private Varargs unwind(@Nullable Frame at, @Nullable LuaValue leaf, LuaValue error) {
    if (at instanceof NativeFrame && isThereByPause((NativeFrame) at)) {
      // nobody is to see whether it has paused: not a handler's stack, not a dead coroutine
      return new Unwinding(error, at.caller, functionAtWork((NativeFrame) at)).start(this);
    }
    return new Unwinding(error, at, leaf).start(this);
  }

  /**
   * Raises an error as throwing it would, without the JVM's unwinding of its stack, which takes a
   * microsecond. Only for a function that {@link NativeFunction#looksAtCallers looks at its
   * callers}: no compiled code waits for it on the JVM's stack.
   *
   * @param raiser the function that raises it
   * @return what the library function is to return
   */
  public Varargs raise(NativeFunction raiser, LuaValue error) {
    return unwind(top, raiser, error);
  }

  /**
   * Returns the value of an error, complete with its place; null if it is a bug of the machine's.
   */
  private @Nullable LuaValue errorValue(RaisedError.Origin origin, Throwable problem) {
    if (problem instanceof RaisedError) {
      return ((RaisedError) problem).locate(origin);
    }
    if (problem instanceof ScriptError) {
      return ((ScriptError) problem).value();
    }
    if (problem instanceof LuaError) {
      LuaValue value = ((LuaError) problem).getMessageObject();
      if (value == null || value == LuaValue.NIL) {
        value = LuaValue.valueOf(String.valueOf(problem.getMessage()));
      }
      return value.isstring()
          ? LuaValue.valueOf(Frame.where(origin.caller()) + value.tojstring())
          : value;
    }
    return null;
  }

  /** Hands a value to a frame that protects, in place of what it called. */
  Varargs leaveWith(NativeFrame protector, LuaValue error) {
    top = protector.caller;
    values = protector.caught(error);
    return Signal.DELIVER;
  }

  /**
   * Returns an active call of a coroutine, or null if there are not so many.
   *
   * @param level 0 is the innermost: in the current coroutine the library function that asks
   */
  public @Nullable Activation activation(Coroutine coroutine, long level) {
    charge((int) Math.min(level, depth(coroutine)) / Unwinding.FRAMES_PER_FUEL);
    return Activation.skip(innermost(coroutine), level);
  }

  private @Nullable Activation innermost(Coroutine coroutine) {
    if (coroutine == current) {
      return Activation.of(top, runningNative());
    }
    Frame frame = coroutine.top;
    if (coroutine.status() == Coroutine.Status.DEAD) {
      return Activation.of(frame, coroutine.failedIn);
    }
    LuaValue leaf = leafOn(frame);
    return Activation.of(frame, leaf == null && frame instanceof NativeFrame ? LuaValue.NIL : leaf);
  }

  /** The library function without a frame that runs. */
  private @Nullable LuaValue runningNative() {
    LuaValue leaf = leafOn(top);
    return leaf == null ? callee : leaf;
  }

  /** The function at work on top of a frame if it has no frame of its own, else null. */
  @Nullable LuaValue leafOn(@Nullable Frame frame) {
    if (frame instanceof HookedCall) {
      return ((HookedCall) frame).function();
    }
    return frame instanceof LuaFrame ? leafCallee((LuaFrame) frame) : null;
  }

  private int depth(Coroutine coroutine) {
    return Frame.depthAbove(coroutine == current ? top : coroutine.top);
  }

  /**
   * Prepares to look at the active calls of a coroutine.
   *
   * @param level where to begin, as with {@link #activation}
   */
  public Traceback traceback(Coroutine coroutine, long level) {
    return level < 0
        ? new Traceback(null, 0, false)
        : new Traceback(innermost(coroutine), level, coroutine.isMain);
  }

  /** Ends the process. */
  Varargs fail(Outcome how, LuaValue error, String traceback, @Nullable Throwable bug) {
    occasional().failure = new Failure(error, traceback, bug);
    outcome(how);
    return Signal.SUSPENDED;
  }

  // ---------------------------------------------------------------- the process's world

  /** The global variables. */
  public OverlayTable globals() {
    OverlayTable made = globals;
    if (made == null) {
      made = newGlobals();
      globals = made;
    }
    return made;
  }

  /** Returns a number that no other object of this process got, for naming it. */
  public int nextSerial() {
    return ++occasional().serials;
  }

  /** The process's random numbers. */
  public RandomState random() {
    Occasional mine = occasional();
    if (mine.random == null) {
      mine.random = new RandomState();
    }
    return mine.random;
  }

  /** Returns a value's metatable, or null. */
  public @Nullable Table metatable(LuaValue value) {
    if (value instanceof Table) {
      return ((Table) value).metatable;
    }
    if (value instanceof LuaString) {
      return stringMetatable();
    }
    if (value instanceof LuaUserdata) {
      LuaValue metatable = value.getmetatable();
      return metatable instanceof Table ? (Table) metatable : null;
    }
    return occasional == null || occasional.basicMetatables == null
        ? null
        : occasional.basicMetatables[basicType(value)];
  }

  private @Nullable Table stringMetatable() {
    Occasional mine = occasional();
    if (!mine.isStringMetatableMade) {
      Table metatable = new Table(0, 1);
      metatable.put(Metamethod.INDEX.key, globals().overlayOf(setting.stringLibrary()));
      stringMetatable(metatable);
    }
    return mine.stringMetatable;
  }

  private void stringMetatable(@Nullable Table metatable) {
    Occasional mine = occasional();
    mine.stringMetatable = metatable;
    mine.isStringMetatableMade = true;
  }

  /** Sets the metatable of all values of a basic type in this process. */
  public void basicMetatable(LuaValue example, @Nullable Table metatable) {
    if (example instanceof LuaString) {
      stringMetatable(metatable);
      return;
    }
    Occasional mine = occasional();
    if (mine.basicMetatables == null) {
      mine.basicMetatables = new Table[LuaValue.TVALUE];
    }
    mine.basicMetatables[basicType(example)] = metatable;
  }

  /** A table that belongs to the process and that its script sees only where {@code debug} is. */
  public Table registry() {
    Occasional mine = occasional();
    if (mine.registry == null) {
      mine.registry = new Table();
    }
    return mine.registry;
  }

  private static int basicType(LuaValue value) {
    return value instanceof LuaBoolean ? LuaValue.TBOOLEAN : value.type();
  }

  /** Returns a value's handler of an event, or null. */
  public @Nullable LuaValue metamethod(LuaValue value, Metamethod event) {
    Table metatable = metatable(value);
    return metatable == null ? null : metatable.metamethod(event);
  }

  // ---------------------------------------------------------------- memory

  /**
   * What has been charged to the process since the last audit, and what that found alive, in bytes.
   */
  public long memoryCharged() {
    return memoryCharged;
  }

  /** The most that may be alive, in bytes. */
  public long memoryLimit() {
    return setting.maxMemoryBytes();
  }

  /** How long a source may be that {@code load} compiles, in bytes. */
  public int sourceLimit() {
    return setting.maxSourceBytes();
  }

  /** How much may be charged beyond the limit before the next audit. */
  private long reserve() {
    return Math.max(memoryLimit() / RESERVE_SHARE, MIN_RESERVE);
  }

  /** The charge above which an audit is due. */
  private long auditAt() {
    return occasional == null || occasional.auditAt == 0 ? memoryLimit() : occasional.auditAt;
  }

  /**
   * Sets the account to what an audit found alive, and judges it.
   *
   * <p>What is alive is within the limit: all is well, and the next audit is due when the charge
   * passes the limit, but not before a reserve was charged anew, so that a process just under its
   * limit is not audited all the time. What is alive is over the limit: the first time an error
   * says so, and the process may charge one more reserve to put things in order. If an audit then
   * finds it still over, it ends.
   *
   * <p>Where finalizers are to run that may let go of what is too much, they run first, with a
   * reserve of their own, and the next audit judges: at once, see {@link #judgeAfterFinalizers}.
   *
   * @param hasFinalizers whether finalizers are to run
   * @return whether the process may go on
   * @throws ScriptError "not enough memory", also if there is no room for what is wanted
   */
  boolean settleMemory(long alive, boolean hasFinalizers) {
    long limit = memoryLimit();
    long wanted = occasional == null ? 0 : occasional.memoryWanted;
    boolean isExhausted = memoryCharged + wanted > auditAt();
    memoryCharged = alive;
    lowerStack();
    if (alive + wanted + reserve() <= limit && occasional == null) {
      return true; // as nearly always
    }
    Occasional mine = occasional();
    if (hasFinalizers && alive + wanted > limit && !mine.isJudgementDue && !mine.isOverLimit) {
      mine.isJudgementDue = true;
      mine.auditAt = Math.max(limit, alive) + reserve();
      return true;
    }
    mine.isJudgementDue = false;
    mine.memoryWanted = 0;
    mine.collectionSteps = 0;
    if (alive <= limit) {
      mine.isOverLimit = false;
      mine.auditAt = Math.max(limit, alive + reserve());
      if (alive + wanted > limit) {
        throw memoryExhausted();
      }
      return true;
    }
    if (!mine.isOverLimit) {
      mine.isOverLimit = true;
      mine.auditAt = alive + reserve();
      throw memoryExhausted();
    }
    return !isExhausted;
  }

  /** Has an audit follow that of which the finalizers have run, if that left it to judge. */
  void judgeAfterFinalizers() {
    auditDue |= occasional != null && occasional.isJudgementDue;
  }

  /** Forgets what was to be allocated after an audit that failed. */
  void forgetWanted() {
    occasional().memoryWanted = 0;
  }

  /** Ends the process, which cannot catch it. */
  Varargs endForMemory() {
    Frame at = top == null ? null : top.caller; // without the audit
    return Unwinding.toTheEnd(this, Outcome.OUT_OF_MEMORY, NOT_ENOUGH_MEMORY, at)
        .resume(this, null);
  }

  /** Charges for a stack that is higher than what was charged. */
  void growStack(Frame entered) {
    int height = entered.height;
    if (height > maxHeight()) {
      throw RaisedError.stackOverflow();
    }
    growStack(height);
  }

  /** Charges for a stack that is higher than what was charged, and not too high. */
  void growStack(int height) {
    chargeMemory((long) (height - stackMark) * MemoryCost.SLOT);
    stackMark = height;
    measureRoom();
  }

  /** Has the stack be charged anew where it grows beyond what is there. */
  private void lowerStack() {
    stackMark = Frame.heightAbove(top);
    measureRoom();
  }

  /** Reports what keeps values alive besides the frames that run. */
  void traceRoots(Reachability reachability) {
    reachability.value(globals());
    for (Coroutine c = currentCoroutine(); c != null; c = c.resumer) {
      reachability.value(c);
    }
    Occasional mine = occasional;
    if (mine == null) {
      return;
    }
    reachability.value(mine.stringMetatable);
    reachability.value(mine.registry);
    if (mine.basicMetatables != null) {
      for (Table metatable : mine.basicMetatables) {
        reachability.value(metatable);
      }
    }
    if (mine.finalizers != null) {
      reachability.pending(mine.finalizers);
    }
  }

  static ScriptError memoryExhausted() {
    return new ScriptError(NOT_ENOUGH_MEMORY);
  }

  /** As {@link #newTable}, for what may be large; null if an audit must come first. */
  public @Nullable Table tryNewTable(int arrayCapacity, int entryCapacity) {
    long slots = arrayCapacity + 2L * entryCapacity;
    return hasRoom(MemoryCost.TABLE + slots * MemoryCost.SLOT)
        ? new Table(arrayCapacity, entryCapacity)
        : null;
  }

  /** Makes a table and charges it. */
  public Table newTable(int arrayCapacity, int entryCapacity) {
    Table table = new Table(arrayCapacity, entryCapacity);
    chargeMemory(MemoryCost.TABLE + (long) table.slots() * MemoryCost.SLOT);
    return table;
  }

  /** Makes a string and charges it. */
  public LuaString newString(String text) {
    return charged(LuaString.valueOf(text));
  }

  /** Charges a string that was made. */
  LuaString charged(LuaString string) {
    chargeMemory(MemoryCost.STRING + string.m_length);
    return string;
  }

  /** Has a library function pay for what {@link Table#store} answered, or do what it asks for. */
  void afterStore(Table table, int answer) {
    if (answer != Table.DUE) {
      charge(answer);
      return;
    }
    Occasional mine = occasional();
    if (mine.growing == null) {
      mine.growing = table;
      mine.isAuditAskedToo = auditDue;
      auditDue = true;
    }
  }

  void chargeTableGrowth(int slots) {
    chargeMemory((long) slots * MemoryCost.SLOT);
  }

  void chargeClosure(int upvalues) {
    chargeMemory(MemoryCost.CLOSURE + (long) upvalues * MemoryCost.UPVALUE);
  }

  /** Whether an error says that the process wants more memory than its limit. */
  public static boolean isMemoryError(LuaValue error) {
    return error == NOT_ENOUGH_MEMORY;
  }

  /** Has the process's live memory counted before it goes on. */
  public void requestAudit() {
    auditDue = true;
    if (occasional != null) {
      occasional.isAuditAskedToo = occasional.growing != null;
    }
  }

  /**
   * Charges memory that has been or is about to be allocated: little, as it is not refused. For
   * much there is {@link #hasRoom}.
   */
  public void chargeMemory(long bytes) {
    memoryCharged += bytes;
    if (memoryCharged > setting.maxMemoryBytes() && memoryCharged > auditAt()) {
      auditDue = true;
    }
  }

  /**
   * Charges memory that is about to be allocated, if there is room.
   *
   * @return false if an audit must come first: the caller then has to {@link #pause}, and ask again
   *     when it is resumed
   * @throws ScriptError "not enough memory" if no process of this limit could hold it
   */
  public boolean hasRoom(long bytes) {
    if (bytes > memoryLimit()) {
      throw memoryExhausted();
    }
    if (memoryCharged + bytes > auditAt()) {
      occasional().memoryWanted = bytes;
      auditDue = true;
      return false;
    }
    memoryCharged += bytes;
    return true;
  }

  // ---------------------------------------------------------------- collections

  /** Does a part of a collection, as a script asks for it; true if that completes one. */
  public boolean stepCollection(long kilobytes) {
    Occasional mine = occasional();
    long step = Math.min(Math.max(kilobytes, 0), memoryLimit()) * STEP_FACTOR * 1024;
    mine.collectionSteps += MIN_STEP + step;
    if (mine.collectionSteps < memoryCharged) {
      return false;
    }
    requestAudit();
    return true;
  }

  /** Whether the script has not stopped the collector. */
  public boolean isCollectorRunning() {
    return occasional == null || !occasional.isCollectorStopped;
  }

  /** Notes that the script stops or restarts the collector. */
  public void setCollectorRunning(boolean isRunning) {
    occasional().isCollectorStopped = !isRunning;
  }

  /**
   * Notes a number that a script gives the collector, and returns the one before. None of them
   * changes anything: the pace of audits is part of what a process may use.
   */
  public long exchangeCollectorSetting(String name, long value) {
    Occasional mine = occasional();
    if (mine.collectorSettings == null) {
      mine.collectorSettings = new HashMap<>();
    }
    Long before = mine.collectorSettings.put(name, value);
    return before == null ? DEFAULT_COLLECTOR_SETTING : before;
  }

  /** What is to be finalized; null if nothing ever was. */
  @Nullable Finalizers finalizers() {
    return occasional == null ? null : occasional.finalizers;
  }

  /** Sets the metatable of a table as {@code setmetatable} does: the table may be finalized. */
  public void setMetatable(Table table, @Nullable Table metatable) {
    table.metatable(metatable);
    if (metatable != null && metatable.metamethod(Metamethod.GC) != null) {
      Occasional mine = occasional();
      if (mine.finalizers == null) {
        mine.finalizers = new Finalizers();
      }
      if (mine.finalizers.mark(table)) {
        chargeMemory(MemoryCost.SLOT);
      }
    }
  }

  /**
   * Makes room for the bytes of a short string, up to a {@link Piece}, charging memory and the fuel
   * to fill it.
   *
   * @throws ScriptError "not enough memory" if no process of this limit could hold it
   */
  public byte[] allocateBytes(long length) {
    byte[] bytes = reserveBytes(length);
    chargeBytes(length);
    return bytes;
  }

  /** As {@link #allocateBytes}, without the fuel. */
  public byte[] reserveBytes(long length) {
    checkLength(length);
    chargeMemory(MemoryCost.STRING + length);
    return new byte[(int) length];
  }

  /**
   * Makes room for the bytes of a string, charging memory: each piece that is filled is to be
   * charged in fuel.
   *
   * @return null if an audit must come first, see {@link #hasRoom}
   * @throws ScriptError "not enough memory" if no process of this limit could hold it
   */
  public byte @Nullable [] tryReserveBytes(long length) {
    checkLength(length);
    return hasRoom(MemoryCost.STRING + length) ? new byte[(int) length] : null;
  }

  private void checkLength(long length) {
    if (length > memoryLimit() || length > MAX_STRING_BYTES) {
      throw memoryExhausted();
    }
  }
}
