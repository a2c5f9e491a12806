package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/**
 * What compiled code calls in loops: those that count, and those over tables by {@code pairs},
 * {@code next} and {@code ipairs}.
 */
final class LoopSupport {
  /** Not for compiled code to say. */
  private static final int ELSEWHERE = -2;

  private LoopSupport() {}

  /**
   * Where {@code next} goes on after a key: a position; -1 at the end; less if it is not for
   * compiled code to say.
   *
   * @param key null for a number without a box
   * @param last the position of the key, probably
   */
  static int nextPosition(LuaValue object, @Nullable LuaValue key, double number, int last) {
    if (!(object instanceof Table) || key != null && LongKey.isLong(key)) {
      return ELSEWHERE;
    }
    Table table = (Table) object;
    int from = table.positionAfter(key == null ? Numbers.valueOf(number) : key, last);
    if (from < 0) {
      return ELSEWHERE;
    }
    int position = table.nextPosition(from, Table.MAX_CROSSED);
    return Table.reached(position) >= 0 ? ELSEWHERE : position;
  }

  /** The key at a position; null if it is the index {@code position + 1}. */
  static @Nullable LuaValue keyAt(LuaValue table, int position) {
    return ((Table) table).hasIndexAt(position) ? null : ((Table) table).keyAt(position);
  }

  /** The value at a position, if it is a number without a box; else absent. */
  static double numberAt(LuaValue table, int position) {
    return ((Table) table).numberAt(position);
  }

  static LuaValue valueAt(LuaValue table, int position) {
    return ((Table) table).valueAt(position);
  }

  /** The index after the last one; -1 if that is no int, or the table none of ours. */
  static int indexAfter(LuaValue object, LuaValue last) {
    return object instanceof Table && last instanceof LuaInteger
        ? indexAfter(object, last.toint())
        : -1;
  }

  static int indexAfter(LuaValue object, int last) {
    return object instanceof Table && last >= 0 && last < Integer.MAX_VALUE ? last + 1 : -1;
  }

  /** The item of a list. */
  static LuaValue item(LuaValue list, int index) {
    return ((Table) list).raw(index);
  }

  /** A loop's limit as an int that ends it at the same place. */
  static int intLimit(double limit, int step) {
    if (Double.isNaN(limit)) {
      return step > 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    return (int) (step > 0 ? Math.floor(limit) : Math.ceil(limit)); // casts saturate
  }

  /** Whether a limit that is not a number would never let a loop run; else it can be an int. */
  static boolean isIntLimit(double limit) {
    return limit > Integer.MIN_VALUE && limit < Integer.MAX_VALUE;
  }

  static boolean isLoopOver(int counter, int limit, int step) {
    long next = (long) counter + step;
    return step > 0 ? next > limit : next < limit;
  }

  static boolean isLoopOver(double next, double limit, double step) {
    return !(step > 0 ? next <= limit : limit <= next);
  }
}
