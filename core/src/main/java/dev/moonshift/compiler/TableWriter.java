package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit.Kind;
import dev.moonshift.vm.Units;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits what reads and writes tables. */
final class TableWriter {
  private static final int NO_KEY = -1;

  private final Emitter out;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;
  private final UnitCompiler unit;
  private final HandlerWriter handlers;

  TableWriter(Emitter out, HandlerWriter handlers) {
    this.out = out;
    this.handlers = handlers;
    code = out.code;
    types = out.types;
    registers = out.registers;
    unit = out.unit;
  }

  /** Reads a field of the value in temporary 0 into a register. */
  void get(int pc, int a, int key) {
    byte type = out.now[a] == TypeFlow.SHARED ? TypeFlow.VALUE : types.read(pc);
    if (type == TypeFlow.VALUE) {
      get(pc, key);
      registers.storeValue(a);
      return;
    }
    int number = registers.temporaryDouble(0);
    Label isNumber = new Label();
    Label done = new Label();
    out.aload(registers.temporary(0));
    if (out.isText(key)) {
      pushHinted(pc, key);
      out.support("hintedNumber", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "[II)D");
    } else {
      out.support("number", "(" + Names.VALUE_TYPE + pushKey(key) + ")D");
    }
    out.dstore(number);
    out.dload(number);
    out.support("isAbsent", "(D)Z");
    out.jump(Opcodes.IFEQ, isNumber);
    get(pc, key, out.isText(key));
    if (type == TypeFlow.DOUBLE) {
      out.astore(registers.temporary(2));
      registers.unbox(TypeFlow.DOUBLE, registers.temporary(2), out.failed(pc, CodeTier.ANYTHING));
      out.dstore(number);
      out.label(isNumber);
      out.dload(number);
      registers.storeDouble(a);
    } else {
      out.jump(done);
      out.label(isNumber);
      out.emit(Opcodes.ACONST_NULL);
      out.label(done);
      out.dload(number);
      registers.storeEither(a);
    }
  }

  /** Pushes a key that may be a number without making a box; returns its type for the JVM. */
  private String pushKey(int key) {
    switch (types.operand(out.now, key)) {
      case TypeFlow.INT:
        registers.pushInt(key);
        return "I";
      case TypeFlow.DOUBLE:
        registers.pushDouble(out.now, key);
        return "D";
      case TypeFlow.EITHER:
        registers.pushEither(out.now, key);
        return Names.VALUE_TYPE + "D";
      default:
        registers.pushValue(out.now, key);
        return Names.VALUE_TYPE;
    }
  }

  /** Reads a field of the value in temporary 0, and leaves the value on the stack. */
  void get(int pc, int key) {
    get(pc, key, Instruction.opcode(code.instructions[pc]) == Opcode.SELF);
  }

  /**
   * As above.
   *
   * @param isElsewhere whether the value is hardly ever where a hint says
   */
  private void get(int pc, int key, boolean isElsewhere) {
    Label found = new Label();
    int bit = out.isText(key) ? Units.keyBit(registers.constant(key)) : 0;
    if (Instruction.opcode(code.instructions[pc]) == Opcode.SELF && bit != 0) {
      out.aload(registers.temporary(0));
      registers.pushValue(out.now, key);
      out.push(bit);
      out.pushConstant(code.slotHints, "[I");
      out.push(pc);
      out.support(
          "hintedMethod", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "I[II)" + Names.VALUE_TYPE);
      out.astore(registers.temporary(1));
      out.aload(registers.temporary(1));
      out.jump(Opcodes.IFNONNULL, found);
    } else if (out.isText(key) && !isElsewhere) {
      out.aload(registers.temporary(0));
      pushHinted(pc, key);
      out.support(
          "hintedField", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "[II)" + Names.VALUE_TYPE);
      out.astore(registers.temporary(1));
      out.aload(registers.temporary(1));
      out.jump(Opcodes.IFNONNULL, found);
    } else if (TypeFlow.isNumber(types.operand(out.now, key))) {
      out.aload(registers.temporary(0));
      out.support("listItem", "(" + Names.VALUE_TYPE + pushKey(key) + ")" + Names.VALUE_TYPE);
      out.astore(registers.temporary(1));
      out.aload(registers.temporary(1));
      out.jump(Opcodes.IFNONNULL, found);
    }
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    byte keyType = types.operand(out.now, key);
    if (out.isText(key)) {
      pushHinted(pc, key);
      out.support(
          "field",
          "("
              + Names.EXECUTION_TYPE
              + Names.VALUE_TYPE
              + Names.VALUE_TYPE
              + "[II)"
              + Names.VALUE_TYPE);
    } else if (TypeFlow.isNumber(keyType)) {
      String start = "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE;
      out.support("item", start + pushKey(key) + ")" + Names.VALUE_TYPE);
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
    if (types.isHandled(pc)) {
      out.jump(Opcodes.IFNONNULL, found);
      handlers.index(pc, key);
      out.astore(registers.temporary(1));
    } else {
      out.jump(Opcodes.IFNULL, out.unhandled(pc));
    }
    out.label(found);
    out.aload(registers.temporary(1));
  }

  /** Pushes a constant key, and where the instruction keeps its hint. */
  private void pushHinted(int pc, int key) {
    registers.pushValue(out.now, key);
    out.pushConstant(code.slotHints, "[I");
    out.push(pc);
  }

  /** Writes a field of the value in temporary 0. */
  void set(int pc, int key, int value) {
    out.settleFuel();
    Label done = new Label();
    setNumber(pc, key, value, done);
    if (out.isText(key)) {
      registers.pushValue(out.now, value);
      out.astore(registers.temporary(1));
      if (!TypeFlow.isNumber(types.operand(out.now, value))) {
        out.aload(registers.temporary(0));
        pushHinted(pc, key);
        out.aload(registers.temporary(1));
        out.support(
            "replaceHinted",
            "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "[II" + Names.VALUE_TYPE + ")Z");
        out.jump(Opcodes.IFNE, done);
      }
    } else if (TypeFlow.isNumber(types.operand(out.now, key))
        && types.operand(out.now, value) == TypeFlow.VALUE) {
      out.aload(registers.temporary(0));
      String keyType = pushKey(key);
      registers.pushValue(out.now, value);
      out.support("replaceItem", "(" + Names.VALUE_TYPE + keyType + Names.VALUE_TYPE + ")Z");
      out.jump(Opcodes.IFNE, done);
    }
    registers.storeFuel();
    out.aload(registers.execution());
    out.aload(registers.temporary(0));
    byte keyType = types.operand(out.now, key);
    String start = "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE;
    if (out.isText(key)) {
      pushHinted(pc, key);
      out.aload(registers.temporary(1));
      out.support("storeField", start + Names.VALUE_TYPE + "[II" + Names.VALUE_TYPE + ")I");
    } else if (TypeFlow.isNumber(keyType)) {
      String pushed = pushKey(key);
      registers.pushValue(out.now, value);
      out.support("storeItem", start + pushed + Names.VALUE_TYPE + ")I");
    } else {
      registers.pushValue(out.now, key);
      registers.pushValue(out.now, value);
      out.support("storeElement", start + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
    }
    afterStore(pc, pc + 1, key, value);
    out.label(done);
  }

  /** Writes a number without a box: in a list of numbers, or a field that has a value. */
  private void setNumber(int pc, int key, int value, Label done) {
    byte type = types.operand(out.now, value);
    if (type == TypeFlow.VALUE) {
      return;
    }
    Label isOther = new Label();
    if (type == TypeFlow.EITHER) {
      registers.pushReference(out.now, value);
      out.jump(Opcodes.IFNONNULL, isOther);
    }
    out.aload(registers.temporary(0));
    if (out.isText(key)) {
      pushHinted(pc, key);
      registers.pushDouble(out.now, value);
      out.support("replaceHinted", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "[IID)Z");
    } else {
      String keyType = pushKey(key);
      registers.pushDouble(out.now, value);
      out.support("storeNumber", "(" + Names.VALUE_TYPE + keyType + "D)Z");
    }
    out.jump(Opcodes.IFNE, done);
    out.label(isOther);
  }

  /** Goes on after a store, unless it was left, or there is something to do first. */
  private void afterStore(int pc, int next, int key, int value) {
    int answer = registers.temporaryInt(0);
    out.istore(answer);
    registers.loadFuel();
    out.iload(answer);
    Label done = new Label();
    if (key == NO_KEY || !types.isHandled(pc)) {
      out.jump(Opcodes.IFEQ, out.unhandled(pc));
    } else {
      Label written = new Label();
      out.jump(Opcodes.IFNE, written);
      handlers.store(pc, key, value);
      out.jump(done);
      out.label(written);
    }
    Label isDone = new Label();
    byte[] held = out.now.clone();
    types.transfer(held, pc);
    out.iload(answer);
    out.emit(Opcodes.ICONST_1);
    out.jump(Opcodes.IF_ICMPEQ, isDone);
    out.aload(registers.execution());
    out.iload(answer);
    out.support("afterStore", "(" + Names.EXECUTION_TYPE + "I)" + Names.VARARGS_TYPE);
    out.astore(registers.signal());
    out.jump(unit.exit(Kind.SIGNAL, next, false, out.live(pc, held), out.fuel + 1, 0, 0));
    out.label(isDone);
    out.checkDebt(next, out.live(next, held), out.fuel + 1);
    out.label(done);
  }

  void setList(int pc, int a, int b, int c) {
    int block = c != 0 ? c : Instruction.ax(code.instructions[pc + 1]);
    int next = c != 0 ? pc + 1 : pc + 2;
    int offset = (block - 1) * Opcode.FIELDS_PER_FLUSH;
    out.settleFuel();
    registers.storeFuel();
    out.aload(registers.execution());
    registers.pushRegister(out.now, a);
    out.pushArray(a + 1, b != 0 ? b : Openness.top(code, pc) - a - 1);
    if (b != 0) {
      out.pushNone();
    } else {
      out.aload(registers.open());
    }
    out.push(offset);
    out.support(
        "setList",
        "("
            + Names.EXECUTION_TYPE
            + Names.VALUE_TYPE
            + "["
            + Names.VALUE_TYPE
            + Names.VARARGS_TYPE
            + "I)I");
    afterStore(pc, next, NO_KEY, NO_KEY);
    out.done(pc);
    if (next != pc + 1) {
      out.jumpOver(pc, next);
    }
  }
}
