package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Openness;
import org.objectweb.asm.Opcodes;

/** Emits returns, and what a function was given beyond its parameters. */
final class ReturnWriter {
  private final Emitter out;
  private final Code code;
  private final TypeFlow types;
  private final Registers registers;

  ReturnWriter(Emitter out) {
    this.out = out;
    code = out.code;
    types = out.types;
    registers = out.registers;
  }

  void varargs(int a, int wanted) {
    if (wanted < 0) {
      registers.pushVarargs();
      out.astore(registers.open());
    }
    for (int n = 0; n < wanted; n++) {
      if (n < types.extraCount()) {
        registers.move(code.registerCount + n, a + n);
      } else {
        registers.pushVararg(n);
        registers.storeValue(a + n);
      }
    }
  }

  void returns(int pc, int a, int b) {
    out.checkDebtAtReturn(pc);
    if (b == 0) {
      out.pushOpenList(pc, a, Openness.top(code, pc));
    }
    out.fuel++;
    out.settleFuel();
    out.isOpenEnded = false;
    if (out.inlined != null) {
      returnInline(out.inlined, a, b);
    } else {
      returnFromUnit(a, b);
    }
  }

  private void returnInline(InlinedCall call, int a, int b) {
    if (b == 0) {
      out.emit(Opcodes.POP); // it is in its temporary
      call.takeList();
    } else {
      call.takeResults(out, a, b - 1);
    }
  }

  private void returnFromUnit(int a, int b) {
    registers.storeFuel();
    out.closeUpvalues(1); // all of them
    switch (b) {
      case 0:
        break;
      case 1:
        out.pushNone();
        break;
      case 2:
        if (TypeFlow.isNumber(out.now[a])) {
          out.aload(registers.execution());
          registers.pushDouble(out.now, a);
          out.support("answer", "(" + Names.EXECUTION_TYPE + "D)" + Names.VARARGS_TYPE);
        } else {
          registers.pushRegister(out.now, a);
        }
        break;
      case 3:
        answer("answerTwo", a, 2);
        break;
      case 4:
        answer("answerThree", a, 3);
        break;
      default:
        out.pushList(a, b - 1);
    }
    out.emit(Opcodes.ARETURN);
  }

  private void answer(String how, int first, int count) {
    out.aload(registers.execution());
    for (int n = 0; n < count; n++) {
      registers.pushEither(out.now, first + n);
    }
    out.support(
        how,
        "("
            + Names.EXECUTION_TYPE
            + (Names.VALUE_TYPE + "D").repeat(count)
            + ")"
            + Names.VARARGS_TYPE);
  }
}
