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
  private static final long POINT_4; // its fourth power

  /** Mixes the upper bits into the lower ones: 2^64 divided by the golden ratio, made odd. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** 2^61 - 1, a prime: a remainder takes two additions. */
  private static final long PRIME = (1L << 61) - 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** So many bytes make a number that is below the prime. */
  private static final int COEFFICIENT_BYTES = 7;

  private static final long COEFFICIENT_MASK = (1L << 8 * COEFFICIENT_BYTES) - 1;

  /** Sums that go on at the same time; a multiplication takes the processor four cycles. */
  private static final int LANES = 4;

  static {
    SecureRandom random = new SecureRandom();
    SECRET = random.nextLong() | 1;
    POINT = Math.floorMod(random.nextLong(), PRIME);
    POINT_4 = times(times(POINT, POINT), times(POINT, POINT));
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
   * The polynomial over a prime field whose coefficients are the bytes, seven at a time, at a
   * secret point: two different strings meet at few points (Carter and Wegman, <cite>Universal
   * Classes of Hash Functions</cite>, 1979). Every fourth coefficient belongs to one sum, so that
   * the processor works on four at a time.
   */
  private static int ofBytes(LuaString text) {
    byte[] bytes = text.m_bytes;
    int at = text.m_offset;
    int end = at + text.m_length;
    long h = text.m_length;
    long h1 = 0;
    long h2 = 0;
    long h3 = 0;
    int last = end - LANES * COEFFICIENT_BYTES - 1; // whole longs are read
    for (; at <= last; at += LANES * COEFFICIENT_BYTES) {
      h = times(h, POINT_4) + coefficient(bytes, at);
      h1 = times(h1, POINT_4) + coefficient(bytes, at + COEFFICIENT_BYTES);
      h2 = times(h2, POINT_4) + coefficient(bytes, at + 2 * COEFFICIENT_BYTES);
      h3 = times(h3, POINT_4) + coefficient(bytes, at + 3 * COEFFICIENT_BYTES);
    }
    h = times(times(times(h, POINT) + h1, POINT) + h2, POINT) + h3;
    for (; at < end; at++) {
      h = times(h, POINT) + (bytes[at] & 0xFF);
    }
    h = times(h, POINT);
    return scatter(h >= PRIME ? h - PRIME : h);
  }

  private static long coefficient(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at) & COEFFICIENT_MASK;
  }

  /**
   * A product modulo the prime of two numbers below 2^62, one of them below 2^61 + 4; so is the
   * result, which need not be the remainder itself.
   */
  private static long times(long x, long y) {
    long high = Math.multiplyHigh(x, y);
    long low = x * y;
    long sum = (low & PRIME) + ((high << 3) | (low >>> 61));
    return (sum & PRIME) + (sum >>> 61);
  }
}
