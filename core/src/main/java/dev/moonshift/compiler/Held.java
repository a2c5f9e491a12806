package dev.moonshift.compiler;

import dev.moonshift.vm.UnitExit;
import java.util.BitSet;

/**
 * Which registers hold a value, an int or a double at some exit of a unit.
 *
 * @param eithers those that hold both a value and a double, of which one counts
 */
record Held(BitSet values, BitSet integers, BitSet numbers, BitSet eithers) {
  static Held of(Iterable<UnitExit> exits) {
    Held held = new Held(new BitSet(), new BitSet(), new BitSet(), new BitSet());
    for (UnitExit exit : exits) {
      byte[] shape = exit.shape();
      for (int r = 0; r < shape.length; r++) {
        switch (shape[r]) {
          case TypeFlow.VALUE:
            held.values.set(r);
            break;
          case TypeFlow.INT:
            held.integers.set(r);
            break;
          case TypeFlow.DOUBLE:
            held.numbers.set(r);
            break;
          case TypeFlow.EITHER:
            held.values.set(r);
            held.numbers.set(r);
            held.eithers.set(r);
            break;
          default:
        }
      }
    }
    return held;
  }

  /** How many words they take as arguments. */
  int words() {
    return values.cardinality() + integers.cardinality() + 2 * numbers.cardinality();
  }
}
