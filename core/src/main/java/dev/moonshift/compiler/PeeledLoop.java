package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * The loop that a unit enters in its middle, where other loops are around it. Its instructions are
 * written twice: once for the way in, and once where it is entered from the loops around it. With
 * one copy, these would have no entry but through the inner loop, and the JVM would take them all
 * for one.
 *
 * @param first the loop's first instruction
 * @param last its backward jump
 */
record PeeledLoop(int first, int last) {
  /** Longer loops are not written twice: the JVM inlines only so much in one method. */
  private static final int MAX_LENGTH = 24;

  /** Returns the loop around an entry if it is short and itself in a loop; else null. */
  static @Nullable PeeledLoop around(Code code, int entry) {
    int first = -1;
    int last = -1;
    int loops = 0;
    for (int pc = entry; entry > 0 && pc < code.instructions.length; pc++) {
      int header = header(code, pc);
      if (header <= entry) {
        loops++;
        if (loops == 1) {
          first = header;
          last = pc;
        } else if (header == first) {
          loops--; // one more jump to the beginning of the same loop
          last = pc;
        }
      }
    }
    return loops > 1 && last - first < MAX_LENGTH ? new PeeledLoop(first, last) : null;
  }

  /** Where an instruction jumps back to; a large number if it does not. */
  static int header(Code code, int pc) {
    int i = code.instructions[pc];
    switch (Instruction.opcode(i)) {
      case Opcode.JMP:
      case Opcode.FORLOOP:
      case Opcode.TFORLOOP:
        int to = pc + 1 + Instruction.sbx(i);
        return to <= pc ? to : Integer.MAX_VALUE;
      default:
        return Integer.MAX_VALUE;
    }
  }

  /** Whether an instruction belongs to it. */
  boolean contains(int pc) {
    return pc >= first && pc <= last;
  }
}
