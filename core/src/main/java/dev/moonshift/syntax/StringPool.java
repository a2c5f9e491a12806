package dev.moonshift.syntax;

import java.util.Arrays;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Keeps one {@link LuaString} for all equal names and strings of a chunk.
 *
 * <p>A source chooses its strings to its own end, so looking one up must never be slow: the hash
 * takes in every byte but for the middle of very long ones, and the map keeps entries that collide
 * in order.
 */
final class StringPool {
  private final SplitMap<Entry, Entry> entries = new SplitMap<>(HashMap::new, entry -> entry.hash);
  private final UnaryOperator<LuaString> wellKnown;
  private Entry probe = new Entry();

  StringPool(UnaryOperator<LuaString> wellKnown) {
    this.wellKnown = wellKnown;
    for (int kind = Token.AND; kind <= Token.WHILE; kind++) {
      byte[] word = Token.reservedWord(kind);
      add(word, 0, word.length).kind = kind;
    }
  }

  /** Returns the entry of some bytes, which are copied if they are new. */
  Entry intern(byte[] bytes, int from, int length) {
    probe.read(bytes, from, length);
    Entry found = entries.get(probe);
    return found != null ? found : add(bytes, from, length);
  }

  private Entry add(byte[] bytes, int from, int length) {
    byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
    Entry entry = probe;
    probe = new Entry();
    entry.read(copy, 0, length);
    entry.string = wellKnown.apply(LuaString.valueUsing(copy));
    entries.put(entry, entry);
    return entry;
  }

  /** A string of the chunk; as a name it is a token of a kind of its own if it is reserved. */
  static final class Entry implements Comparable<Entry> {
    /** How many bytes at either end of a string take part in its hash. */
    private static final int HASHED_BYTES = 2048;

    /** Any odd number without pattern. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private byte[] bytes = {};
    private int from;
    private int length;
    private long hash;
    private LuaString string = LuaValue.EMPTYSTRING;
    private int kind = Token.NAME;

    LuaString string() {
      return string;
    }

    /** Returns {@link Token#NAME}, or the kind of the reserved word. */
    int kind() {
      return kind;
    }

    private void read(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.from = from;
      this.length = length;
      long sum = length;
      int headEnd = Math.min(length, HASHED_BYTES);
      for (int i = 0; i < headEnd; i++) {
        sum = (sum + bytes[from + i]) * FACTOR;
      }
      for (int i = Math.max(headEnd, length - HASHED_BYTES); i < length; i++) {
        sum = (sum + bytes[from + i]) * FACTOR;
      }
      hash = sum ^ sum >>> Integer.SIZE;
    }

    @Override
    public int hashCode() {
      return (int) hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry entry && hash == entry.hash && compareTo(entry) == 0;
    }

    @Override
    public int compareTo(Entry other) {
      return Arrays.compare(
          bytes, from, from + length, other.bytes, other.from, other.from + other.length);
    }
  }
}
