package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.Tracer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Gathers the bytes of a string whose length is not known yet.
 *
 * <p>The bytes are in segments of bounded size, so growing never copies much; a long text is put in
 * a piece at a time, and so is the string made at the end. Memory is charged as it grows.
 */
final class PieceBuffer {
  private static final int FIRST_SEGMENT = 64;
  private static final int FULL_SEGMENT = Piece.MAX_BYTES;

  /** Texts up to here are copied at once. */
  private static final int SHORT_TEXT = 1024;

  private byte[] segment = new byte[FIRST_SEGMENT];
  private int used; // of the segment
  private byte[][] full = {};
  private int fullCount;

  // what is to be put in next
  private byte[] pending = segment;
  private int pendingFrom;
  private int pendingTo;

  // the string that all is copied into at the end
  private byte @Nullable [] joined;
  private int joinedSegments;

  /** How many bytes have been put in. */
  long length() {
    return (long) fullCount * FULL_SEGMENT + used;
  }

  boolean isEmpty() {
    return used == 0 && fullCount == 0;
  }

  /** Puts in a part of an array; if it is long, {@link #drain} must follow. */
  void put(Execution execution, byte[] source, int from, int length) {
    if (length <= SHORT_TEXT) {
      copy(execution, source, from, length);
    } else {
      pending = source;
      pendingFrom = from;
      pendingTo = from + length;
    }
  }

  /** Puts in a part of a string, its offsets counted from 0. */
  void put(Execution execution, LuaString source, int from, int to) {
    put(execution, source.m_bytes, source.m_offset + from, to - from);
  }

  /** Puts in one byte. */
  void put(Execution execution, byte value) {
    if (used == segment.length) {
      grow(execution);
    }
    segment[used++] = value;
  }

  /** Goes on putting in a long text; true once it is in. */
  boolean drain(Execution execution) {
    while (pendingFrom < pendingTo) {
      if (used == segment.length) {
        grow(execution); // if that makes an audit due, it begins here, wherever the pieces end
      }
      int inSegment = Math.min(pendingTo - pendingFrom, segment.length - used);
      int count = Math.min(inSegment, Piece.bytes(execution));
      copy(execution, pending, pendingFrom, count);
      pendingFrom += count;
      if (execution.shouldPause()) {
        break;
      }
    }
    if (pendingFrom < pendingTo) {
      return false;
    }
    pending = segment;
    return true;
  }

  private void copy(Execution execution, byte[] source, int from, int length) {
    execution.chargeBytes(length);
    int done = 0;
    while (done < length) {
      if (used == segment.length) {
        grow(execution);
      }
      int count = Math.min(length - done, segment.length - used);
      System.arraycopy(source, from + done, segment, used, count);
      used += count;
      done += count;
    }
  }

  private void grow(Execution execution) {
    if (segment.length < FULL_SEGMENT) {
      int size = Math.min(FULL_SEGMENT, segment.length * 2);
      execution.chargeMemory(size);
      segment = Arrays.copyOf(segment, size);
      return;
    }
    if (fullCount == full.length) {
      full = Arrays.copyOf(full, Math.max(4, fullCount * 2));
    }
    full[fullCount++] = segment;
    execution.chargeMemory(FULL_SEGMENT);
    segment = new byte[FULL_SEGMENT];
    used = 0;
  }

  /** Goes on making the string; null if it is not done yet. */
  @Nullable LuaString join(Execution execution) {
    if (fullCount == 0) {
      if (used <= 1) {
        return used == 0 ? LuaValue.EMPTYSTRING : Substrings.ofByte(segment[0]);
      }
      byte[] bytes = execution.allocateBytes(used);
      System.arraycopy(segment, 0, bytes, 0, used);
      return LuaString.valueUsing(bytes);
    }
    if (joined == null) {
      joined = execution.tryReserveBytes((long) fullCount * FULL_SEGMENT + used);
    }
    byte[] target = joined;
    if (target == null) {
      return null;
    }
    while (joinedSegments <= fullCount) {
      boolean isLast = joinedSegments == fullCount;
      byte[] from = isLast ? segment : full[joinedSegments];
      int count = isLast ? used : FULL_SEGMENT;
      System.arraycopy(from, 0, target, joinedSegments * FULL_SEGMENT, count);
      execution.chargeBytes(count);
      joinedSegments++;
      if (execution.shouldPause() && joinedSegments <= fullCount) {
        return null;
      }
    }
    return LuaString.valueUsing(target);
  }

  void trace(Tracer tracer) {
    tracer.memory((long) fullCount * FULL_SEGMENT + segment.length);
    tracer.bytes(joined);
  }
}
