package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * The value of a field that compiled code has set to a number: changed in place, where a box would
 * be made anew each time.
 *
 * <p>It belongs to one entry of one table, and nobody else may get hold of it: whoever reads the
 * entry gets the number, boxed as ever ({@link #reveal}). Keys that can move to a table's list part
 * have none.
 */
final class NumberCell extends LuaNumber {
  double value;

  NumberCell(double value) {
    this.value = value;
  }

  /** What an entry's value is to others. */
  static @Nullable LuaValue reveal(@Nullable LuaValue value) {
    return value instanceof NumberCell ? Numbers.valueOf(((NumberCell) value).value) : value;
  }

  /** The number that an entry's value is; absent if it is none. */
  static double number(@Nullable LuaValue value) {
    if (value instanceof NumberCell) {
      return ((NumberCell) value).value;
    }
    return value instanceof LuaNumber ? Numbers.toDouble(value) : NumberList.ABSENT;
  }

  @Override
  public double todouble() {
    return value;
  }

  @Override
  public int toint() {
    return (int) value;
  }
}
