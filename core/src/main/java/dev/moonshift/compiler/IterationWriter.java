package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.vm.CodeTier;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Emits the steps of generic loops: over a table in place, by a Lua function as a call. What a
 * table gives needs no box.
 */
final class IterationWriter {
  private static final String ITERATOR_TYPE = Names.type(Names.ITERATOR);

  private final Emitter out;
  private final TypeFlow types;
  private final Registers registers;

  IterationWriter(Emitter out) {
    this.out = out;
    types = out.types;
    registers = out.registers;
  }

  /** Calls a loop's iterator for so many results; goes on behind the loop if there are none. */
  void step(int pc, int a, int count) {
    out.settleFuel();
    for (int n = 0; n < 2; n++) {
      registers.pushRegister(out.now, a + n);
      out.astore(registers.temporary(n));
    }
    if (types.inlined(pc) != null) {
      CallWriter.ofIterator(out, pc, a, count).writeInlinedIterator();
      return;
    }
    Label next = new Label();
    Label end = new Label();
    switch (types.callee(pc)) {
      case Code.NEXT:
        check("NEXT", out.failed(pc, CodeTier.NUMBERS));
        stepByKey(pc, a, count, end);
        break;
      case Code.INDEX_NEXT:
        check("INDEX_NEXT", out.failed(pc, CodeTier.NUMBERS));
        stepByIndex(pc, a, count, end);
        break;
      case 0:
        Label byIndex = new Label();
        Label byCall = new Label();
        check("NEXT", byIndex);
        stepByKey(pc, a, count, end);
        out.jump(next);
        out.label(byIndex);
        check("INDEX_NEXT", byCall);
        stepByIndex(pc, a, count, end);
        out.jump(next);
        out.label(byCall);
        call(pc, a, count);
        break;
      default:
        call(pc, a, count);
        return;
    }
    out.jump(next);
    out.label(end);
    registers.useFuel(2); // this instruction, and the test behind it
    out.convert(out.now, pc + 2);
    out.jump(out.label(pc + 2));
    out.label(next);
  }

  private void check(String iterator, Label otherwise) {
    out.aload(registers.temporary(0));
    out.getStatic(Names.ITERATOR, iterator, ITERATOR_TYPE);
    out.jump(Opcodes.IF_ACMPNE, otherwise);
  }

  private void call(int pc, int a, int count) {
    registers.pushRegister(out.now, a + 2);
    out.astore(registers.temporary(2));
    CallWriter.ofIterator(out, pc, a, count).writeIterator();
  }

  /** The pair after a key. */
  private void stepByKey(int pc, int a, int count, Label end) {
    int position = registers.position(a);
    pushTable();
    registers.pushEither(out.now, a + 2);
    out.iload(position);
    out.loopSupport("nextPosition", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + "DI)I");
    out.istore(position);
    out.iload(position);
    out.push(-1);
    out.jump(Opcodes.IF_ICMPLT, out.exit(pc));
    out.iload(position);
    out.jump(Opcodes.IFLT, end);
    pushTable();
    out.iload(position);
    out.loopSupport("keyAt", "(" + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
    out.iload(position);
    out.emit(Opcodes.ICONST_1);
    out.emit(Opcodes.IADD);
    out.emit(Opcodes.I2D);
    out.storeEither(pc, a + 3);
    if (count > 1) {
      Label isNumber = new Label();
      Label found = new Label();
      pushTable();
      out.iload(position);
      out.loopSupport("numberAt", "(" + Names.VALUE_TYPE + "I)D");
      goOnWithNumber(isNumber);
      pushTable();
      out.iload(position);
      out.loopSupport("valueAt", "(" + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
      takeValue(pc, a + 4, isNumber, found);
    }
    nilFrom(pc, a + 5, a + 3 + count);
  }

  /** The list item after an index. */
  private void stepByIndex(int pc, int a, int count, Label end) {
    int index = registers.temporaryInt(0);
    pushTable();
    if (out.now[a + 2] == TypeFlow.INT) {
      registers.pushInt(a + 2);
      out.loopSupport("indexAfter", "(" + Names.VALUE_TYPE + "I)I");
    } else {
      registers.pushRegister(out.now, a + 2);
      out.loopSupport("indexAfter", "(" + Names.VALUE_TYPE + Names.VALUE_TYPE + ")I");
    }
    out.istore(index);
    out.iload(index);
    out.jump(Opcodes.IFLT, out.exit(pc));
    Label isNumber = new Label();
    Label found = new Label();
    pushTable();
    out.iload(index);
    out.tableSupport("number", "(" + Names.VALUE_TYPE + "I)D");
    goOnWithNumber(isNumber);
    pushTable();
    out.iload(index);
    out.loopSupport("item", "(" + Names.VALUE_TYPE + "I)" + Names.VALUE_TYPE);
    out.astore(registers.temporary(3));
    out.aload(registers.temporary(3));
    out.pushNil();
    out.jump(Opcodes.IF_ACMPEQ, end);
    if (count > 1) {
      out.aload(registers.temporary(3));
      takeValue(pc, a + 4, isNumber, found);
    } else {
      out.label(isNumber);
    }
    out.iload(index);
    if (out.isEither(pc, a + 3)) {
      out.emit(Opcodes.I2D);
      out.dstore(registers.temporaryDouble(0));
      out.emit(Opcodes.ACONST_NULL);
      out.dload(registers.temporaryDouble(0));
      registers.storeEither(a + 3);
    } else {
      registers.storeInt(a + 3);
    }
    nilFrom(pc, a + 5, a + 3 + count);
  }

  private void pushTable() {
    out.aload(registers.temporary(1));
  }

  /** Pops a number, and jumps with it in its temporary unless it is absent. */
  private void goOnWithNumber(Label isNumber) {
    out.dstore(registers.temporaryDouble(0));
    out.dload(registers.temporaryDouble(0));
    out.tableSupport("isAbsent", "(D)Z");
    out.jump(Opcodes.IFEQ, isNumber);
  }

  /** Takes the value on the stack, or the number with which was jumped here. */
  private void takeValue(int pc, int r, Label isNumber, Label found) {
    out.jump(found);
    out.label(isNumber);
    out.emit(Opcodes.ACONST_NULL);
    out.label(found);
    out.dload(registers.temporaryDouble(0));
    out.storeEither(pc, r);
  }

  private void nilFrom(int pc, int from, int to) {
    for (int r = from; r < to; r++) {
      out.pushNil();
      out.storeResult(pc, r);
    }
  }

  /** Goes on with a loop unless its iterator has given nil. */
  void again(int pc, int a, int body) {
    Label end = new Label();
    out.fuel++;
    out.settleFuel();
    boolean mayEnd = !TypeFlow.isNumber(out.now[a + 1]);
    if (mayEnd) {
      registers.pushReference(out.now, a + 1);
      out.pushNil();
      out.jump(Opcodes.IF_ACMPEQ, end);
    }
    registers.move(a + 1, a);
    out.jump(pc, body);
    if (mayEnd) {
      out.label(end);
      out.jumpOver(pc, pc + 1);
    }
  }
}
