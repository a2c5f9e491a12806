package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Successors;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Metamethod;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits tests: a comparison, and the jump that follows it. */
final class TestWriter {
  private final Emitter out;
  private final ArithmeticWriter arithmetic;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;
  private final HandlerWriter handlers;

  TestWriter(Emitter out, ArithmeticWriter arithmetic, HandlerWriter handlers) {
    this.out = out;
    this.handlers = handlers;
    this.arithmetic = arithmetic;
    code = out.code;
    types = out.types;
    registers = out.registers;
  }

  void test(int pc, int i) {
    int a = Instruction.a(i);
    int b = Instruction.b(i);
    int c = Instruction.c(i);
    int taken = Successors.jumpTarget(code, pc);
    Label skip = new Label();
    int paid = out.fuel + 1;
    switch (Instruction.opcode(i)) {
      case Opcode.EQ:
        testEqual(pc, b, c, a != 0, skip);
        break;
      case Opcode.LT:
        testOrder(pc, b, c, a != 0, skip, true);
        break;
      case Opcode.LE:
        testOrder(pc, b, c, a != 0, skip, false);
        break;
      case Opcode.TEST:
        testTruth(a, c != 0, skip);
        break;
      default:
        testTruth(b, c != 0, skip);
        registers.move(b, a);
    }
    // taken: the jump that follows
    registers.useFuel(paid);
    out.closeUpvalues(Instruction.a(code.instructions[pc + 1]));
    out.fuel = 0;
    byte[] after = out.now.clone();
    types.along(after, pc, true);
    out.edge(pc, taken, after);
    out.label(skip);
    registers.useFuel(paid);
    byte[] fallen = out.now.clone();
    types.along(fallen, pc, false);
    out.convert(fallen, pc + 2);
    out.jump(out.label(pc + 2));
    out.isOpenEnded = false;
  }

  private void testTruth(int r, boolean wanted, Label skip) {
    byte type = types.register(out.now, r);
    if (TypeFlow.isNumber(type)) {
      if (!wanted) {
        out.jump(skip);
        // what follows cannot be reached, and is left out by the JVM's compiler
      }
      return;
    }
    registers.pushReference(out.now, r);
    out.astore(registers.temporary(0));
    Label isFalse = new Label();
    out.aload(registers.temporary(0));
    out.pushNil();
    out.jump(Opcodes.IF_ACMPEQ, wanted ? skip : isFalse);
    out.aload(registers.temporary(0));
    registers.pushConstant(LuaValue.FALSE);
    if (wanted) {
      out.jump(Opcodes.IF_ACMPEQ, skip);
    } else {
      out.jump(Opcodes.IF_ACMPNE, skip);
    }
    out.label(isFalse);
  }

  private void testEqual(int pc, int b, int c, boolean wanted, Label skip) {
    byte x = types.operand(out.now, b);
    byte y = types.operand(out.now, c);
    if (x == TypeFlow.INT && y == TypeFlow.INT) {
      registers.pushInt(b);
      registers.pushInt(c);
      out.jump(wanted ? Opcodes.IF_ICMPNE : Opcodes.IF_ICMPEQ, skip);
    } else if (TypeFlow.isNumber(x) && TypeFlow.isNumber(y)) {
      registers.pushDouble(out.now, b);
      registers.pushDouble(out.now, c);
      out.emit(Opcodes.DCMPL);
      out.jump(wanted ? Opcodes.IFNE : Opcodes.IFEQ, skip);
    } else if (out.isSingleton(b) || out.isSingleton(c)) {
      registers.pushReference(out.now, b);
      registers.pushReference(out.now, c);
      out.jump(wanted ? Opcodes.IF_ACMPNE : Opcodes.IF_ACMPEQ, skip);
    } else if (TypeFlow.isNumber(x) || TypeFlow.isNumber(y)) {
      registers.pushEither(out.now, TypeFlow.isNumber(x) ? c : b);
      registers.pushDouble(out.now, TypeFlow.isNumber(x) ? b : c);
      out.operatorSupport("equalsNumber", "(" + Names.VALUE_TYPE + "DD)Z");
      out.jump(wanted ? Opcodes.IFEQ : Opcodes.IFNE, skip);
    } else if (x == TypeFlow.EITHER || y == TypeFlow.EITHER) {
      registers.pushEither(out.now, b);
      registers.pushEither(out.now, c);
      pushFuel();
      out.operatorSupport("equal", "(" + Names.VALUE_TYPE + "D" + Names.VALUE_TYPE + "DII)I");
      branchOnAnswer(pc, wanted, skip);
    } else {
      askValues(pc, b, c, "equal", Metamethod.EQ);
      branchOnAnswer(pc, wanted, skip);
    }
  }

  /** Pushes the fuel that there is, and how much must be left after a comparison. */
  private void pushFuel() {
    out.iload(registers.fuel());
    out.push(out.leastFuel(out.fuel + 1));
  }

  /** Pushes the answer to a comparison; see {@code UnitSupport}. */
  private void askValues(int pc, int b, int c, String name, Metamethod event) {
    registers.pushValue(out.now, b);
    out.astore(registers.temporary(0));
    registers.pushValue(out.now, c);
    out.astore(registers.temporary(3));
    out.aload(registers.temporary(0));
    out.aload(registers.temporary(3));
    pushFuel();
    out.operatorSupport(name, "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "II)I");
    if (types.isHandled(pc)) {
      Label answered = new Label();
      out.istore(registers.temporaryInt(0));
      out.iload(registers.temporaryInt(0));
      out.jump(Opcodes.IFGE, answered);
      handlers.operator(pc, event);
      out.callVirtual(Names.VALUE, "toboolean", "()Z");
      out.istore(registers.temporaryInt(0));
      out.label(answered);
      out.iload(registers.temporaryInt(0));
    }
  }

  private void branchOnAnswer(int pc, boolean wanted, Label skip) {
    out.istore(registers.temporaryInt(0));
    out.iload(registers.temporaryInt(0));
    out.jump(Opcodes.IFLT, out.unhandled(pc));
    out.iload(registers.fuel());
    out.iload(registers.temporaryInt(0));
    out.emit(Opcodes.ICONST_1);
    out.emit(Opcodes.ISHR);
    out.emit(Opcodes.ISUB);
    out.istore(registers.fuel());
    out.iload(registers.temporaryInt(0));
    out.emit(Opcodes.ICONST_1);
    out.emit(Opcodes.IAND);
    out.jump(wanted ? Opcodes.IFEQ : Opcodes.IFNE, skip);
  }

  private void testOrder(int pc, int b, int c, boolean wanted, Label skip, boolean isStrict) {
    byte x = types.operand(out.now, b);
    byte y = types.operand(out.now, c);
    if (x == TypeFlow.INT && y == TypeFlow.INT) {
      registers.pushInt(b);
      registers.pushInt(c);
      int unlessStrict = wanted ? Opcodes.IF_ICMPGE : Opcodes.IF_ICMPLT;
      int unlessOrEqual = wanted ? Opcodes.IF_ICMPGT : Opcodes.IF_ICMPLE;
      out.jump(isStrict ? unlessStrict : unlessOrEqual, skip);
    } else if (types.expectation(pc) != CodeTier.ANYTHING
        && !types.isHandled(pc)
        && (x != TypeFlow.VALUE || y != TypeFlow.VALUE)
        && !out.isText(b)
        && !out.isText(c)) {
      arithmetic.pushNumbers(pc, b, c);
      out.emit(Opcodes.DCMPG); // NaN is not below anything
      int unlessStrict = wanted ? Opcodes.IFGE : Opcodes.IFLT;
      int unlessOrEqual = wanted ? Opcodes.IFGT : Opcodes.IFLE;
      out.jump(isStrict ? unlessStrict : unlessOrEqual, skip);
    } else {
      askValues(
          pc,
          b,
          c,
          isStrict ? "lessThan" : "lessOrEqual",
          isStrict ? Metamethod.LT : Metamethod.LE);
      branchOnAnswer(pc, wanted, skip);
    }
  }
}
