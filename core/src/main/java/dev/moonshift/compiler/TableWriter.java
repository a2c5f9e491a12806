package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.FieldSite;
import dev.moonshift.vm.UnitExit;
import dev.moonshift.vm.UnitExit.Kind;
import dev.moonshift.vm.Units;
import org.luaj.vm2.LuaValue;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits what reads and writes tables. */
final class TableWriter {
  private final Emitter out;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;
  private final HandlerWriter handlers;

  /** The local that holds the table, or what is taken for one. */
  private int object;

  TableWriter(Emitter out, HandlerWriter handlers) {
    this.out = out;
    this.handlers = handlers;
    code = out.code;
    types = out.types;
    registers = out.registers;
  }

  /** Says that what follows is about the value in a register. */
  void on(int pc, int r) {
    if (out.now[r] == TypeFlow.VALUE && !types.isHandled(pc)) {
      object = registers.value(r);
    } else {
      registers.pushRegister(out.now, r);
      onStack();
    }
  }

  /** As above, about the value on the JVM's stack, which goes to temporary 0. */
  void onStack() {
    object = registers.temporary(0);
    out.astore(object);
  }

  /** Reads a field into a register. */
  void get(int pc, int a, int key) {
    byte type = out.now[a] == TypeFlow.SHARED ? TypeFlow.VALUE : types.read(pc);
    if (type == TypeFlow.VALUE) {
      get(pc, key);
      registers.storeValue(a);
      return;
    }
    out.aload(object);
    boolean isField = out.isText(key);
    String keyType = pushKey(pc, key);
    out.tableSupport(isField ? "hintedNumber" : "number", "(" + Names.VALUE_TYPE + keyType + ")D");
    if (type == TypeFlow.DOUBLE && !types.isHandled(pc)) {
      getNumber(pc, key);
      registers.storeDouble(a);
      return;
    }
    int number = registers.temporaryDouble(0);
    Label isNumber = new Label();
    Label done = new Label();
    out.dstore(number);
    out.dload(number);
    out.tableSupport("isAbsent", "(D)Z");
    out.jump(Opcodes.IFEQ, isNumber);
    get(pc, key, isField);
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

  /**
   * Goes on with the number on the stack or, if it is absent, looks again; leaves if it is none.
   */
  private void getNumber(int pc, int key) {
    Label isNumber = new Label();
    goOnUnlessAbsent(isNumber);
    out.aload(registers.execution());
    out.aload(object);
    String keyType = pushKey(pc, key);
    boolean isIndex = TypeFlow.isNumber(types.operand(out.now, key));
    out.tableSupport(
        out.isText(key) ? "field" : isIndex ? "item" : "element",
        "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE + keyType + ")" + Names.VALUE_TYPE);
    out.astore(registers.temporary(2));
    registers.unbox(TypeFlow.DOUBLE, registers.temporary(2), out.failed(pc, CodeTier.ANYTHING));
    out.label(isNumber);
  }

  /** Jumps with the number on the stack; takes it away if it is absent. */
  private void goOnUnlessAbsent(Label isNumber) {
    out.emit(Opcodes.DUP2);
    out.tableSupport("isAbsent", "(D)Z");
    out.jump(Opcodes.IFEQ, isNumber);
    out.emit(Opcodes.POP2);
  }

  /** Pushes a field's site, or another key without making a box; returns its type for the JVM. */
  private String pushKey(int pc, int key) {
    if (out.isText(key)) {
      LuaValue text = registers.constant(key);
      FieldSite site = new FieldSite(text, Units.keyBit(text), code.slotHints, pc);
      out.pushConstant(site, Names.SITE_TYPE);
      return Names.SITE_TYPE;
    }
    return pushKey(key);
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

  /** Reads a field, and leaves the value on the stack. */
  void get(int pc, int key) {
    get(pc, key, Instruction.opcode(types.instruction(pc)) == Opcode.SELF);
  }

  /**
   * As above.
   *
   * @param isElsewhere whether the value is hardly ever where a hint says
   */
  private void get(int pc, int key, boolean isElsewhere) {
    Label found = new Label();
    boolean isMethod =
        Instruction.opcode(types.instruction(pc)) == Opcode.SELF
            && out.isText(key)
            && Units.keyBit(registers.constant(key)) != 0;
    if (isMethod || out.isText(key) && !isElsewhere) {
      out.aload(object);
      String keyType = pushKey(pc, key);
      out.tableSupport(
          isMethod ? "hintedMethod" : "hintedField",
          "(" + Names.VALUE_TYPE + keyType + ")" + Names.VALUE_TYPE);
      out.astore(registers.temporary(1));
      out.aload(registers.temporary(1));
      out.jump(Opcodes.IFNONNULL, found);
    } else if (TypeFlow.isNumber(types.operand(out.now, key))) {
      out.aload(object);
      out.tableSupport("listItem", "(" + Names.VALUE_TYPE + pushKey(key) + ")" + Names.VALUE_TYPE);
      out.astore(registers.temporary(1));
      out.aload(registers.temporary(1));
      out.jump(Opcodes.IFNONNULL, found);
    }
    out.aload(registers.execution());
    out.aload(object);
    String start = "(" + Names.EXECUTION_TYPE + Names.VALUE_TYPE;
    if (out.isText(key)) {
      out.tableSupport("field", start + pushKey(pc, key) + ")" + Names.VALUE_TYPE);
    } else if (TypeFlow.isNumber(types.operand(out.now, key))) {
      out.tableSupport("item", start + pushKey(key) + ")" + Names.VALUE_TYPE);
    } else {
      registers.pushValue(out.now, key);
      out.tableSupport("element", start + Names.VALUE_TYPE + ")" + Names.VALUE_TYPE);
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

  /** Writes a field. */
  void set(int pc, int key, int value) {
    out.settleFuel();
    Label done = new Label();
    setNumber(pc, key, value, done);
    byte keyType = types.operand(out.now, key);
    byte type = types.operand(out.now, value);
    if (type == TypeFlow.VALUE && (out.isText(key) || TypeFlow.isNumber(keyType))) {
      out.aload(object);
      String pushed = pushKey(pc, key);
      registers.pushValue(out.now, value);
      out.tableSupport(
          out.isText(key) ? "replaceHinted" : "replaceItem",
          "(" + Names.VALUE_TYPE + pushed + Names.VALUE_TYPE + ")Z");
      out.jump(Opcodes.IFNE, done);
    }
    out.aload(registers.execution());
    out.iload(registers.fuel());
    out.aload(object);
    String start = "(" + Names.EXECUTION_TYPE + "I" + Names.VALUE_TYPE;
    String end = ")" + Names.VARARGS_TYPE;
    if (out.isText(key) && TypeFlow.isNumber(type)) {
      String pushed = pushKey(pc, key);
      registers.pushDouble(out.now, value);
      out.tableSupport("storeField", start + pushed + "D" + end);
    } else if (out.isText(key) || TypeFlow.isNumber(keyType)) {
      String pushed = pushKey(pc, key);
      registers.pushValue(out.now, value);
      out.tableSupport(
          out.isText(key) ? "storeField" : "storeItem", start + pushed + Names.VALUE_TYPE + end);
    } else {
      registers.pushValue(out.now, key);
      registers.pushValue(out.now, value);
      out.tableSupport("storeElement", start + Names.VALUE_TYPE.repeat(2) + end);
    }
    afterStore(pc, key, value);
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
    out.aload(object);
    String pushed = pushKey(pc, key);
    registers.pushDouble(out.now, value);
    out.tableSupport(
        out.isText(key) ? "changeNumber" : "storeNumber", "(" + Names.VALUE_TYPE + pushed + "D)Z");
    out.jump(Opcodes.IFNE, done);
    out.label(isOther);
  }

  /** Goes on after a store, unless it was left, or there is something to do first. */
  private void afterStore(int pc, int key, int value) {
    boolean isExpected = types.expectation(pc) == CodeTier.ANYTHING;
    Label leave =
        out.exits.exit(
            Kind.STORE,
            pc,
            false,
            out.live(pc, out.now),
            out.fuel,
            pc,
            isExpected ? UnitExit.AS_EXPECTED : CodeTier.ANYTHING);
    out.astore(registers.signal());
    registers.loadFuel();
    out.aload(registers.signal());
    if (!types.isHandled(pc)) {
      out.jump(Opcodes.IFNONNULL, leave);
      return;
    }
    Label done = new Label();
    out.jump(Opcodes.IFNULL, done);
    out.aload(registers.signal());
    out.getStatic(Names.SIGNAL, "LEFT", Names.type(Names.SIGNAL));
    out.jump(Opcodes.IF_ACMPNE, leave);
    handlers.store(pc, key, value);
    out.label(done);
  }

  void setList(int pc, int a, int b, int c) {
    int block = c != 0 ? c : Instruction.ax(types.instruction(pc + 1));
    int next = c != 0 ? pc + 1 : pc + 2;
    int offset = (block - 1) * Opcode.FIELDS_PER_FLUSH;
    out.settleFuel();
    out.aload(registers.execution());
    out.iload(registers.fuel());
    registers.pushRegister(out.now, a);
    out.pushArray(a + 1, b != 0 ? b : Openness.top(code, pc) - a - 1);
    if (b != 0) {
      out.pushNone();
    } else {
      out.aload(registers.open());
    }
    out.push(offset);
    out.tableSupport(
        "setList",
        "("
            + Names.EXECUTION_TYPE
            + "I"
            + Names.VALUE_TYPE
            + "["
            + Names.VALUE_TYPE
            + Names.VARARGS_TYPE
            + "I)"
            + Names.VARARGS_TYPE);
    out.astore(registers.signal());
    registers.loadFuel();
    byte[] held = out.liveAfter(pc, next);
    out.aload(registers.signal());
    out.jump(Opcodes.IFNONNULL, out.exits.exit(Kind.SIGNAL, next, false, held, out.fuel + 1, 0, 0));
    out.checkDebt(next, held, out.fuel + 1);
    out.done(pc);
    if (next != pc + 1) {
      out.jumpOver(pc, next);
    }
  }
}
