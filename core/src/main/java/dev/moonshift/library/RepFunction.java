package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.rep}: a string again and again, with a separator between. */
final class RepFunction extends NativeFunction {
  RepFunction() {
    super("string.rep");
  }

  @Override
  public Varargs call(Execution execution, Varargs args) {
    LuaString string = Arguments.string(args, 1);
    long count = Arguments.integer(args, 2);
    LuaString separator = Arguments.optionalString(args, 3);
    return repeat(execution, string, count, separator == null ? LuaValue.EMPTYSTRING : separator);
  }

  @Override
  public Varargs call(Execution execution, LuaValue a, LuaValue b) {
    return a instanceof LuaString && b instanceof LuaInteger
        ? repeat(execution, (LuaString) a, b.toint(), LuaValue.EMPTYSTRING)
        : super.call(execution, a, b);
  }

  private static Varargs repeat(
      Execution execution, LuaString string, long count, LuaString separator) {
    long period = (long) string.m_length + separator.m_length;
    if (count <= 0 || period == 0) {
      return LuaValue.EMPTYSTRING;
    }
    if (count == 1) {
      return string;
    }
    if (period > Integer.MAX_VALUE || count > Integer.MAX_VALUE / period) {
      throw RaisedError.fromNative("resulting string too large");
    }
    int length = (int) (count * period - separator.m_length);
    return new Repeating(string, separator, length).resume(execution, null);
  }

  private static final class Repeating extends NativeFrame {
    private final LuaString string;
    private final LuaString separator;
    private final int length;
    private byte @Nullable [] target; // null while there is no room for it
    private int done;

    Repeating(LuaString string, LuaString separator, int length) {
      this.string = string;
      this.separator = separator;
      this.length = length;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      byte[] bytes = target == null ? execution.tryReserveBytes(length) : target;
      target = bytes;
      if (bytes == null) {
        return execution.pause(this);
      }
      int piece = Piece.bytes(execution);
      int inPiece = 0;
      while (done < length) {
        int count = fill(bytes, Math.min(piece - inPiece, length - done));
        done += count;
        inPiece += count;
        if (inPiece == piece) {
          execution.chargeBytes(piece);
          if (execution.shouldPause() && done < length) {
            return execution.pause(this);
          }
          piece = Piece.bytes(execution);
          inPiece = 0;
        }
      }
      execution.chargeBytes(inPiece);
      return LuaString.valueUsing(bytes);
    }

    /** Copies what comes next, up to {@code most} bytes: the first period, then what is there. */
    private int fill(byte[] bytes, int most) {
      int first = string.m_length;
      int period = first + separator.m_length;
      if (done < first) {
        return copy(bytes, string, done, Math.min(most, first - done));
      }
      if (done < period) {
        return copy(bytes, separator, done - first, Math.min(most, period - done));
      }
      int from = done % period;
      int count = Math.min(most, done - from);
      System.arraycopy(bytes, from, bytes, done, count);
      return count;
    }

    private int copy(byte[] bytes, LuaString source, int from, int count) {
      System.arraycopy(source.m_bytes, source.m_offset + from, bytes, done, count);
      return count;
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(string);
      tracer.value(separator);
      tracer.bytes(target);
    }

    @Override
    public String name() {
      return "string.rep";
    }
  }
}
