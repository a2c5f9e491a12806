package dev.moonshift.compiler;

import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits where the results of a call go, and how the unit leaves if what it called has left. */
final class ResultWriter {
  private final Emitter out;
  private final Registers registers;
  private final int pc;
  private final int first;
  private final int wanted;

  /**
   * Begins.
   *
   * @param first where the first result goes
   * @param wanted how many are wanted; -1 for all, as an open list
   */
  ResultWriter(Emitter out, int pc, int first, int wanted) {
    this.out = out;
    registers = out.registers;
    this.pc = pc;
    this.first = first;
    this.wanted = wanted;
  }

  /** Puts what a unit answered where the instruction wants it, or leaves with its signal. */
  void takeAnswer() {
    boolean wantsNumber = out.types.isNumberWanted(pc);
    boolean wantsSeveral = wanted == 2 || wanted == 3;
    Label inWorker = new Label(); // where a unit leaves as many results as are wanted
    if (wantsNumber || wantsSeveral) {
      String signal = wantsNumber ? "NUMBER" : wanted == 2 ? "PAIR" : "TRIPLE";
      out.aload(registers.temporaryList());
      out.getStatic(Names.SIGNAL, signal, Names.type(Names.SIGNAL));
      out.jump(Opcodes.IF_ACMPEQ, inWorker);
    }
    Label settled = new Label();
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, settled);
    out.aload(registers.execution());
    out.aload(registers.temporaryList());
    registers.pushLevel();
    registers.pushHeight();
    out.support(
        "settle", "(" + Names.EXECUTION_TYPE + Names.VARARGS_TYPE + "II)" + Names.VARARGS_TYPE);
    out.astore(registers.temporaryList());
    out.aload(registers.temporaryList());
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, settled);
    out.aload(registers.temporaryList());
    leave();
    out.label(settled);
    registers.loadFuel();
    takeList(false);
    if (wantsNumber || wantsSeveral) {
      Label done = new Label();
      out.jump(done);
      out.label(inWorker);
      registers.loadFuel();
      if (wantsNumber) {
        out.aload(registers.execution());
        out.support("number", "(" + Names.EXECUTION_TYPE + ")D");
        registers.storeDouble(first);
      } else {
        takeOne(first, "first", "number");
        takeOne(first + 1, "second", "secondNumber");
        if (wanted == 3) {
          takeOne(first + 2, "third", "thirdNumber");
        }
      }
      out.label(done);
    }
  }

  private void takeOne(int r, String which, String number) {
    String value = "(" + Names.EXECUTION_TYPE + ")" + Names.VALUE_TYPE;
    out.aload(registers.execution());
    if (out.isEither(pc, r)) {
      out.support(which + "Reference", value);
      out.aload(registers.execution());
      out.support(number, "(" + Names.EXECUTION_TYPE + ")D");
      registers.storeEither(r);
    } else {
      out.support(which + "Result", value);
      registers.storeValue(r);
    }
  }

  /** Leaves with the signal on the JVM's stack, and waits for what was called. */
  void leave() {
    out.astore(registers.signal());
    registers.loadFuel();
    out.jump(out.exits.exit(Kind.SIGNAL, pc + 1, false, out.live(pc, out.now), 0, 0, 0));
  }

  /** Puts the results in the temporary for lists where the instruction wants them. */
  void takeList(boolean isNative) {
    if (out.types.isNumberWanted(pc)) {
      pushFirst();
      storeNumber(isNative);
    } else {
      spread();
    }
  }

  /** Pops a result that is wanted as a number; leaves behind the call if it is none. */
  void storeNumber(boolean isNative) {
    byte[] held = out.after(pc);
    held[first] = TypeFlow.VALUE;
    byte[] live = out.live(pc + 1, held);
    Label unexpected =
        out.exits.exit(Kind.FAILED, pc + 1, isNative, live, 0, pc, CodeTier.ANYTHING);
    registers.storeValue(first);
    registers.unboxValue(TypeFlow.DOUBLE, first, unexpected);
    registers.storeDouble(first);
  }

  private void pushFirst() {
    out.aload(registers.temporaryList());
    out.support("first", "(" + Names.VARARGS_TYPE + ")" + Names.VALUE_TYPE);
  }

  private void spread() {
    if (wanted < 0) {
      out.aload(registers.temporaryList());
      out.astore(registers.open());
    } else if (wanted == 1) {
      pushFirst();
      out.storeResult(pc, first);
    } else {
      for (int n = 0; n < wanted; n++) {
        out.aload(registers.temporaryList());
        out.push(n + 1);
        out.callVirtual(Names.VARARGS, "arg", "(I)" + Names.VALUE_TYPE);
        out.storeResult(pc, first + n);
      }
    }
  }
}
