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
    byte[] target = execution.reserveBytes(count * period - separator.m_length);
    return new Repeating(string, separator, target).resume(execution, null);
  }

  private static final class Repeating extends NativeFrame {
    private final LuaString string;
    private final LuaString separator;
    private final byte[] target;
    private int done;

    Repeating(LuaString string, LuaString separator, byte[] target) {
      this.string = string;
      this.separator = separator;
      this.target = target;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      int piece = Piece.bytes(execution);
      int inPiece = 0;
      while (done < target.length) {
        int count = fill(Math.min(piece - inPiece, target.length - done));
        done += count;
        inPiece += count;
        if (inPiece == piece) {
          execution.chargeBytes(piece);
          if (execution.shouldPause() && done < target.length) {
            return execution.pause(this);
          }
          piece = Piece.bytes(execution);
          inPiece = 0;
        }
      }
      execution.chargeBytes(inPiece);
      return LuaString.valueUsing(target);
    }

    /** Copies what comes next, up to {@code most} bytes: the first period, then what is there. */
    private int fill(int most) {
      int length = string.m_length;
      int period = length + separator.m_length;
      if (done < length) {
        return copy(string, done, Math.min(most, length - done));
      }
      if (done < period) {
        return copy(separator, done - length, Math.min(most, period - done));
      }
      int from = done % period;
      int count = Math.min(most, done - from);
      System.arraycopy(target, from, target, done, count);
      return count;
    }

    private int copy(LuaString source, int from, int count) {
      System.arraycopy(source.m_bytes, source.m_offset + from, target, done, count);
      return count;
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(string);
      tracer.value(separator);
      tracer.memory(target.length);
    }

    @Override
    public String name() {
      return "string.rep";
    }
  }
}
