package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.RegisterUse;
import dev.moonshift.bytecode.Successors;
import java.util.BitSet;
import org.luaj.vm2.LuaNumber;

/**
 * Where a register is wanted as a number: on some way from there, what is done with it next is
 * arithmetic or a comparison of order, and nothing before needs it as a value. A backward data
 * flow.
 *
 * <p>A value that is read and then calculated with is unboxed where it is read, and a result of a
 * call is never boxed.
 */
final class NumberDemand {
  private final Code code;
  private final int[] instructions;
  private final byte[] callees;
  private final BitSet[] wanted; // before each instruction

  /**
   * Runs the data flow.
   *
   * @param instructions the code's, as they are compiled
   * @param callees what calls are expected to call
   */
  NumberDemand(Code code, int[] instructions, byte[] callees) {
    this.code = code;
    this.instructions = instructions;
    this.callees = callees;
    int length = instructions.length;
    wanted = new BitSet[length + 1];
    for (int pc = 0; pc <= length; pc++) {
      wanted[pc] = new BitSet();
    }
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (int pc = length - 1; pc >= 0; pc--) {
        if (Instruction.opcode(instructions[pc]) == Opcode.EXTRAARG) {
          continue;
        }
        BitSet before = before(pc);
        if (!before.equals(wanted[pc])) {
          wanted[pc] = before;
          isChanged = true;
        }
      }
    }
  }

  /** Whether a register is wanted as a number before an instruction. */
  boolean isWanted(int pc, int register) {
    return wanted[pc].get(register);
  }

  private BitSet before(int pc) {
    BitSet flow = new BitSet();
    for (int next : Successors.of(code, pc)) {
      flow.or(wanted[next]);
    }
    int i = instructions[pc];
    int a = Instruction.a(i);
    int b = Instruction.b(i);
    int c = Instruction.c(i);
    RegisterUse use = RegisterUse.of(code, pc, instructions[pc]);
    switch (Instruction.opcode(i)) {
      case Opcode.MOVE:
        boolean isPassedOn = flow.get(a);
        flow.clear(a);
        if (isPassedOn) {
          flow.set(b);
        }
        return flow;
      case Opcode.ADD:
      case Opcode.SUB:
      case Opcode.MUL:
      case Opcode.DIV:
      case Opcode.MOD:
      case Opcode.POW:
        flow.clear(a);
        if (!isText(b) && !isText(c)) {
          want(flow, b);
          want(flow, c);
        }
        return flow;
      case Opcode.UNM:
        flow.clear(a);
        flow.set(b);
        return flow;
      case Opcode.FORPREP:
      case Opcode.FORLOOP:
        flow.clear(a + 3);
        flow.set(a, a + 3);
        return flow;
      case Opcode.LT: // more often of numbers than of texts
      case Opcode.LE:
        if (!isText(b) && !isText(c)) {
          want(flow, b);
          want(flow, c);
        }
        return flow;
      case Opcode.CALL:
        flow.clear(use.firstWritten(), use.endWritten());
        flow.andNot(use.reads());
        if (callees[pc] == Code.NUMERIC) {
          flow.set(a + 1, a + b);
        }
        return flow;
      case Opcode.EQ: // all the same to it
        return flow;
      case Opcode.RETURN: // can pass a single number on as it is
        if (b != 2) {
          flow.andNot(use.reads());
        }
        return flow;
      case Opcode.GETTABLE: // a key may be of any kind
        flow.clear(a);
        flow.clear(b);
        return flow;
      case Opcode.SETTABLE: // and so may what is stored
        flow.clear(a);
        return flow;
      default:
        flow.clear(use.firstWritten(), use.endWritten());
        flow.andNot(use.reads());
        return flow;
    }
  }

  private static void want(BitSet flow, int rk) {
    if (!Instruction.isConstant(rk)) {
      flow.set(rk);
    }
  }

  private boolean isNumber(int rk) {
    return Instruction.isConstant(rk)
        && code.constants[Instruction.constantIndex(rk)] instanceof LuaNumber;
  }

  private boolean isText(int rk) {
    return Instruction.isConstant(rk) && !isNumber(rk);
  }
}
