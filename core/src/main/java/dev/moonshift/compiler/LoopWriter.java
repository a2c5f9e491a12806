package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.vm.CodeTier;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits numeric loops. */
final class LoopWriter {
  private final Emitter out;
  private final ArithmeticWriter arithmetic;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;

  LoopWriter(Emitter out, ArithmeticWriter arithmetic) {
    this.out = out;
    this.arithmetic = arithmetic;
    code = out.code;
    types = out.types;
    registers = out.registers;
  }

  void prepareLoop(int pc, int a) {
    if (types.expectation(pc) == CodeTier.ANYTHING) {
      out.jump(out.exit(pc));
      // the rest is not reached, but keeps the kinds of the locals right
    }
    if (types.loop(out.now, pc) == TypeFlow.INT) {
      Label failed = out.failed(pc, CodeTier.NUMBERS);
      int step = registers.temporaryInt(0);
      int start = registers.temporaryInt(2);
      pushLoopInt(a + 2, failed);
      out.istore(step);
      pushLoopLimit(a + 1, step, failed);
      out.istore(registers.temporaryInt(1));
      pushLoopInt(a, failed);
      out.istore(start);
      // the start less one step must be an int
      out.iload(start);
      out.iload(step);
      out.operatorSupport("isIntDifference", "(II)Z");
      out.jump(Opcodes.IFEQ, failed);
      out.iload(start);
      out.iload(step);
      out.emit(Opcodes.ISUB);
      registers.storeInt(a);
      out.iload(registers.temporaryInt(1));
      registers.storeInt(a + 1);
      out.iload(step);
      registers.storeInt(a + 2);
    } else {
      arithmetic.pushNumber(pc, a);
      out.dstore(registers.temporaryDouble(0));
      arithmetic.pushNumber(pc, a + 1);
      out.dstore(registers.temporaryDouble(1));
      arithmetic.pushNumber(pc, a + 2);
      out.dstore(registers.temporaryDouble(2));
      out.dload(registers.temporaryDouble(0));
      out.dload(registers.temporaryDouble(2));
      out.emit(Opcodes.DSUB);
      registers.storeDouble(a);
      out.dload(registers.temporaryDouble(1));
      registers.storeDouble(a + 1);
      out.dload(registers.temporaryDouble(2));
      registers.storeDouble(a + 2);
    }
    out.done(pc);
    out.settleFuel();
  }

  private void pushLoopInt(int r, Label failed) {
    if (types.register(out.now, r) == TypeFlow.INT) {
      registers.pushInt(r);
      return;
    }
    registers.pushRegister(out.now, r);
    out.astore(registers.temporary(2));
    out.aload(registers.temporary(2));
    out.instanceOf(Names.INTEGER);
    out.jump(Opcodes.IFEQ, failed);
    out.aload(registers.temporary(2));
    registers.unboxInt();
  }

  /** Pushes a loop's limit as an int that ends it at the same place. */
  private void pushLoopLimit(int r, int step, Label failed) {
    if (types.register(out.now, r) == TypeFlow.INT) {
      registers.pushInt(r);
      return;
    }
    if (types.register(out.now, r) == TypeFlow.DOUBLE) {
      registers.pushDouble(out.now, r);
    } else {
      registers.pushRegister(out.now, r);
      out.astore(registers.temporary(2));
      out.aload(registers.temporary(2));
      out.instanceOf(Names.NUMBER);
      out.jump(Opcodes.IFEQ, failed);
      out.aload(registers.temporary(2));
      registers.unboxDouble();
    }
    out.dstore(registers.temporaryDouble(0));
    out.dload(registers.temporaryDouble(0));
    out.loopSupport("isIntLimit", "(D)Z");
    out.jump(Opcodes.IFEQ, failed);
    out.dload(registers.temporaryDouble(0));
    out.iload(step);
    out.loopSupport("intLimit", "(DI)I");
  }

  void loop(int pc, int a, int i) {
    byte counter = types.counter(out.now, a);
    int step = TypeFlow.constantStep(code, pc);
    Label end = new Label();
    int paid = out.fuel + 1;
    int body = pc + 1 + Instruction.sbx(i);
    if (counter == TypeFlow.INT) {
      if (step == 1) {
        registers.pushInt(a);
        registers.pushInt(a + 1);
        out.jump(Opcodes.IF_ICMPGE, end);
        registers.pushInt(a);
        out.emit(Opcodes.ICONST_1);
      } else {
        registers.pushInt(a);
        registers.pushInt(a + 1);
        registers.pushInt(a + 2);
        out.loopSupport("isLoopOver", "(III)Z");
        out.jump(Opcodes.IFNE, end);
        registers.pushInt(a);
        registers.pushInt(a + 2);
      }
      out.emit(Opcodes.IADD);
      registers.storeInt(a);
      registers.pushInt(a);
      registers.storeInt(a + 3);
    } else {
      registers.pushDouble(out.now, a);
      registers.pushDouble(out.now, a + 2);
      out.emit(Opcodes.DADD);
      out.dstore(registers.temporaryDouble(0));
      registers.pushDouble(out.now, a + 1);
      out.dstore(registers.temporaryDouble(1));
      registers.pushDouble(out.now, a + 2);
      out.dstore(registers.temporaryDouble(2));
      out.dload(registers.temporaryDouble(1));
      registers.storeDouble(a + 1);
      out.dload(registers.temporaryDouble(2));
      registers.storeDouble(a + 2);
      out.dload(registers.temporaryDouble(0));
      out.dload(registers.temporaryDouble(1));
      out.dload(registers.temporaryDouble(2));
      out.loopSupport("isLoopOver", "(DDD)Z");
      out.jump(Opcodes.IFNE, end);
      out.dload(registers.temporaryDouble(0));
      registers.storeDouble(a);
      out.dload(registers.temporaryDouble(0));
      registers.storeDouble(a + 3);
    }
    types.transfer(out.now, pc);
    registers.useFuel(paid);
    out.fuel = 0;
    byte[] again = out.now.clone();
    types.along(again, pc, true);
    out.edge(pc, body, again);
    out.label(end);
    registers.useFuel(paid);
    out.convert(out.now, pc + 1);
    out.jump(out.label(pc + 1));
    out.isOpenEnded = false;
  }
}
