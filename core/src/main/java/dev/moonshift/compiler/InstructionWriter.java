package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Metamethod;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Emits instructions, one after the other: what the interpreter would do in the common cases, and
 * an exit to the interpreter before an instruction in all others.
 */
final class InstructionWriter {
  private final Emitter out;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;
  private final HandlerWriter handlers;
  private final ArithmeticWriter arithmetic;
  private final TableWriter tables;
  private final TestWriter tests;
  private final LoopWriter loops;
  private final IterationWriter iterations;
  private final ReturnWriter returns;

  InstructionWriter(Emitter out) {
    this.out = out;
    code = out.code;
    types = out.types;
    registers = out.registers;
    handlers = new HandlerWriter(out);
    arithmetic = new ArithmeticWriter(out, handlers);
    tables = new TableWriter(out, handlers);
    tests = new TestWriter(out, arithmetic, handlers);
    loops = new LoopWriter(out, arithmetic);
    iterations = new IterationWriter(out);
    returns = new ReturnWriter(out);
  }

  /** Writes one instruction. */
  void write(int pc) {
    if (out.isOpenEnded && out.isJoined.get(pc)) {
      // the way in from the instruction before
      out.settleFuel();
      out.convert(out.now, pc);
    }
    if (out.isJoined.get(pc) || !out.isOpenEnded) {
      out.label(out.label(pc));
      out.now = types.before(pc).clone();
      registers.hold(out.now);
      out.fuel = 0;
    }
    out.isOpenEnded = true;
    int i = types.instruction(pc);
    writeInstruction(pc, i);
  }

  private void writeInstruction(int pc, int i) {
    int a = Instruction.a(i);
    int b = Instruction.b(i);
    int c = Instruction.c(i);
    switch (Instruction.opcode(i)) {
      case Opcode.MOVE:
        registers.move(b, a);
        break;
      case Opcode.LOADK:
        loadConstant(a, code.constants[Instruction.bx(i)]);
        break;
      case Opcode.LOADKX:
        registers.pushConstant(code.constants[Instruction.ax(types.instruction(pc + 1))]);
        registers.storeValue(a);
        out.done(pc);
        out.jumpOver(pc, pc + 2);
        return;
      case Opcode.LOADBOOL:
        registers.pushConstant(b != 0 ? LuaValue.TRUE : LuaValue.FALSE);
        registers.storeValue(a);
        if (c != 0) {
          out.done(pc);
          out.jumpOver(pc, pc + 2);
          return;
        }
        break;
      case Opcode.LOADNIL:
        for (int r = a; r <= a + b; r++) {
          out.pushNil();
          registers.storeValue(r);
        }
        break;
      case Opcode.GETUPVAL:
        out.pushUpvalue(b);
        storeLoaded(pc, a);
        break;
      case Opcode.SETUPVAL:
        out.aload(registers.upvalues());
        out.push(b);
        out.emit(Opcodes.AALOAD);
        registers.pushRegister(out.now, a);
        out.callVirtual(Names.UP_VALUE, "set", "(" + Names.VALUE_TYPE + ")V");
        break;
      case Opcode.GETTABUP:
        out.pushUpvalue(b);
        tables.onStack();
        tables.get(pc, a, c);
        break;
      case Opcode.GETTABLE:
        tables.on(pc, b);
        tables.get(pc, a, c);
        break;
      case Opcode.SELF:
        registers.pushRegister(out.now, b);
        tables.onStack();
        tables.get(pc, c);
        registers.storeValue(a);
        out.aload(registers.temporary(0));
        registers.storeValue(a + 1);
        break;
      case Opcode.SETTABUP:
        out.pushUpvalue(a);
        tables.onStack();
        tables.set(pc, b, c);
        break;
      case Opcode.SETTABLE:
        tables.on(pc, a);
        tables.set(pc, b, c);
        break;
      case Opcode.NEWTABLE:
        out.aload(registers.execution());
        out.push(Instruction.sizeHint(b));
        out.push(Instruction.sizeHint(c));
        out.callVirtual(Names.EXECUTION, "newTable", "(II)" + Names.type(Names.TABLE));
        registers.storeValue(a);
        break;
      case Opcode.ADD:
      case Opcode.SUB:
      case Opcode.MUL:
      case Opcode.DIV:
      case Opcode.MOD:
      case Opcode.POW:
        arithmetic.arithmetic(pc, Instruction.opcode(i), a, b, c);
        break;
      case Opcode.UNM:
        arithmetic.negate(pc, a, b);
        break;
      case Opcode.NOT:
        arithmetic.not(a, b);
        break;
      case Opcode.LEN:
        length(pc, a, b);
        break;
      case Opcode.CONCAT:
        concat(pc, a, b, c);
        break;
      case Opcode.JMP:
        out.closeUpvalues(a);
        out.fuel++;
        out.settleFuel();
        out.jump(pc, pc + 1 + Instruction.sbx(i));
        return;
      case Opcode.EQ:
      case Opcode.LT:
      case Opcode.LE:
      case Opcode.TEST:
      case Opcode.TESTSET:
        tests.test(pc, i);
        return;
      case Opcode.CALL:
        new CallWriter(out, pc, a, b, c).write();
        return;
      case Opcode.TAILCALL:
        new CallWriter(out, pc, a, b, 0).writeTail();
        return;
      case Opcode.RETURN:
        returns.returns(pc, a, b);
        return;
      case Opcode.FORPREP:
        loops.prepareLoop(pc, a);
        out.jump(pc, pc + 1 + Instruction.sbx(i));
        return;
      case Opcode.FORLOOP:
        loops.loop(pc, a, i);
        return;
      case Opcode.TFORCALL:
        iterations.step(pc, a, c);
        break;
      case Opcode.TFORLOOP:
        iterations.again(pc, a, pc + 1 + Instruction.sbx(i));
        return;
      case Opcode.SETLIST:
        tables.setList(pc, a, b, c);
        return;
      case Opcode.CLOSURE:
        out.aload(registers.execution());
        out.aload(registers.frame());
        out.pushConstant(code.child(Instruction.bx(i)), Names.type(Names.CODE));
        out.aload(registers.upvalues());
        out.support(
            "close",
            "("
                + Names.EXECUTION_TYPE
                + Names.FRAME_TYPE
                + Names.type(Names.CODE)
                + "["
                + Names.type(Names.UP_VALUE)
                + ")"
                + Names.CLOSURE_TYPE);
        registers.storeValue(a);
        break;
      case Opcode.VARARG:
        returns.varargs(a, b - 1);
        break;
      default:
        throw new IllegalStateException("instruction " + i + " at " + pc);
    }
    out.done(pc);
  }

  /** Pops a value that was read: into a register, unboxed if it is wanted as a number. */
  private void storeLoaded(int pc, int a) {
    if (types.isNumberWanted(pc)) {
      out.astore(registers.temporary(2));
      registers.unbox(TypeFlow.DOUBLE, registers.temporary(2), out.failed(pc, CodeTier.ANYTHING));
      registers.storeDouble(a);
    } else {
      registers.storeValue(a);
    }
  }

  private void loadConstant(int a, LuaValue value) {
    if (value instanceof LuaInteger) {
      out.push(value.toint());
      registers.storeInt(a);
    } else if (value instanceof LuaNumber) {
      out.push(value.todouble());
      registers.storeDouble(a);
    } else {
      registers.pushConstant(value);
      registers.storeValue(a);
    }
  }

  private void length(int pc, int a, int b) {
    Label found = new Label();
    registers.pushRegister(out.now, b);
    out.astore(registers.temporary(0));
    out.aload(registers.temporary(0));
    out.tableSupport("length", "(" + Names.VALUE_TYPE + ")I");
    out.istore(registers.temporaryInt(0));
    if (!types.isHandled(pc)) {
      out.iload(registers.temporaryInt(0));
      out.jump(Opcodes.IFLT, out.unhandled(pc));
      out.iload(registers.temporaryInt(0));
      registers.storeInt(a);
      return;
    }
    out.iload(registers.temporaryInt(0));
    registers.boxInt();
    out.astore(registers.temporary(1));
    out.iload(registers.temporaryInt(0));
    out.jump(Opcodes.IFGE, found);
    out.aload(registers.temporary(0));
    out.astore(registers.temporary(3));
    handlers.operator(pc, Metamethod.LEN);
    out.astore(registers.temporary(1));
    out.label(found);
    out.aload(registers.temporary(1));
    registers.storeValue(a);
  }

  private void concat(int pc, int a, int b, int c) {
    boolean mayBeHandled = types.isHandled(pc) && c == b + 1;
    out.settleFuel();
    registers.storeFuel();
    if (mayBeHandled) {
      registers.pushRegister(out.now, b);
      out.astore(registers.temporary(0));
      registers.pushRegister(out.now, c);
      out.astore(registers.temporary(3));
    }
    out.aload(registers.execution());
    out.pushArray(b, c - b + 1);
    out.operatorSupport(
        "concat", "(" + Names.EXECUTION_TYPE + "[" + Names.VALUE_TYPE + ")" + Names.VALUE_TYPE);
    registers.loadFuel();
    out.astore(registers.temporary(1));
    handlers.answerUnlessDone(pc, Metamethod.CONCAT, mayBeHandled);
    out.aload(registers.temporary(1));
    registers.storeValue(a);
    out.checkDebt(pc + 1, out.liveAfter(pc, pc + 1), out.fuel + 1);
  }
}
