package dev.moonshift.bytecode;

import java.util.BitSet;

/**
 * Which registers of a function may still be read: before each instruction, and while one waits for
 * what it called. The others hold what nobody will see again.
 *
 * <p>The usual backward data flow. Where it would take long, in huge functions and in knots of
 * jumps, every register is said to be live.
 *
 * <p><b>Threads.</b> Immutable.
 */
public final class LiveRegisters {
  /** In longer functions all registers are live: the analysis is not divided, and takes 1 ms. */
  private static final int MAX_INSTRUCTIONS = 4000;

  /** One round for each level of loops, and some: nobody nests more by hand. */
  private static final int MAX_ROUNDS = 20;

  private final Code code;
  private final int words; // for the registers before an instruction, 64 in each
  private final long[] before; // empty if all registers are live

  private LiveRegisters(Code code, int words, long[] before) {
    this.code = code;
    this.words = words;
    this.before = before;
  }

  /** Analyses a function. */
  static LiveRegisters of(Code code) {
    int count = code.instructions.length;
    int words = (code.registerCount + Long.SIZE - 1) / Long.SIZE;
    if (count <= MAX_INSTRUCTIONS) {
      LiveRegisters live = new LiveRegisters(code, words, new long[(count + 1) * words]);
      if (live.isStableAfter(MAX_ROUNDS)) {
        return live;
      }
    }
    return new LiveRegisters(code, words, new long[0]);
  }

  private boolean isStableAfter(int rounds) {
    int count = code.instructions.length;
    int[][] successors = new int[count][];
    long[] reads = new long[count * words];
    long[] kept = new long[count * words]; // what is not written
    for (int pc = 0; pc < count; pc++) {
      successors[pc] = Successors.of(code, pc);
      RegisterUse use = RegisterUse.of(code, pc);
      BitSet keeps = new BitSet(words * Long.SIZE);
      keeps.set(0, words * Long.SIZE);
      keeps.clear(use.firstWritten(), use.endWritten());
      put(use.reads(), reads, pc);
      put(keeps, kept, pc);
    }
    for (int round = 0; round < rounds; round++) {
      boolean isStable = true;
      for (int pc = count - 1; pc >= 0; pc--) {
        for (int w = 0; w < words; w++) {
          long after = 0;
          for (int next : successors[pc]) {
            int written = RegisterUse.writtenOnTheWay(code, pc, next);
            long there = before[next * words + w];
            after |= written >= 0 && written / Long.SIZE == w ? there & ~(1L << written) : there;
          }
          int at = pc * words + w;
          long now = after & kept[at] | reads[at];
          isStable &= now == before[at];
          before[at] = now;
        }
      }
      if (isStable) {
        return true;
      }
    }
    return false;
  }

  private void put(BitSet set, long[] target, int pc) {
    long[] bits = set.toLongArray();
    System.arraycopy(bits, 0, target, pc * words, Math.min(bits.length, words));
  }

  /** Whether a register may be read at or after an instruction before it is written. */
  public boolean isLiveBefore(int pc, int register) {
    return isSet(before(pc, register / Long.SIZE), register);
  }

  /**
   * Whether a register may be read after the results of a call are stored, and is not one of those
   * that they are stored in.
   *
   * @param pc the instruction that waits for the results
   */
  public boolean isLiveAcross(int pc, int register) {
    return isSet(across(pc, register / Long.SIZE), register);
  }

  /** Whether a word of {@link #before} or {@link #across} holds the bit of a register. */
  public static boolean isSet(long word, int register) {
    return (word >>> register & 1) != 0;
  }

  /** As {@link #isLiveBefore}, for 64 registers: those from {@code word * 64} on. */
  public long before(int pc, int word) {
    return before.length == 0 ? -1 : before[pc * words + word];
  }

  /** As {@link #isLiveAcross}, for 64 registers: those from {@code word * 64} on. */
  public long across(int pc, int word) {
    if (before.length == 0) {
      return -1;
    }
    long live = 0;
    for (int next : Successors.of(code, pc)) {
      live |= before(next, word);
    }
    RegisterUse use = RegisterUse.of(code, pc);
    // SELF has already put the object beside the place for the method
    boolean isSelf = Instruction.opcode(code.instructions[pc]) == Opcode.SELF;
    int endWritten = isSelf ? use.firstWritten() + 1 : use.endWritten();
    int first = word * Long.SIZE;
    int end = Math.min(endWritten, first + Long.SIZE);
    for (int register = Math.max(use.firstWritten(), first); register < end; register++) {
      live &= ~(1L << register);
    }
    return live;
  }
}
