package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function of the script's that is told what one of its coroutines does: calls, returns, new
 * lines, every so many instructions. It runs as any function does: it is preempted, pays, may fail.
 *
 * <p>While a coroutine has a hook and that does not run, the interpreter stops before every
 * instruction ({@link Execution#stop}) and asks here what is to be told first. Without a hook
 * nothing of this costs anything.
 */
final class Hook {
  /**
   * What an instruction costs while there is a hook, beside its own unit: to leave the interpreter
   * and enter it again takes as long as some ten instructions.
   */
  static final int STEP_COST = 10;

  /** What a hook is told about. */
  enum Event {
    CALL("call"),
    TAIL_CALL("tail call"),
    RETURN("return"),
    LINE("line"),
    COUNT("count");

    final LuaString text;

    Event(String text) {
      this.text = LuaString.valueOf(text);
    }
  }

  /** How many questions are asked about an instruction: has it been called, counted, ... */
  private static final int QUESTIONS = 4;

  private @Nullable LuaValue function;
  private HookMask mask = HookMask.NONE;
  private int untilCount;
  private int asked; // how many questions about the next instruction are answered

  /** Whether it runs: then nothing is told. */
  private boolean isRunning;

  /** The fuel under which the interpreter stops; see {@link Execution#stop}. */
  int floor = Integer.MAX_VALUE;

  // the instruction that ran last
  private @Nullable LuaFrame lastFrame;
  private int lastPc;

  /** Sets it; without a function, or with an empty mask, nothing is told any more. */
  void set(@Nullable LuaValue newFunction, HookMask newMask) {
    function = newFunction;
    mask = newFunction == null ? HookMask.NONE : newMask;
    untilCount = mask.count();
    lastFrame = null;
    if (!isRunning) {
      asked = 0;
    }
  }

  @Nullable LuaValue function() {
    return function;
  }

  HookMask mask() {
    return mask;
  }

  /** Whether there is anything to tell, and the hook does not run. */
  boolean isWatching() {
    return !isRunning && !mask.isEmpty();
  }

  boolean tellsCalls() {
    return isWatching() && mask.calls();
  }

  boolean tellsReturns() {
    return isWatching() && mask.returns();
  }

  /** Whether library functions are to be called in a {@link HookedCall}. */
  boolean wantsCalls() {
    return mask.calls() || mask.returns();
  }

  /**
   * Tells what there is to tell before a frame's next instruction, or else has that run.
   *
   * @return the frame that the interpreter goes on with, or null to leave
   */
  @Nullable LuaFrame advance(Execution execution, LuaFrame frame) {
    Event event = next(frame);
    if (event != null) {
      execution.isAtSafepoint = true;
      return execution.proceed(frame, HookFrame.start(execution, this, event, frame));
    }
    execution.charge(STEP_COST);
    if (wantsCalls() && isCall(opcode(frame))) {
      int instruction = frame.closure.code.instructions[frame.pc];
      LuaValue callee = frame.registers[Instruction.a(instruction)];
      if (callee.isfunction() && !(callee instanceof Closure)) {
        return call(execution, frame, callee, instruction);
      }
    }
    step(frame);
    floor = execution.fuel - 1;
    return frame;
  }

  /** Runs an instruction that calls a library function, which the interpreter would not tell. */
  private @Nullable LuaFrame call(
      Execution execution, LuaFrame frame, LuaValue callee, int instruction) {
    LuaValue[] r = frame.registers;
    int a = Instruction.a(instruction);
    int b = Instruction.b(instruction);
    execution.isAtSafepoint = true;
    Varargs args;
    if (Instruction.opcode(instruction) == Opcode.TFORCALL) {
      args = Values.of(r[a + 1], r[a + 2]);
    } else {
      if (b == 0 && frame.top > a + 1) {
        if (frame.open.narg() > LongList.SHORT) {
          frame.pc++;
          return Interpreter.gather(execution, frame, a + 1);
        }
        execution.payForCopy(frame.open);
      }
      args = Interpreter.arguments(frame, r, a, b);
    }
    step(frame);
    frame.pc++;
    execution.charge(1);
    execution.top = frame;
    return execution.proceed(frame, HookedCall.start(execution, this, callee, args));
  }

  /** Says what is to be told before a frame's next instruction; null once all has been told. */
  private @Nullable Event next(LuaFrame frame) {
    while (asked < QUESTIONS) {
      Event event = answer(asked++, frame);
      if (event != null) {
        return event;
      }
    }
    return null;
  }

  /** What a question about a frame's next instruction finds: an event to tell, or null. */
  private @Nullable Event answer(int question, LuaFrame frame) {
    int pc = frame.pc;
    switch (question) {
      case 0:
        if (!mask.calls() || pc > 0 || frame == lastFrame) {
          return null;
        }
        return frame.isTailCall() ? Event.TAIL_CALL : Event.CALL;
      case 1:
        if (mask.count() == 0 || --untilCount > 0) {
          return null;
        }
        untilCount = mask.count();
        return Event.COUNT;
      case 2:
        return mask.lines() && isNewLine(frame, pc) ? Event.LINE : null;
      default:
        return mask.returns() && opcode(frame) == Opcode.RETURN ? Event.RETURN : null;
    }
  }

  private static int opcode(LuaFrame frame) {
    return Instruction.opcode(frame.closure.code.instructions[frame.pc]);
  }

  private static boolean isCall(int opcode) {
    return opcode == Opcode.CALL || opcode == Opcode.TAILCALL || opcode == Opcode.TFORCALL;
  }

  /** A line is new where a function starts, where a loop jumps back, and where it is another. */
  private boolean isNewLine(LuaFrame frame, int pc) {
    if (pc == 0) {
      return true;
    }
    Code code = frame.closure.code;
    int last = frame == lastFrame ? lastPc : pc - 1; // else a callee came back to it
    return pc <= last || code.line(pc) != code.line(last);
  }

  /** Notes that the next instruction of a frame runs now, as all has been told of it. */
  private void step(LuaFrame frame) {
    asked = 0;
    if (opcode(frame) == Opcode.RETURN && frame.caller instanceof LuaFrame) {
      lastFrame = (LuaFrame) frame.caller;
      lastPc = lastFrame.pc - 1;
    } else {
      lastFrame = frame;
      lastPc = frame.pc;
    }
  }

  /** Begins to tell an event: calls the function for a frame that ends with {@link #end}. */
  Signal begin(Execution execution, NativeFrame frame, Event event, int line) {
    LuaValue where = event == Event.LINE ? LuaInteger.valueOf(line) : LuaValue.NIL;
    LuaValue called = function == null ? LuaValue.NIL : function;
    execution.call(frame, called, Values.of(event.text, where));
    isRunning = true;
    execution.watch();
    return Signal.CALL;
  }

  /** Goes on watching after the function returned or failed. */
  void end(Execution execution) {
    isRunning = false;
    if (mask.isEmpty()) {
      asked = 0;
    }
    execution.watch();
  }

  /** Notes that an error has left the instruction that was to come, unless the hook caught it. */
  void unwound() {
    if (!isRunning) {
      asked = 0;
    }
  }
}
