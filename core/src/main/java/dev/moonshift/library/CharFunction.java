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

/** {@code string.char}: the string of bytes given by their codes. */
final class CharFunction extends NativeFunction {
  CharFunction() {
    super("string.char");
  }

  @Override
  public Varargs call(Execution execution, Varargs args) {
    int count = args.narg();
    if (count <= 1) {
      return count == 0 ? LuaValue.EMPTYSTRING : Substrings.ofByte(code(args, 1));
    }
    return new Gathering(args).resume(execution, null);
  }

  private static byte code(Varargs args, int index) {
    LuaValue value = args.arg(index);
    long code = value instanceof LuaInteger ? value.toint() : Arguments.integer(args, index);
    if (code < 0 || code > 0xff) {
      throw RaisedError.badArgument(index, "value out of range");
    }
    return (byte) code;
  }

  private static final class Gathering extends NativeFrame {
    private final Varargs codes;
    private byte @Nullable [] target; // null while there is no room for it
    private int done;

    Gathering(Varargs codes) {
      this.codes = codes;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      byte[] bytes = target == null ? execution.tryReserveBytes(codes.narg()) : target;
      target = bytes;
      if (bytes == null) {
        return execution.pause(this);
      }
      for (; ; ) {
        int count = Math.min(bytes.length - done, Piece.units(execution));
        for (int end = done + count; done < end; done++) {
          execution.charge(1); // each on its own: any of them may be refused
          bytes[done] = code(codes, done + 1);
        }
        if (done == bytes.length) {
          return LuaString.valueUsing(bytes);
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.values(codes);
      tracer.bytes(target);
    }

    @Override
    public String name() {
      return "string.char";
    }
  }
}
