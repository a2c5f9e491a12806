package dev.moonshift.compiler;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits the arguments of a call as a function's code expects them: numbers without boxes. */
final class ArgumentWriter {
  private final Emitter out;
  private final Registers registers;
  private final int first;
  private final int given;

  /** The arguments in so many registers from one on. */
  ArgumentWriter(Emitter out, int first, int given) {
    this.out = out;
    registers = out.registers;
    this.first = first;
    this.given = given;
  }

  /** Jumps if an argument is not what is expected of it; one that is missing is nil. */
  void check(byte[] wanted, Label otherwise) {
    for (int p = 0; p < wanted.length; p++) {
      byte held = p < given ? out.now[first + p] : TypeFlow.VALUE;
      if (!TypeFlow.isNumber(wanted[p]) || held == TypeFlow.INT) {
        continue;
      }
      if (held == TypeFlow.DOUBLE) {
        if (wanted[p] == TypeFlow.INT) {
          registers.pushDouble(out.now, first + p);
          out.support("isInt", "(D)Z");
          out.jump(Opcodes.IFEQ, otherwise);
        }
      } else if (held == TypeFlow.EITHER) {
        registers.pushEither(out.now, first + p);
        String check = wanted[p] == TypeFlow.INT ? "isInt" : "isNumber";
        out.support(check, "(" + Names.VALUE_TYPE + "D)Z");
        out.jump(Opcodes.IFEQ, otherwise);
      } else {
        registers.pushRegister(out.now, first + p);
        out.instanceOf(wanted[p] == TypeFlow.INT ? Names.INTEGER : Names.NUMBER);
        out.jump(Opcodes.IFEQ, otherwise);
      }
    }
  }

  /** Pushes the arguments, which fit; those that are missing are nil. */
  void push(byte[] wanted) {
    for (int p = 0; p < wanted.length; p++) {
      if (p < given) {
        push(wanted[p], first + p);
      } else {
        out.pushNil();
      }
    }
  }

  private void push(byte wanted, int r) {
    byte held = out.now[r];
    if (!TypeFlow.isNumber(wanted)) {
      registers.pushRegister(out.now, r);
    } else if (held == TypeFlow.EITHER) {
      registers.pushEither(out.now, r);
      out.support("toDouble", "(" + Names.VALUE_TYPE + "D)D");
      if (wanted == TypeFlow.INT) {
        out.emit(Opcodes.D2I);
      }
    } else if (wanted == TypeFlow.INT) {
      if (held == TypeFlow.INT) {
        registers.pushInt(r);
      } else if (held == TypeFlow.DOUBLE) {
        registers.pushDouble(out.now, r);
        out.emit(Opcodes.D2I);
      } else {
        registers.pushRegister(out.now, r);
        registers.unboxInt();
      }
    } else if (TypeFlow.isNumber(held)) {
      registers.pushDouble(out.now, r);
    } else {
      registers.pushRegister(out.now, r);
      registers.unboxDouble();
    }
  }
}
