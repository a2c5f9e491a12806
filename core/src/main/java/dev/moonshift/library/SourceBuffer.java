package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.Tracer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A source that comes in parts, in one array at any time; long parts are copied in pieces. */
final class SourceBuffer {
  private static final int MIN_CAPACITY = 64;

  private byte[] bytes = {};
  private int length;

  // what is to be put in next
  private LuaString pending = LuaValue.EMPTYSTRING;
  private int taken;

  // the next array, while it is being filled from the last
  private byte @Nullable [] larger;
  private int moved;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Takes a text that is the whole source; it is copied only if it is part of a larger array. */
  void set(LuaString text) {
    length = text.m_length;
    bytes =
        length == text.m_bytes.length
            ? text.m_bytes
            : Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + length);
  }

  /** Puts in a part of the source: {@link #drain} must follow. */
  void put(LuaString part) {
    pending = part;
    taken = 0;
  }

  /** Goes on putting in; true once all is in. */
  boolean drain(Execution execution) {
    int left = pending.m_length - taken;
    if (left > bytes.length - length && !grow(execution, length + left)) {
      return false;
    }
    while (taken < pending.m_length) {
      int count = Math.min(pending.m_length - taken, Piece.bytes(execution));
      System.arraycopy(pending.m_bytes, pending.m_offset + taken, bytes, length, count);
      execution.chargeBytes(count);
      taken += count;
      length += count;
      if (execution.shouldPause()) {
        break;
      }
    }
    return taken == pending.m_length;
  }

  private boolean grow(Execution execution, int needed) {
    if (larger == null) {
      long doubled = Math.min(2L * bytes.length, execution.sourceLimit());
      larger = execution.tryReserveBytes(Math.max(Math.max(needed, doubled), MIN_CAPACITY));
      moved = 0;
    }
    byte[] target = larger;
    if (target == null) {
      return false;
    }
    while (moved < length) {
      int count = Math.min(length - moved, Piece.bytes(execution));
      System.arraycopy(bytes, moved, target, moved, count);
      execution.chargeBytes(count);
      moved += count;
      if (execution.shouldPause()) {
        break;
      }
    }
    if (moved < length) {
      return false;
    }
    bytes = target;
    larger = null;
    return true;
  }

  void trace(Tracer tracer) {
    tracer.bytes(bytes);
    tracer.bytes(larger);
    tracer.value(pending);
  }
}
