package dev.moonshift.library;

import dev.moonshift.text.NumberFormatter;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code table.concat}: measures all items, then copies each into a string of the right size, long
 * ones in pieces.
 */
final class ConcatFrame extends ListFrame {
  /** Texts up to here are copied at once. */
  private static final int SHORT_TEXT = 1024;

  private final LuaString separator;
  private final int first;
  private final byte[] digits = new byte[NumberFormatter.MAX_LENGTH];
  private long last;
  private long next; // the item to measure or to copy
  private long length;
  private byte @Nullable [] joined; // null while measuring
  private int filled;
  private boolean isSeparatorNext;
  private @Nullable LuaString text; // a long one that is being copied
  private int copied; // how much of it is

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
      if (filled == target.length) {
        return LuaString.valueUsing(target);
      }
      if (execution.shouldPause()) {
        return execution.pause(this);
      }
    }
  }

  private void measurePiece(Execution execution) {
    int work = 0;
    for (; work < PIECE && next <= last; next++) {
      LuaValue item = table.raw((int) next);
      if (item instanceof LuaString) {
        length += ((LuaString) item).m_length;
      } else if (item instanceof LuaNumber) {
        length += NumberFormatter.write(item.todouble(), digits, 0);
        work += Operations.writingCost(item);
      } else {
        throw RaisedError.fromNative(
            "invalid value (" + item.typename() + ") at index " + next + " in table for 'concat'");
      }
      work++;
    }
    execution.charge(work);
    if (next > last) {
      joined = execution.tryReserveBytes(length + (last - first) * separator.m_length);
      if (joined != null) {
        next = first;
      }
    }
  }

  /** Copies some items, or some part of a long one. */
  private void copyPiece(Execution execution, byte[] target) {
    int before = filled;
    int end = (int) Math.min((long) before + Piece.MAX_BYTES, target.length);
    int work = 0; // besides copying
    while (filled < end && work < PIECE) {
      if (text != null) {
        goOn(text, target, end);
      } else if (isSeparatorNext) {
        isSeparatorNext = false;
        put(separator, target);
      } else {
        LuaValue item = table.raw((int) next++);
        putItem(item, target);
        work += 1 + Operations.writingCost(item);
        isSeparatorNext = next <= last;
      }
    }
    execution.charge(work);
    execution.charge(filled / Operations.BYTES_PER_FUEL - before / Operations.BYTES_PER_FUEL);
  }

  private void putItem(LuaValue item, byte[] target) {
    if (item instanceof LuaString) {
      put((LuaString) item, target);
    } else {
      int count = NumberFormatter.write(item.todouble(), digits, 0);
      System.arraycopy(digits, 0, target, filled, count);
      filled += count;
    }
  }

  private void put(LuaString piece, byte[] target) {
    if (piece.m_length <= SHORT_TEXT) {
      System.arraycopy(piece.m_bytes, piece.m_offset, target, filled, piece.m_length);
      filled += piece.m_length;
    } else {
      text = piece;
      copied = 0;
    }
  }

  private void goOn(LuaString piece, byte[] target, int end) {
    int count = Math.min(piece.m_length - copied, end - filled);
    System.arraycopy(piece.m_bytes, piece.m_offset + copied, target, filled, count);
    filled += count;
    copied += count;
    if (copied == piece.m_length) {
      text = null;
    }
  }

  @Override
  public String name() {
    return "table.concat";
  }

  @Override
  public void trace(Tracer tracer) {
    super.trace(tracer);
    tracer.value(separator);
    tracer.bytes(joined);
  }
}
