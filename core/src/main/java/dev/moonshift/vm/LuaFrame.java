package dev.moonshift.vm;

import dev.moonshift.bytecode.ChunkName;
import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.LiveRegisters;
import dev.moonshift.bytecode.Opcode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** An activation of a Lua function: its registers and the place it has reached. */
public final class LuaFrame extends Frame {
  final Closure closure;
  final LuaValue[] registers;

  /** The instruction to run next; the one before it is at work while a callee runs. */
  int pc;

  /** The arguments beyond the named ones. */
  Varargs varargs = LuaValue.NONE;

  /**
   * Values of an open call or vararg that follow the registers up to {@link #top}; they are
   * consumed by one of the next instructions.
   */
  Varargs open = LuaValue.NONE;

  /**
   * The first register that is not an operand of the instruction which consumes {@link #open}.
   * While a concatenation waits for a metamethod: the last operand still to do.
   */
  int top;

  /** The variables that closures share with this frame, the highest register first. */
  @Nullable UpValue openUpvalues;

  LuaFrame(Closure closure, @Nullable Frame caller) {
    this.closure = closure;
    this.caller = caller;
    this.depth = depthAbove(caller);
    int registerCount = closure.code.registerCount;
    this.registers = new LuaValue[registerCount];
    this.height = heightAbove(caller) + MemoryCost.FRAME / MemoryCost.SLOT + registerCount;
  }

  /** Makes the activation of a closure for a list of arguments. */
  static LuaFrame of(Closure closure, @Nullable Frame caller, Varargs args) {
    LuaFrame frame = new LuaFrame(closure, caller);
    Code code = closure.code;
    int named = code.parameterCount;
    Values.copyInto(args, frame.registers, 0, named);
    if (code.isVararg && args.narg() > named) {
      frame.varargs = Values.drop(args, named);
      frame.height += args.narg() - named;
    }
    return frame;
  }

  /** Makes the activation of a closure whose arguments stand in the caller's registers. */
  static LuaFrame of(
      Closure closure, @Nullable Frame caller, LuaValue[] from, int first, int count) {
    LuaFrame frame = new LuaFrame(closure, caller);
    Code code = closure.code;
    int named = code.parameterCount;
    LuaValue[] to = frame.registers;
    int copied = Math.min(named, count);
    int i = 0;
    for (; i < copied; i++) {
      to[i] = from[first + i];
    }
    for (; i < named; i++) {
      to[i] = LuaValue.NIL;
    }
    if (code.isVararg && count > named) {
      frame.varargs = Values.copyOf(from, first + named, count - named);
      frame.height += count - named;
    }
    return frame;
  }

  /** Whether this activation took the place of its caller. */
  boolean isTailCall() {
    return depth < 0;
  }

  /** The function that runs. */
  public Closure closure() {
    return closure;
  }

  /** The line of the instruction at work. */
  public int line() {
    return closure.code.line(Math.max(pc - 1, 0));
  }

  /** {@code chunk:line: }. */
  String where() {
    return ChunkName.display(closure.code.prototype.source).tojstring() + ":" + line() + ": ";
  }

  UpValue upvalue(int register) {
    UpValue previous = null;
    UpValue u = openUpvalues;
    while (u != null && u.register() > register) {
      previous = u;
      u = u.next;
    }
    if (u != null && u.register() == register) {
      return u;
    }
    UpValue created = new UpValue(registers, register, u);
    if (previous == null) {
      openUpvalues = created;
    } else {
      previous.next = created;
    }
    return created;
  }

  /** Ends the life of the variables at and above a register. */
  void closeUpvalues(int register) {
    UpValue u = openUpvalues;
    while (u != null && u.register() >= register) {
      UpValue next = u.next;
      u.close();
      u = next;
    }
    openUpvalues = u;
  }

  /** Takes what the instruction at work called for, and puts it where that instruction would. */
  @Override
  Varargs resume(Execution execution, @Nullable Varargs results) {
    if (results == null) {
      return LuaValue.NONE;
    }
    int instruction = closure.code.instructions[pc - 1];
    int a = Instruction.a(instruction);
    switch (Instruction.opcode(instruction)) {
      case Opcode.CALL:
        acceptResults(results, a, Instruction.c(instruction) - 1);
        break;
      case Opcode.TAILCALL: // a native function in tail position: the RETURN that follows passes on
        acceptResults(results, a, -1);
        break;
      case Opcode.TFORCALL:
        Values.copyInto(results, registers, a + 3, Instruction.c(instruction));
        break;
      case Opcode.EQ:
      case Opcode.LT:
        branch(results.arg1().toboolean() == (a != 0));
        break;
      case Opcode.LE:
        branch((results.arg1().toboolean() != (top == INVERTED)) == (a != 0));
        top = 0;
        break;
      case Opcode.SETTABLE:
      case Opcode.SETTABUP:
      case Opcode.SETLIST:
      case Opcode.EXTRAARG: // that of a SETLIST
        break;
      case Opcode.CONCAT:
        registers[top - 1] = results.arg1();
        return Operations.concat(execution, this, a, Instruction.b(instruction), top - 1);
      default: // an operator with one result
        registers[a] = results.arg1();
    }
    return LuaValue.NONE;
  }

  /**
   * As {@link #resume} if the instruction at work is a call, which only takes results; else nothing
   * is done.
   *
   * @return whether it was done
   */
  boolean takeResults(Varargs results) {
    int instruction = closure.code.instructions[pc - 1];
    if (Instruction.opcode(instruction) != Opcode.CALL) {
      return false;
    }
    acceptResults(results, Instruction.a(instruction), Instruction.c(instruction) - 1);
    return true;
  }

  @Override
  void trace(Tracer tracer) {
    trace(tracer, true);
  }

  /**
   * Reports the values this frame needs to go on.
   *
   * @param isWaiting whether the instruction at work waits for a callee; else the next one is to
   *     run
   */
  void trace(Tracer tracer, boolean isWaiting) {
    tracer.value(closure);
    traceRegisters(tracer, isWaiting ? pc - 1 : pc, isWaiting);
    for (UpValue u = openUpvalues; u != null; u = u.next) {
      tracer.value(u.get());
    }
    tracer.values(varargs);
    tracer.values(open);
  }

  /**
   * Reports what registers hold that may still be read.
   *
   * @param at an instruction
   * @param isWaiting whether it waits for a callee; else it is to run
   */
  void traceRegisters(Tracer tracer, int at, boolean isWaiting) {
    LiveRegisters live = closure.code.liveRegisters();
    long word = 0;
    for (int i = 0; i < registers.length; i++) {
      if (i % Long.SIZE == 0) {
        word = isWaiting ? live.across(at, i / Long.SIZE) : live.before(at, i / Long.SIZE);
      }
      if (LiveRegisters.isSet(word, i) || isWaiting && isOperandToCome(i)) {
        tracer.value(registers[i]);
      }
    }
  }

  /** Whether a concatenation that waits will go on with what is in a register. */
  private boolean isOperandToCome(int register) {
    int instruction = closure.code.instructions[pc - 1];
    return Instruction.opcode(instruction) == Opcode.CONCAT
        && register >= Instruction.b(instruction)
        && register < top - 1;
  }

  /**
   * In {@link #top}: the comparison was asked the other way round, so its answer is to be negated.
   */
  static final int INVERTED = -1;

  private void acceptResults(Varargs results, int at, int count) {
    if (count < 0) {
      open = results;
      top = at;
    } else {
      Values.copyInto(results, registers, at, count);
    }
  }

  /** Finishes a test: takes or skips the jump that follows it. */
  private void branch(boolean take) {
    if (take) {
      int jump = closure.code.instructions[pc];
      int a = Instruction.a(jump);
      if (a > 0) {
        closeUpvalues(a - 1);
      }
      pc += Instruction.sbx(jump) + 1;
    } else {
      pc++;
    }
  }
}
