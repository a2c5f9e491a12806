package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.byte}: the codes of some bytes. */
final class ByteFunction extends LeafFunction {
  /** About what the reference has stack for. */
  private static final int MAX_RESULTS = 999_000;

  /** So many are listed at once. */
  private static final int FEW_RESULTS = 16;

  ByteFunction() {
    super("string.byte");
  }

  @Override
  public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
    LuaString string = Arguments.string(args, 1);
    long first = Arguments.integer(args, 2, 1);
    return codes(execution, string, first, Arguments.integer(args, 3, first));
  }

  @Override
  public @Nullable Varargs callAtOnce(Execution execution, LuaValue a, LuaValue b) {
    if (a instanceof LuaString && b instanceof LuaInteger) {
      LuaString string = (LuaString) a;
      long at = StringLibrary.position(b.toint(), string.m_length);
      return at >= 1 && at <= string.m_length ? code(string, (int) at - 1) : LuaValue.NONE;
    }
    return super.callAtOnce(execution, a, b);
  }

  @Override
  public @Nullable Varargs callAtOnce(Execution execution, LuaValue a, LuaValue b, LuaValue c) {
    return a instanceof LuaString && b instanceof LuaInteger && c instanceof LuaInteger
        ? codes(execution, (LuaString) a, b.toint(), c.toint())
        : super.callAtOnce(execution, a, b, c);
  }

  private static @Nullable Varargs codes(
      Execution execution, LuaString string, long first, long last) {
    int from = StringLibrary.start(first, string.m_length);
    int count = StringLibrary.end(last, string.m_length) - from;
    if (count <= 1) {
      return count == 1 ? code(string, from) : LuaValue.NONE;
    }
    if (count > FEW_RESULTS) {
      return null;
    }
    execution.chargeMemory((long) count * MemoryCost.SLOT);
    execution.charge(count);
    LuaValue[] codes = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      codes[i] = code(string, from + i);
    }
    return Values.of(codes);
  }

  @Override
  public Varargs callInFull(Execution execution, Varargs args) {
    LuaString string = Arguments.string(args, 1);
    long first = Arguments.integer(args, 2, 1);
    int from = StringLibrary.start(first, string.m_length);
    int count = StringLibrary.end(Arguments.integer(args, 3, first), string.m_length) - from;
    if (count >= MAX_RESULTS) {
      throw RaisedError.fromNative("stack overflow (string slice too long)");
    }
    return new Listing(string, from, count).resume(execution, null);
  }

  private static LuaValue code(LuaString string, int at) {
    return LuaInteger.valueOf(string.m_bytes[string.m_offset + at] & 0xff);
  }

  private static final class Listing extends NativeFrame {
    private final LuaString string;
    private final int from;
    private final int length;
    private LuaValue @Nullable [] listed; // null while there is no room for it
    private int done;

    Listing(LuaString string, int from, int length) {
      this.string = string;
      this.from = from;
      this.length = length;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      if (listed == null && !execution.hasRoom((long) length * MemoryCost.SLOT)) {
        return execution.pause(this);
      }
      LuaValue[] codes = listed == null ? new LuaValue[length] : listed;
      listed = codes;
      for (; ; ) {
        int count = Math.min(codes.length - done, Piece.units(execution));
        for (int end = done + count; done < end; done++) {
          codes[done] = code(string, from + done);
        }
        execution.charge(count);
        if (done == codes.length) {
          return Values.of(codes);
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(string);
      tracer.memory(listed == null ? 0 : (long) length * MemoryCost.SLOT);
    }

    @Override
    public String name() {
      return "string.byte";
    }
  }
}
