package dev.moonshift.bytecode;

/** Open lists: values of a call or vararg that stand beyond the registers. */
public final class Openness {
  private Openness() {}

  /**
   * Returns the first register that is not an operand of the instruction that takes an open list;
   * -1 if the instruction takes none.
   */
  public static int top(Code code, int pc) {
    if (pc == 0 || pc >= code.instructions.length) {
      return -1;
    }
    int before = code.instructions[pc - 1];
    switch (Instruction.opcode(before)) {
      case Opcode.CALL:
        return Instruction.c(before) == 0 ? Instruction.a(before) : -1;
      case Opcode.VARARG:
        return Instruction.b(before) == 0 ? Instruction.a(before) : -1;
      case Opcode.TAILCALL:
        return Instruction.a(before);
      default:
        return -1;
    }
  }
}
