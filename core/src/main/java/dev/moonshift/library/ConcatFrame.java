package dev.moonshift.library;

import dev.moonshift.text.NumberFormatter;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code table.concat}: measures all items, then copies each into a string of the right size. */
final class ConcatFrame extends ListFrame {
  /** How many bytes are copied between two looks at the fuel: some microseconds. */
  private static final int PIECE_BYTES = 1 << 15;

  private final LuaString separator;
  private final int first;
  private final byte[] digits = new byte[NumberFormatter.MAX_LENGTH];
  private long last;
  private long next; // the item to measure or to copy
  private long length;
  private byte @Nullable [] joined; // null while measuring
  private int filled;

  ConcatFrame(Table table, LuaString separator, int first) {
    super(table);
    this.separator = separator;
    this.first = first;
  }

  @Override
  Varargs begin(Execution execution, int end) {
    last = end;
    next = first;
    return first > end ? LuaValue.EMPTYSTRING : proceed(execution, null);
  }

  @Override
  Varargs proceed(Execution execution, @Nullable Varargs nothing) {
    while (joined == null) {
      measurePiece(execution);
      if (execution.shouldPause()) {
        return execution.pause(this);
      }
    }
    byte[] target = joined;
    for (; ; ) {
      copyPiece(execution, target);
      if (next > last) {
        return LuaString.valueUsing(target);
      }
      if (execution.shouldPause()) {
        return execution.pause(this);
      }
    }
  }

  private void measurePiece(Execution execution) {
    long end = Math.min(next + PIECE, last + 1);
    execution.charge((int) (end - next));
    for (; next < end; next++) {
      LuaValue item = table.raw((int) next);
      if (item instanceof LuaString) {
        length += ((LuaString) item).m_length;
      } else if (item instanceof LuaNumber) {
        length += NumberFormatter.write(item.todouble(), digits, 0);
      } else {
        throw RaisedError.fromNative(
            "invalid value (" + item.typename() + ") at index " + next + " in table for 'concat'");
      }
    }
    if (next > last) {
      joined = execution.reserveBytes(length + (last - first) * separator.m_length);
      next = first;
    }
  }

  private void copyPiece(Execution execution, byte[] target) {
    long end = Math.min(next + PIECE, last + 1);
    long from = next;
    int filledBefore = filled;
    while (next < end && filled - filledBefore < PIECE_BYTES) {
      LuaValue item = table.raw((int) next);
      if (item instanceof LuaString) {
        copy((LuaString) item, target);
      } else {
        int count = NumberFormatter.write(item.todouble(), digits, 0);
        System.arraycopy(digits, 0, target, filled, count);
        filled += count;
      }
      if (next < last) {
        copy(separator, target);
      }
      next++;
    }
    execution.charge((int) (next - from));
    execution.chargeBytes(filled - filledBefore);
  }

  private void copy(LuaString piece, byte[] target) {
    System.arraycopy(piece.m_bytes, piece.m_offset, target, filled, piece.m_length);
    filled += piece.m_length;
  }

  @Override
  public String name() {
    return "table.concat";
  }

  @Override
  public void trace(Tracer tracer) {
    super.trace(tracer);
    tracer.value(separator);
  }
}
