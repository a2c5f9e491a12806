package dev.moonshift.vm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * The list part of a table as long as all its items are numbers: doubles without boxes, so that a
 * loop over them need not allocate.
 *
 * <p>Where there is no item there is {@link #ABSENT}, a NaN of its own. Any other NaN is stored as
 * {@link Double#NaN}, so no number of a script's or a host's can be taken for it.
 */
final class NumberList {
  /**
   * Tells the one NaN that means "no item" from all others: quiet, as processors may change a
   * signalling one, and with a payload that no arithmetic on ordinary NaNs comes to.
   */
  static final long ABSENT_BITS = 0x7ff8_6d6f_6f6e_0001L;

  /** Stands where there is no item. */
  static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

  /** No items. */
  static final double[] NONE = {};

  private NumberList() {}

  /** Makes a list without items. */
  static double[] ofSize(int size) {
    double[] made = new double[size];
    Arrays.fill(made, ABSENT);
    return made;
  }

  static boolean isAbsent(double item) {
    return Double.doubleToRawLongBits(item) == ABSENT_BITS;
  }

  /** A number as it is kept. */
  static double kept(double number) {
    return Double.isNaN(number) ? Double.NaN : number;
  }

  /** Returns an item as a value, or null if it is absent. */
  static @Nullable LuaValue value(double item) {
    return isAbsent(item) ? null : Numbers.valueOf(item);
  }

  /** Sets an item to a number or, with nil, removes it; false if it is something else. */
  static boolean set(double[] numbers, int i, LuaValue value) {
    if (value instanceof LuaNumber) {
      numbers[i] = kept(Numbers.toDouble(value));
      return true;
    }
    if (value == LuaValue.NIL) {
      numbers[i] = ABSENT;
      return true;
    }
    return false;
  }

  /** Writes some items as values, where there are none yet. */
  static void box(double[] numbers, int from, int to, @Nullable LuaValue[] values) {
    for (int i = from; i < to; i++) {
      if (values[i] == null) {
        values[i] = value(numbers[i]);
      }
    }
  }
}
