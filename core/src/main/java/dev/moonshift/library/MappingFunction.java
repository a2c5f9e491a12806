package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code string.lower}, {@code string.upper} and {@code string.reverse}: a string of the same
 * length. Letters are those of ASCII, as in C's own locale.
 */
final class MappingFunction extends LeafFunction {
  static final int LOWER = 0;
  static final int UPPER = 1;
  static final int REVERSE = 2;

  /** What tells a small letter from its capital. */
  private static final int CASE_BIT = 'a' - 'A';

  /** Texts up to here are mapped at once. */
  private static final int SHORT_TEXT = 1024;

  private final int mapping;

  MappingFunction(String name, int mapping) {
    super(name);
    this.mapping = mapping;
  }

  @Override
  public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
    LuaString string = Arguments.string(args, 1);
    int length = string.m_length;
    if (length == 0) {
      return LuaValue.EMPTYSTRING;
    }
    if (length > SHORT_TEXT) {
      return null;
    }
    byte[] target = execution.allocateBytes(length);
    map(mapping, string, target, 0, length);
    return LuaString.valueUsing(target);
  }

  @Override
  public Varargs callInFull(Execution execution, Varargs args) {
    return new Mapping(name(), mapping, Arguments.string(args, 1)).resume(execution, null);
  }

  private static void map(int mapping, LuaString string, byte[] target, int from, int to) {
    byte[] source = string.m_bytes;
    if (mapping == REVERSE) {
      int last = string.m_offset + string.m_length - 1;
      for (int i = from; i < to; i++) {
        target[i] = source[last - i];
      }
      return;
    }
    int first = mapping == LOWER ? 'A' : 'a';
    for (int i = from; i < to; i++) {
      int c = source[string.m_offset + i];
      target[i] = (byte) (c >= first && c < first + 26 ? c ^ CASE_BIT : c);
    }
  }

  private static final class Mapping extends NativeFrame {
    private final String name;
    private final int mapping;
    private final LuaString string;
    private byte @Nullable [] target; // null while there is no room for it
    private int done;

    Mapping(String name, int mapping, LuaString string) {
      this.name = name;
      this.mapping = mapping;
      this.string = string;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      byte[] bytes = target == null ? execution.tryReserveBytes(string.m_length) : target;
      target = bytes;
      if (bytes == null) {
        return execution.pause(this);
      }
      for (; ; ) {
        int count = Math.min(bytes.length - done, Piece.bytes(execution));
        map(mapping, string, bytes, done, done + count);
        done += count;
        execution.chargeBytes(count);
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
      tracer.value(string);
      tracer.bytes(target);
    }

    @Override
    public String name() {
      return name;
    }
  }
}
