package dev.moonshift.compiler;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Metamethod;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits operators on numbers, and {@code not}. */
final class ArithmeticWriter {
  private final Emitter out;
  private final TypeFlow types;
  private final Registers registers;
  private final HandlerWriter handlers;

  ArithmeticWriter(Emitter out, HandlerWriter handlers) {
    this.out = out;
    this.handlers = handlers;
    types = out.types;
    registers = out.registers;
  }

  void arithmetic(int pc, int opcode, int a, int b, int c) {
    byte type = types.arithmetic(out.now, pc);
    if (type == TypeFlow.VALUE) {
      registers.pushValue(out.now, b);
      out.astore(registers.temporary(0));
      registers.pushValue(out.now, c);
      out.astore(registers.temporary(3));
      anyArithmetic(pc, opcode, event(opcode));
      registers.storeValue(a);
    } else if (type == TypeFlow.INT) {
      integerArithmetic(pc, opcode, b, c);
      registers.storeInt(a);
    } else {
      pushNumbers(pc, b, c);
      doubleArithmetic(opcode, c);
      registers.storeDouble(a);
    }
  }

  /** Pushes what an operator gives for the values in temporaries 0 and 3. */
  private void anyArithmetic(int pc, int opcode, Metamethod event) {
    out.aload(registers.temporary(0));
    out.aload(registers.temporary(3));
    out.push(opcode);
    out.operatorSupport(
        "arithmetic", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
    out.astore(registers.temporary(1));
    handlers.answerUnlessDone(pc, event, types.isHandled(pc));
    out.aload(registers.temporary(1));
  }

  private static Metamethod event(int opcode) {
    switch (opcode) {
      case Opcode.ADD:
        return Metamethod.ADD;
      case Opcode.SUB:
        return Metamethod.SUB;
      case Opcode.MUL:
        return Metamethod.MUL;
      case Opcode.DIV:
        return Metamethod.DIV;
      case Opcode.MOD:
        return Metamethod.MOD;
      case Opcode.UNM:
        return Metamethod.UNM;
      default:
        return Metamethod.POW;
    }
  }

  private void doubleArithmetic(int opcode, int y) {
    switch (opcode) {
      case Opcode.ADD:
        out.emit(Opcodes.DADD);
        break;
      case Opcode.SUB:
        out.emit(Opcodes.DSUB);
        break;
      case Opcode.MUL:
        out.emit(Opcodes.DMUL);
        break;
      case Opcode.DIV:
        out.emit(Opcodes.DDIV);
        break;
      case Opcode.MOD:
        out.callStatic(Names.ARITHMETIC, "modulo", "(DD)D");
        break;
      default:
        if (Instruction.isConstant(y) && registers.constant(y).todouble() == 2) {
          out.emit(Opcodes.POP2);
          out.emit(Opcodes.DUP2);
          out.emit(Opcodes.DMUL);
        } else {
          out.callStatic(Names.ARITHMETIC, "power", "(DD)D");
        }
    }
  }

  /** Pushes the int that an operator gives for two ints; leaves if it is none. */
  private void integerArithmetic(int pc, int opcode, int b, int c) {
    Label failed = out.failed(pc, CodeTier.NUMBERS);
    int result = registers.temporaryInt(0);
    switch (opcode) {
      case Opcode.ADD:
        exactly("addExact", b, c, result, failed);
        break;
      case Opcode.SUB:
        exactly("subtractExact", b, c, result, failed);
        break;
      case Opcode.MUL:
        exactly("multiplyExact", b, c, result, failed);
        if (!isPositiveConstant(b) && !isPositiveConstant(c)) { // else it is no negative zero
          Label done = new Label();
          out.iload(result);
          out.jump(Opcodes.IFNE, done);
          registers.pushInt(b);
          registers.pushInt(c);
          out.emit(Opcodes.IOR);
          out.jump(Opcodes.IFLT, failed);
          out.label(done);
        }
        break;
      default: // MOD
        if (!isPositiveConstant(c)) {
          registers.pushInt(c);
          out.jump(Opcodes.IFLE, failed);
        }
        registers.pushInt(b);
        registers.pushInt(c);
        out.emit(Opcodes.IREM);
        out.istore(result);
        // the JVM rounds to zero, and Lua down
        Label done = new Label();
        out.iload(result);
        out.jump(Opcodes.IFGE, done);
        out.iload(result);
        registers.pushInt(c);
        out.emit(Opcodes.IADD);
        out.istore(result);
        out.label(done);
    }
    out.iload(result);
  }

  private void exactly(String name, int b, int c, int result, Label failed) {
    registers.pushInt(b);
    registers.pushInt(c);
    out.callExact(name, failed);
    out.istore(result);
  }

  private boolean isPositiveConstant(int rk) {
    return Instruction.isConstant(rk) && registers.constant(rk).toint() > 0;
  }

  void negate(int pc, int a, int b) {
    switch (types.negation(out.now, pc)) {
      case TypeFlow.INT:
        // zero has a negative, and the least int none
        registers.pushInt(b);
        out.push(Integer.MAX_VALUE);
        out.emit(Opcodes.IAND);
        out.jump(Opcodes.IFEQ, out.failed(pc, CodeTier.NUMBERS));
        registers.pushInt(b);
        out.emit(Opcodes.INEG);
        registers.storeInt(a);
        break;
      case TypeFlow.DOUBLE:
        pushNumber(pc, b);
        out.emit(Opcodes.DNEG);
        registers.storeDouble(a);
        break;
      default:
        registers.pushRegister(out.now, b);
        out.astore(registers.temporary(0));
        out.aload(registers.temporary(0));
        out.astore(registers.temporary(3));
        anyArithmetic(pc, Opcode.UNM, Metamethod.UNM);
        registers.storeValue(a);
    }
  }

  void not(int a, int b) {
    byte type = types.register(out.now, b);
    if (TypeFlow.isNumber(type)) {
      registers.pushConstant(LuaValue.FALSE);
    } else {
      Label isFalse = new Label();
      Label end = new Label();
      registers.pushReference(out.now, b);
      out.emit(Opcodes.DUP);
      out.pushNil();
      Label notNil = new Label();
      out.jump(Opcodes.IF_ACMPNE, notNil);
      out.emit(Opcodes.POP);
      out.jump(isFalse);
      out.label(notNil);
      registers.pushConstant(LuaValue.FALSE);
      out.jump(Opcodes.IF_ACMPEQ, isFalse);
      registers.pushConstant(LuaValue.FALSE);
      out.jump(end);
      out.label(isFalse);
      registers.pushConstant(LuaValue.TRUE);
      out.label(end);
    }
    registers.storeValue(a);
  }

  /** Pushes an operand as a double; leaves if it is no number. */
  void pushNumber(int pc, int rk) {
    byte type = types.operand(out.now, rk);
    if (type == TypeFlow.EITHER) {
      Label isNumber = new Label();
      Label done = new Label();
      registers.pushReference(out.now, rk);
      out.astore(registers.temporary(2));
      out.aload(registers.temporary(2));
      out.jump(Opcodes.IFNULL, isNumber);
      checkNumber(pc);
      out.jump(done);
      out.label(isNumber);
      registers.pushDouble(out.now, rk);
      out.label(done);
      return;
    }
    if (type != TypeFlow.VALUE) {
      registers.pushDouble(out.now, rk);
      return;
    }
    registers.pushValue(out.now, rk);
    out.astore(registers.temporary(2));
    checkNumber(pc);
  }

  /** Pushes two operands as doubles. The first is kept meanwhile: the stack is empty at an exit. */
  void pushNumbers(int pc, int b, int c) {
    pushNumber(pc, b);
    if (TypeFlow.isNumber(types.operand(out.now, c))) { // no exit
      pushNumber(pc, c);
      return;
    }
    out.dstore(registers.temporaryDouble(0));
    pushNumber(pc, c);
    out.dstore(registers.temporaryDouble(1));
    out.dload(registers.temporaryDouble(0));
    out.dload(registers.temporaryDouble(1));
  }

  /** Pushes the number in temporary 2 as a double; leaves if it is none. */
  private void checkNumber(int pc) {
    out.aload(registers.temporary(2));
    out.instanceOf(Names.NUMBER);
    out.jump(Opcodes.IFEQ, out.failed(pc, CodeTier.ANYTHING));
    out.aload(registers.temporary(2));
    registers.unboxDouble();
  }
}
