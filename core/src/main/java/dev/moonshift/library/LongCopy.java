package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Copies a long part of a string, a piece at a time. */
final class LongCopy {
  private final LuaString source;
  private final int from;
  private final int length;
  private byte @Nullable [] target; // null while there is no room for it
  private int done;

  LongCopy(LuaString whole, int from, int to) {
    source = whole;
    this.from = whole.m_offset + from;
    length = to - from;
  }

  /** Goes on; true once all is copied. */
  boolean advance(Execution execution) {
    byte[] bytes = target == null ? execution.tryReserveBytes(length) : target;
    target = bytes;
    if (bytes == null) {
      return false;
    }
    while (done < length) {
      int count = Math.min(length - done, Piece.bytes(execution));
      System.arraycopy(source.m_bytes, from + done, bytes, done, count);
      done += count;
      execution.chargeBytes(count);
      if (execution.shouldPause()) {
        return done == length;
      }
    }
    return true;
  }

  LuaString result() {
    if (target == null) {
      throw new IllegalStateException("nothing has been copied");
    }
    return LuaString.valueUsing(target);
  }

  void trace(Tracer tracer) {
    tracer.value(source);
    tracer.bytes(target);
  }
}
