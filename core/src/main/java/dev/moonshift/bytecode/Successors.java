package dev.moonshift.bytecode;

/** Where control may go after an instruction. A test and the jump that follows it are one. */
public final class Successors {
  private static final int[] NONE = {};

  private Successors() {}

  /** Returns the places that may run next; none after a return. */
  public static int[] of(Code code, int pc) {
    int instruction = code.instructions[pc];
    switch (Instruction.opcode(instruction)) {
      case Opcode.JMP:
        return new int[] {pc + 1 + Instruction.sbx(instruction)};
      case Opcode.EQ:
      case Opcode.LT:
      case Opcode.LE:
      case Opcode.TEST:
      case Opcode.TESTSET:
        return new int[] {pc + 2, jumpTarget(code, pc)};
      case Opcode.LOADBOOL:
        return new int[] {pc + (Instruction.c(instruction) != 0 ? 2 : 1)};
      case Opcode.FORPREP:
        return new int[] {pc + 1 + Instruction.sbx(instruction)};
      case Opcode.FORLOOP:
      case Opcode.TFORLOOP:
        return new int[] {pc + 1, pc + 1 + Instruction.sbx(instruction)};
      case Opcode.RETURN:
        return NONE;
      case Opcode.LOADKX:
        return new int[] {pc + 2};
      case Opcode.SETLIST:
        return new int[] {pc + (Instruction.c(instruction) == 0 ? 2 : 1)};
      default:
        return new int[] {pc + 1};
    }
  }

  /** Returns where the jump after a test leads. */
  public static int jumpTarget(Code code, int test) {
    return test + 2 + Instruction.sbx(code.instructions[test + 1]);
  }
}
