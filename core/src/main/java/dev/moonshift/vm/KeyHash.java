package dev.moonshift.vm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * Scatters the keys of tables, differently in every JVM, so that keys cannot be prepared to
 * collide. Where a key is looked up is all that a hash decides: no order, no fuel, no stop.
 *
 * <p>The quick hash of a string starts from LuaJ's, which has no secret and looks at 32 bytes at
 * most: strings can be prepared for which it is the same. A table that is given such strings goes
 * over to the hash of all bytes.
 */
final class KeyHash {
  private static final long SECRET;
  private static final long POINT;

  /** Mixes the upper bits into the lower ones: 2^64 divided by the golden ratio, made odd. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** 2^61 - 1, a prime: a remainder takes two additions. */
  private static final long PRIME = (1L << 61) - 1;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  static {
    SecureRandom random = new SecureRandom();
    SECRET = random.nextLong() | 1;
    POINT = Math.floorMod(random.nextLong(), PRIME);
  }

  private KeyHash() {}

  /** Returns the quick hash of a key. */
  static int quick(LuaValue key) {
    if (key instanceof LuaString) {
      return scatter(key.hashCode());
    }
    if (key instanceof LuaInteger) {
      return scatter(key.toint());
    }
    if (key instanceof LuaDouble) {
      return scatter(Double.doubleToRawLongBits(key.todouble()));
    }
    if (key instanceof LuaUserdata) {
      return scatter(System.identityHashCode(((LuaUserdata) key).m_instance));
    }
    return scatter(System.identityHashCode(key));
  }

  /**
   * A product with a secret number: whoever does not know it cannot say which keys will meet
   * (Dietzfelbinger and others, <cite>A Reliable Randomized Algorithm for the Closest-Pair
   * Problem</cite>, 1997).
   */
  private static int scatter(long key) {
    long product = key * SECRET;
    return (int) ((product ^ (product >>> 32)) * MIX >>> 32);
  }

  /** Returns a hash that looks at every byte of a string; the quick one for all other keys. */
  static int full(LuaValue key) {
    return key instanceof LuaString ? ofBytes((LuaString) key) : quick(key);
  }

  /**
   * The polynomial over a prime field whose coefficients are the bytes, four at a time, at a secret
   * point: two different strings meet at few points (Carter and Wegman, <cite>Universal Classes of
   * Hash Functions</cite>, 1979).
   */
  private static int ofBytes(LuaString text) {
    byte[] bytes = text.m_bytes;
    int at = text.m_offset;
    int end = at + text.m_length;
    long h = text.m_length;
    for (; at <= end - Integer.BYTES; at += Integer.BYTES) {
      h = timesPoint(h + ((int) INTS.get(bytes, at) & 0xFFFFFFFFL));
    }
    for (; at < end; at++) {
      h = timesPoint(h + (bytes[at] & 0xFF));
    }
    return scatter(h);
  }

  private static long timesPoint(long x) {
    long high = Math.multiplyHigh(x, POINT);
    long low = x * POINT;
    long sum = (low & PRIME) + ((high << 3) | (low >>> 61));
    return sum >= PRIME ? sum - PRIME : sum;
  }
}
