package dev.moonshift.bytecode;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which registers an instruction's successors may still read: at each place, the values that a
 * frame must keep.
 *
 * <p>The usual backward data flow over the instructions, repeated until nothing changes.
 */
public final class Liveness {
  private final Code code;
  private final BitSet[] before;

  private Liveness(Code code) {
    this.code = code;
    before = new BitSet[code.instructions.length + 1];
    for (int pc = 0; pc < before.length; pc++) {
      before[pc] = new BitSet(code.registerCount);
    }
  }

  /** Computes the liveness of every register at every instruction. */
  public static Liveness of(Code code) {
    Liveness liveness = new Liveness(code);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int pc = code.instructions.length - 1; pc >= 0; pc--) {
        changed |= liveness.update(pc);
      }
    }
    return liveness;
  }

  /** The registers that are read at or after an instruction before they are written. */
  public BitSet before(int pc) {
    return before[pc];
  }

  private boolean update(int pc) {
    BitSet live = new BitSet();
    for (int next : Successors.of(code, pc)) {
      int written = RegisterUse.writtenOnTheWay(code, pc, next);
      boolean isKept = written >= 0 && live.get(written);
      live.or(before[next]);
      if (written >= 0 && !isKept) {
        live.clear(written);
      }
    }
    RegisterUse.of(code, pc).apply(live);
    if (live.equals(before[pc])) {
      return false;
    }
    before[pc] = live;
    return true;
  }

  @Override
  public String toString() {
    return Arrays.toString(before);
  }
}
