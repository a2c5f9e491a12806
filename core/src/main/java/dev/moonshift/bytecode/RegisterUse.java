package dev.moonshift.bytecode;

import java.util.BitSet;

/**
 * Which registers an instruction reads and writes.
 *
 * @param reads the registers it reads
 * @param firstWritten the first register it writes
 * @param endWritten the register after the last that it writes; equal to the first if it writes
 *     none
 */
public record RegisterUse(BitSet reads, int firstWritten, int endWritten) {
  /** Returns the use of one instruction. */
  public static RegisterUse of(Code code, int pc) {
    return of(code, pc, code.instructions[pc]);
  }

  /** Returns the use of an instruction that stands in place of another one. */
  public static RegisterUse of(Code code, int pc, int i) {
    int a = Instruction.a(i);
    int b = Instruction.b(i);
    int c = Instruction.c(i);
    BitSet reads = new BitSet(code.registerCount);
    switch (Instruction.opcode(i)) {
      case Opcode.MOVE:
      case Opcode.UNM:
      case Opcode.NOT:
      case Opcode.LEN:
        reads.set(b);
        return writes(reads, a, 1);
      case Opcode.LOADK:
      case Opcode.LOADKX:
      case Opcode.LOADBOOL:
      case Opcode.GETUPVAL:
      case Opcode.NEWTABLE:
        return writes(reads, a, 1);
      case Opcode.CLOSURE:
        for (var captured : code.prototype.p[Instruction.bx(i)].upvalues) {
          if (captured.instack && captured.idx != a) { // a local function may name itself
            reads.set(captured.idx);
          }
        }
        return writes(reads, a, 1);
      case Opcode.LOADNIL:
        return writes(reads, a, b + 1);
      case Opcode.GETTABUP:
        operand(reads, c);
        return writes(reads, a, 1);
      case Opcode.GETTABLE:
        reads.set(b);
        operand(reads, c);
        return writes(reads, a, 1);
      case Opcode.SELF:
        reads.set(b);
        operand(reads, c);
        return writes(reads, a, 2);
      case Opcode.SETTABUP:
        operand(reads, b);
        operand(reads, c);
        return writes(reads, 0, 0);
      case Opcode.SETUPVAL:
        reads.set(a);
        return writes(reads, 0, 0);
      case Opcode.SETTABLE:
        reads.set(a);
        operand(reads, b);
        operand(reads, c);
        return writes(reads, 0, 0);
      case Opcode.ADD:
      case Opcode.SUB:
      case Opcode.MUL:
      case Opcode.DIV:
      case Opcode.MOD:
      case Opcode.POW:
        operand(reads, b);
        operand(reads, c);
        return writes(reads, a, 1);
      case Opcode.CONCAT:
        reads.set(b, c + 1);
        return writes(reads, a, 1);
      case Opcode.EQ:
      case Opcode.LT:
      case Opcode.LE:
        operand(reads, b);
        operand(reads, c);
        return writes(reads, 0, 0);
      case Opcode.TEST:
        reads.set(a);
        return writes(reads, 0, 0);
      case Opcode.TESTSET:
        reads.set(b);
        return writes(reads, 0, 0); // and R(a) on one way, see below
      case Opcode.CALL:
        reads.set(a, a + Math.max(1, b));
        openOperands(code, pc, a, b, reads);
        return writes(reads, a, Math.max(0, c - 1));
      case Opcode.TAILCALL:
        reads.set(a, a + Math.max(1, b));
        openOperands(code, pc, a, b, reads);
        return writes(reads, 0, 0);
      case Opcode.RETURN:
        if (b > 1) {
          reads.set(a, a + b - 1);
        }
        openOperands(code, pc, a, b, reads);
        return writes(reads, 0, 0);
      case Opcode.FORLOOP:
        reads.set(a, a + 3);
        return writes(reads, a + 3, 1); // and where the loop ends it is out of scope
      case Opcode.FORPREP:
        reads.set(a, a + 3);
        return writes(reads, a, 1);
      case Opcode.TFORCALL:
        reads.set(a, a + 3);
        return writes(reads, a + 3, c);
      case Opcode.TFORLOOP:
        reads.set(a + 1);
        return writes(reads, a, 1); // and where the loop ends it is out of scope
      case Opcode.SETLIST:
        reads.set(a, a + Math.max(0, b) + 1);
        openOperands(code, pc, a, b, reads);
        return writes(reads, 0, 0);
      case Opcode.VARARG:
        return writes(reads, a, Math.max(0, b - 1));
      default: // JMP, EXTRAARG
        return writes(reads, 0, 0);
    }
  }

  /**
   * The operands of an instruction that takes all values "up to top": the instruction before it has
   * set the top, and left the rest outside the registers.
   */
  private static void openOperands(Code code, int pc, int a, int b, BitSet reads) {
    if (b == 0) {
      int top = Instruction.a(code.instructions[pc - 1]);
      if (top > a) {
        reads.set(a, top);
      }
    }
  }

  private static void operand(BitSet reads, int operand) {
    if (!Instruction.isConstant(operand)) {
      reads.set(operand);
    }
  }

  private static RegisterUse writes(BitSet reads, int first, int count) {
    return new RegisterUse(reads, first, first + count);
  }

  /** Returns the register that an instruction writes only on its way to another; -1 for none. */
  public static int writtenOnTheWay(Code code, int pc, int next) {
    int i = code.instructions[pc];
    return Instruction.opcode(i) == Opcode.TESTSET && next != pc + 2 ? Instruction.a(i) : -1;
  }

  /** Turns what is live after the instruction into what is live before it. */
  void apply(BitSet live) {
    live.clear(firstWritten, endWritten);
    live.or(reads);
  }
}
