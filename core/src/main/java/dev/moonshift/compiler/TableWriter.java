package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.vm.UnitExit.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits what reads and writes tables. */
final class TableWriter {
  private final Emitter out;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;
  private final UnitCompiler unit;

  TableWriter(Emitter out) {
    this.out = out;
    code = out.code;
    types = out.types;
    registers = out.registers;
    unit = out.unit;
  }

  /** Reads a field of the value in temporary 0, and leaves the value on the stack. */
  void get(int pc, int key) {
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    byte keyType = types.operand(out.now, key);
    if (Instruction.isConstant(key) && keyType == TypeFlow.VALUE) {
      registers.pushValue(out.now, key);
      out.pushConstant(code.slotHints, "[I");
      out.push(pc);
      out.support(
          "field",
          "("
              + Names.EXECUTION_TYPE
              + Names.VALUE_TYPE
              + Names.VALUE_TYPE
              + "[II)"
              + Names.VALUE_TYPE);
    } else if (keyType == TypeFlow.INT) {
      registers.pushInt(key);
      out.support("item", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
    } else if (keyType == TypeFlow.DOUBLE) {
      registers.pushDouble(out.now, key);
      out.support("item", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "D)" + Names.VALUE_TYPE);
    } else {
      registers.pushValue(out.now, key);
      out.support(
          "element",
          "("
              + Names.EXECUTION_TYPE
              + Names.VALUE_TYPE
              + Names.VALUE_TYPE
              + ")"
              + Names.VALUE_TYPE);
    }
    out.astore(registers.temporary(1));
    out.aload(registers.temporary(1));
    out.jump(Opcodes.IFNULL, out.exit(pc));
    out.aload(registers.temporary(1));
  }

  /** Writes a field of the value in temporary 0. */
  void set(int pc, int key, int value) {
    out.settleFuel();
    registers.storeFuel();
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    byte keyType = types.operand(out.now, key);
    String start = "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE;
    if (Instruction.isConstant(key) && keyType == TypeFlow.VALUE) {
      registers.pushValue(out.now, key);
      registers.pushValue(out.now, value);
      out.pushConstant(code.slotHints, "[I");
      out.push(pc);
      out.support("storeField", start + Names.VALUE_TYPE + Names.VALUE_TYPE + "[II)I");
    } else if (keyType == TypeFlow.INT) {
      registers.pushInt(key);
      registers.pushValue(out.now, value);
      out.support("storeItem", start + "I" + Names.VALUE_TYPE + ")I");
    } else if (keyType == TypeFlow.DOUBLE) {
      registers.pushDouble(out.now, key);
      registers.pushValue(out.now, value);
      out.support("storeItem", start + "D" + Names.VALUE_TYPE + ")I");
    } else {
      registers.pushValue(out.now, key);
      registers.pushValue(out.now, value);
      out.support("storeElement", start + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
    }
    afterStore(pc, pc + 1);
  }

  /** Goes on after a store, unless it was left, or there is something to do first. */
  private void afterStore(int pc, int next) {
    int answer = registers.temporaryInt(0);
    out.istore(answer);
    registers.loadFuel();
    out.iload(answer);
    out.jump(Opcodes.IFEQ, out.exit(pc));
    Label done = new Label();
    out.iload(answer);
    out.emit(Opcodes.ICONST_1);
    out.jump(Opcodes.IF_ICMPEQ, done);
    out.aload(registers.execution());
    out.iload(answer);
    out.support("afterStore", "(" + Names.EXECUTION_TYPE + "I)" + Names.VARARGS_TYPE);
    out.astore(registers.signal());
    byte[] held = out.now.clone();
    types.transfer(held, pc);
    out.jump(unit.exit(Kind.SIGNAL, next, false, out.live(pc, held), out.fuel + 1, 0, 0));
    out.label(done);
  }

  void setList(int pc, int a, int b, int c) {
    int block = c != 0 ? c : Instruction.ax(code.instructions[pc + 1]);
    int next = c != 0 ? pc + 1 : pc + 2;
    int offset = (block - 1) * Opcode.FIELDS_PER_FLUSH;
    out.settleFuel();
    if (b == 0) {
      // rare and long: the interpreter's
      out.jump(out.exit(pc));
      out.isOpenEnded = false;
      return;
    }
    registers.storeFuel();
    out.aload(registers.execution());
    registers.pushRegister(out.now, a);
    out.pushArray(a + 1, b);
    out.push(offset);
    out.support(
        "setList", "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + "[" + Names.VALUE_TYPE + "I)I");
    afterStore(pc, next);
    out.done(pc);
    if (next != pc + 1) {
      out.jumpOver(pc, next);
    }
  }
}
