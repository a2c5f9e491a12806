package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.Piece;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Makes strings of parts of others.
 *
 * <p>A part that is at least half of its bytes' array shares it; a smaller one is copied, so that
 * it keeps at most twice its length alive.
 */
final class Substrings {
  /** Shorter ones are copied in any case: that takes less than an object to share with. */
  private static final int MIN_SHARED = 32;

  private static final LuaString[] SINGLE_BYTES = new LuaString[256];

  static {
    for (int i = 0; i < SINGLE_BYTES.length; i++) {
      SINGLE_BYTES[i] = LuaString.valueUsing(new byte[] {(byte) i});
    }
  }

  private Substrings() {}

  /** Whether {@link #of} takes few steps for a part of this length. */
  static boolean isCheap(LuaString whole, int length) {
    return length <= Piece.MAX_BYTES || isShared(whole, length);
  }

  private static boolean isShared(LuaString whole, int length) {
    return length >= MIN_SHARED && length >= whole.m_bytes.length / 2;
  }

  /** The part from one offset to another, counted from 0; {@link #isCheap} must hold. */
  static LuaString of(Execution execution, LuaString whole, int from, int to) {
    int length = to - from;
    if (length == whole.m_length) {
      return whole;
    }
    int start = whole.m_offset + from;
    if (length <= 1) {
      return length == 0 ? LuaValue.EMPTYSTRING : ofByte(whole.m_bytes[start]);
    }
    execution.chargeMemory(MemoryCost.STRING + length);
    if (isShared(whole, length)) {
      return LuaString.valueUsing(whole.m_bytes, start, length);
    }
    execution.chargeBytes(length);
    return LuaString.valueUsing(Arrays.copyOfRange(whole.m_bytes, start, start + length));
  }

  /** The string of one byte. */
  static LuaString ofByte(byte value) {
    return SINGLE_BYTES[value & 0xff];
  }
}
