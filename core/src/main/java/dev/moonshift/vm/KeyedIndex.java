package dev.moonshift.vm;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Finds the entries of a table whose keys were prepared to collide: by a hash of all their bytes,
 * which is kept for each entry, so that it is computed only once.
 */
final class KeyedIndex {
  final int[] places; // entry number + 1 by hash, 0 where free
  private final int[] hashes; // of the entries

  /** Makes an index with room for some entries: a power of two. */
  KeyedIndex(int capacity) {
    places = new int[capacity << 1];
    hashes = new int[capacity];
  }

  /** The hash of an entry's key. */
  int hash(int entry) {
    return hashes[entry];
  }

  /** Returns where in the entries a key is, or -1. */
  int slotOf(LuaValue[] entries, LuaValue key) {
    int hash = KeyHash.full(key);
    int mask = places.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      int entry = places[i] - 1;
      if (entry < 0) {
        return -1;
      }
      if (hashes[entry] == hash && Table.isSameKey(entries[entry << 1], key)) {
        return entry << 1;
      }
    }
  }

  /** Adds an entry, in place of another that had the same key, or -1. */
  void add(int entry, int hash, int replaced) {
    hashes[entry] = hash;
    int mask = places.length - 1;
    int i = hash & mask;
    while (places[i] != 0 && places[i] != replaced + 1) {
      i = (i + 1) & mask;
    }
    places[i] = entry + 1;
  }

  /** The fuel to hash a key. */
  static int cost(LuaValue key) {
    return key instanceof LuaString ? ((LuaString) key).m_length / Operations.BYTES_PER_FUEL : 0;
  }
}
