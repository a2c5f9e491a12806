package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.char}: the string of bytes given by their codes. */
final class CharFunction extends LeafFunction {
  /** So many codes are gathered at once. */
  private static final int FEW_CODES = 16;

  CharFunction() {
    super("string.char");
  }

  @Override
  public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
    int count = args.narg();
    if (count <= 1) {
      return count == 0 ? LuaValue.EMPTYSTRING : Substrings.ofByte(code(args, 1));
    }
    if (count > FEW_CODES) {
      return null;
    }
    for (int i = 1; i <= count; i++) {
      LuaValue code = args.arg(i);
      if (!(code instanceof LuaInteger) || !isByte(code.toint())) {
        return null; // each of those before it is to be paid for
      }
    }
    byte[] bytes = execution.reserveBytes(count);
    execution.charge(count);
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) args.arg(i + 1).toint();
    }
    return LuaString.valueUsing(bytes);
  }

  @Override
  public Varargs callInFull(Execution execution, Varargs args) {
    return new Gathering(args).resume(execution, null);
  }

  private static boolean isByte(long code) {
    return code >= 0 && code <= 0xff;
  }

  private static byte code(Varargs args, int index) {
    LuaValue value = args.arg(index);
    long code = value instanceof LuaInteger ? value.toint() : Arguments.integer(args, index);
    if (!isByte(code)) {
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
