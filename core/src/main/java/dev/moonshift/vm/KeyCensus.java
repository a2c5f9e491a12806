package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * Counts the keys of a table to find out how large its list part should be: the largest power of
 * two of which more than half is in use, as in the reference implementation.
 */
final class KeyCensus {
  private final int[] counts = new int[Table.MAX_ARRAY_BITS + 1]; // [b]: in (2^(b-1), 2^b]
  private int integerKeys;
  private int live;
  private boolean hasOtherItems; // than numbers without boxes

  /** Counts the values of a part of the list. */
  void countList(Table table, int from, int to) {
    int i = from;
    while (i < to) {
      int bits = bits(i + 1);
      int end = Math.min(1 << bits, to);
      int used = 0;
      for (; i < end; i++) {
        if (!table.isVacant(i)) {
          used++;
        }
      }
      counts[bits] += used;
      integerKeys += used;
      live += used;
      hasOtherItems |= used > 0 && table.listValues().length > 0;
    }
  }

  /** Counts the keys of a part of the entries, all that have a value; returns how many. */
  int countEntries(@Nullable LuaValue[] entries, int from, int to) {
    int before = live;
    for (int i = from << 1; i < to << 1; i += 2) {
      if (entries[i + 1] != null) {
        countPair(entries[i], entries[i + 1]);
      }
    }
    return live - before;
  }

  /** Counts one key with a value. */
  void countPair(LuaValue key, LuaValue value) {
    live++;
    if (key instanceof LuaInteger) {
      int k = key.toint();
      if (k > 0 && k <= 1 << Table.MAX_ARRAY_BITS) {
        counts[bits(k)]++;
        integerKeys++;
        hasOtherItems |= !(value instanceof LuaNumber);
      }
    }
  }

  private static int bits(int key) {
    return 32 - Integer.numberOfLeadingZeros(key - 1);
  }

  /** How long the list part should be. */
  int listSize() {
    int best = 0;
    int sum = 0;
    for (int bits = 0, size = 1;
        bits <= Table.MAX_ARRAY_BITS && integerKeys > size >> 1;
        bits++, size <<= 1) {
      sum += counts[bits];
      if (sum > size >> 1) {
        best = size;
      }
    }
    return best;
  }

  /** Whether the list part may be kept as numbers. */
  boolean isListOfNumbers() {
    return !hasOtherItems;
  }

  /** How many keys are left for the entries beside a list part of that length. */
  int entriesBeside(int listSize) {
    int inList = 0;
    for (int bits = 0; bits <= Table.MAX_ARRAY_BITS && 1 << bits <= listSize; bits++) {
      inList += counts[bits];
    }
    return live - inList;
  }
}
