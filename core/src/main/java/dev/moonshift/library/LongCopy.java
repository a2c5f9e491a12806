package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.Tracer;
import org.luaj.vm2.LuaString;

/** Copies a long part of a string, a piece at a time. */
final class LongCopy {
  private final LuaString source;
  private final int from;
  private final byte[] target;
  private int done;

  LongCopy(Execution execution, LuaString whole, int from, int to) {
    source = whole;
    this.from = whole.m_offset + from;
    target = execution.reserveBytes(to - from);
  }

  /** Goes on; true once all is copied. */
  boolean advance(Execution execution) {
    while (done < target.length) {
      int count = Math.min(target.length - done, Piece.bytes(execution));
      System.arraycopy(source.m_bytes, from + done, target, done, count);
      done += count;
      execution.chargeBytes(count);
      if (execution.shouldPause()) {
        return done == target.length;
      }
    }
    return true;
  }

  LuaString result() {
    return LuaString.valueUsing(target);
  }

  void trace(Tracer tracer) {
    tracer.value(source);
    tracer.memory(target.length);
  }
}
