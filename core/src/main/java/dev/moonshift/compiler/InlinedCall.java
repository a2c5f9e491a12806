package dev.moonshift.compiler;

import dev.moonshift.vm.UnitExit.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * A call in whose place the callee's code is written: where its results go, and how it leaves. The
 * callee becomes a frame first, and then the caller, which waits for it: as if a unit had been
 * called.
 */
final class InlinedCall {
  private final Emitter out;
  private final ResultWriter results;
  private final Registers registers;
  private final int pc;
  private final int first;
  private final int wanted;
  private final byte[] after;
  private final Label done = new Label();
  private final Label left;
  private final int signal;

  /**
   * Begins.
   *
   * @param out the caller
   * @param results the call's
   * @param first where the first result goes
   * @param wanted how many are wanted; -1 for all, as an open list
   */
  InlinedCall(Emitter out, ResultWriter results, int pc, int first, int wanted) {
    this.out = out;
    this.results = results;
    this.pc = pc;
    this.first = first;
    this.wanted = wanted;
    registers = out.registers;
    after = out.after(pc);
    left = out.exits.exit(Kind.SIGNAL, pc + 1, false, out.live(pc, out.now), 0, 0, 0);
    signal = registers.signal();
  }

  /** Writes where all ways of the callee go on. */
  void end() {
    out.label(done);
  }

  /** The callee has left with the signal on the JVM's stack: so does the caller. */
  void leave() {
    out.astore(signal);
    registers.loadFuel();
    out.jump(left);
  }

  /** Goes on behind the call with what the callee returns: the registers from one on. */
  void takeResults(Emitter inner, int from, int count) {
    if (wanted < 0) {
      pushList(inner, from, count);
      out.astore(registers.open());
    }
    for (int n = 0; n < wanted; n++) {
      if (n < count) {
        take(inner, from + n, first + n);
      } else {
        out.pushNil();
        out.storeResult(pc, first + n);
      }
    }
    out.jump(done);
  }

  /** Goes on behind the call with the results in the temporary for lists. */
  void takeList() {
    results.takeList(false);
    out.jump(done);
  }

  /** Goes on behind the call with what a unit answered that took the callee's place. */
  void takeAnswer() {
    results.takeAnswer();
    out.jump(done);
  }

  private static void pushList(Emitter inner, int from, int count) {
    if (count == 0) {
      inner.pushNone();
    } else if (count == 1) {
      inner.registers.pushRegister(inner.now, from);
    } else {
      inner.pushList(from, count);
    }
  }

  /** Moves a register of the callee's to one of the caller's. */
  private void take(Emitter inner, int from, int to) {
    byte held = inner.now[from];
    switch (after[to]) {
      case TypeFlow.INT:
        inner.registers.pushInt(from);
        registers.storeInt(to);
        break;
      case TypeFlow.DOUBLE:
        if (held == TypeFlow.EITHER) {
          takeEitherAsNumber(inner, from, to);
        } else if (TypeFlow.isNumber(held)) {
          inner.registers.pushDouble(inner.now, from);
          registers.storeDouble(to);
        } else {
          inner.registers.pushRegister(inner.now, from);
          results.storeNumber(false);
        }
        break;
      case TypeFlow.EITHER:
        inner.registers.pushEither(inner.now, from);
        registers.storeEither(to);
        break;
      default:
        inner.registers.pushRegister(inner.now, from);
        registers.storeValue(to);
    }
  }

  private void takeEitherAsNumber(Emitter inner, int from, int to) {
    Label isBoxed = new Label();
    Label taken = new Label();
    inner.registers.pushReference(inner.now, from);
    out.jump(Opcodes.IFNONNULL, isBoxed);
    inner.registers.pushDouble(inner.now, from);
    registers.storeDouble(to);
    out.jump(taken);
    out.label(isBoxed);
    inner.registers.pushReference(inner.now, from);
    results.storeNumber(false);
    out.label(taken);
  }
}
