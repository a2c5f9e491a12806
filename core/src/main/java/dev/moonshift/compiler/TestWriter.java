package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Successors;
import dev.moonshift.vm.CodeTier;
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

  TestWriter(Emitter out, ArithmeticWriter arithmetic) {
    this.out = out;
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
    registers.convert(fallen, types.before(pc + 2));
    out.jump(out.labels[pc + 2]);
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
      out.support("equalsNumber", "(" + Names.VALUE_TYPE + "DD)Z");
      out.jump(wanted ? Opcodes.IFEQ : Opcodes.IFNE, skip);
    } else if (x == TypeFlow.EITHER || y == TypeFlow.EITHER) {
      registers.pushEither(out.now, b);
      registers.pushEither(out.now, c);
      out.support("equal", "(" + Names.VALUE_TYPE + "D" + Names.VALUE_TYPE + "D)I");
      branchOnAnswer(pc, wanted, skip);
    } else {
      registers.pushValue(out.now, b);
      registers.pushValue(out.now, c);
      out.support("equal", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
      branchOnAnswer(pc, wanted, skip);
    }
  }

  private void branchOnAnswer(int pc, boolean wanted, Label skip) {
    out.istore(registers.temporaryInt(0));
    out.iload(registers.temporaryInt(0));
    out.jump(Opcodes.IFLT, out.exit(pc));
    out.iload(registers.temporaryInt(0));
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
        && (x != TypeFlow.VALUE || y != TypeFlow.VALUE)
        && !out.isText(b)
        && !out.isText(c)) {
      arithmetic.pushNumbers(pc, b, c);
      out.emit(Opcodes.DCMPG); // NaN is not below anything
      int unlessStrict = wanted ? Opcodes.IFGE : Opcodes.IFLT;
      int unlessOrEqual = wanted ? Opcodes.IFGT : Opcodes.IFLE;
      out.jump(isStrict ? unlessStrict : unlessOrEqual, skip);
    } else {
      registers.pushValue(out.now, b);
      registers.pushValue(out.now, c);
      out.support(
          isStrict ? "lessThan" : "lessOrEqual", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
      branchOnAnswer(pc, wanted, skip);
    }
  }
}
