package dev.moonshift.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map that is never slow to grow, as it is made of many maps once it is large.
 *
 * <p>Which of them a key belongs to is a secret of this JVM, so that no source can fill one of them
 * alone. What the map answers does not depend on it.
 */
final class SplitMap<K, V> {
  /** Entries that are kept in one map, and so about how many are moved at once. */
  private static final int MAX_FIRST = 2048;

  private static final int PART_BITS = 10;

  /** Odd, so that multiplying loses nothing. */
  private static final long SECRET = ThreadLocalRandom.current().nextLong() | 1;

  private final Supplier<Map<K, V>> newMap;
  private final ToLongFunction<K> hash;
  private final Map<K, V> first;
  private @Nullable List<Map<K, V>> parts; // once the first one is full

  /**
   * Makes an empty map.
   *
   * @param newMap makes the maps it is made of
   * @param hash tells keys apart, before the secret is mixed in
   */
  SplitMap(Supplier<Map<K, V>> newMap, ToLongFunction<K> hash) {
    this.newMap = newMap;
    this.hash = hash;
    first = newMap.get();
  }

  @Nullable V get(K key) {
    V found = first.get(key);
    return found == null && parts != null ? part(parts, key).get(key) : found;
  }

  /** Adds an entry, or replaces it where it is. */
  void put(K key, V value) {
    if (parts == null) {
      first.put(key, value);
      if (first.size() == MAX_FIRST) {
        parts = newParts();
      }
    } else if (first.containsKey(key)) {
      first.put(key, value);
    } else {
      part(parts, key).put(key, value);
    }
  }

  private List<Map<K, V>> newParts() {
    List<Map<K, V>> made = new ArrayList<>();
    for (int i = 0; i < 1 << PART_BITS; i++) {
      made.add(newMap.get());
    }
    return made;
  }

  private Map<K, V> part(List<Map<K, V>> all, K key) {
    long mixed = hash.applyAsLong(key) * SECRET;
    mixed = (mixed ^ mixed >>> Integer.SIZE) * SECRET;
    return all.get((int) (mixed >>> (Long.SIZE - PART_BITS)));
  }
}
