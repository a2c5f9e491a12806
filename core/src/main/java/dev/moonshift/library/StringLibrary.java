package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The {@code string} library. What takes long for a long string works in pieces; for a short one it
 * is done at once and needs no frame.
 *
 * <p>{@code string.dump} refuses every function: compiled code is not something a process may see.
 */
final class StringLibrary {
  private StringLibrary() {}

  static Table create() {
    Table library = new Table();
    add(library, "byte", new ByteFunction());
    add(library, "char", new CharFunction());
    Library.add(library, "string", "dump", StringLibrary::dump);
    add(library, "find", new FindFunction("string.find", true));
    add(library, "format", new FormatFunction());
    add(library, "gmatch", new GmatchFunction());
    add(library, "gsub", new GsubFunction());
    Library.addLeaf(library, "string", "len", StringLibrary::length);
    add(library, "lower", new MappingFunction("string.lower", MappingFunction.LOWER));
    add(library, "match", new FindFunction("string.match", false));
    add(library, "rep", new RepFunction());
    add(library, "reverse", new MappingFunction("string.reverse", MappingFunction.REVERSE));
    add(library, "sub", new SubFunction());
    add(library, "upper", new MappingFunction("string.upper", MappingFunction.UPPER));
    return library;
  }

  private static void add(Table library, String name, NativeFunction function) {
    Library.add(library, name, function);
  }

  private static Varargs length(Execution execution, Varargs args) {
    return LuaInteger.valueOf(Arguments.string(args, 1).m_length);
  }

  private static Varargs dump(Execution execution, Varargs args) {
    Arguments.function(args, 1);
    throw RaisedError.fromNative("unable to dump given function");
  }

  /** A position as scripts give it, where a negative one counts from the end; from 1, or less. */
  static long position(long given, int length) {
    return given >= 0 ? given : given < -length ? 0 : length + given + 1;
  }

  /** Where a part begins, counted from 0, of which a script says where its first byte is. */
  static int start(long first, int length) {
    return (int) Math.min(Math.max(position(first, length), 1) - 1, length);
  }

  /** Where a part ends, likewise; at most the length, and before the start if it is empty. */
  static int end(long last, int length) {
    return (int) Math.min(position(last, length), length);
  }

  private static final class SubFunction extends LeafFunction {
    SubFunction() {
      super("string.sub");
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
      return sub(
          execution,
          Arguments.string(args, 1),
          Arguments.integer(args, 2),
          Arguments.integer(args, 3, -1));
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaString && b instanceof LuaInteger
          ? sub(execution, (LuaString) a, b.toint(), -1)
          : super.callAtOnce(execution, a, b);
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, LuaValue a, LuaValue b, LuaValue c) {
      return a instanceof LuaString && b instanceof LuaInteger && c instanceof LuaInteger
          ? sub(execution, (LuaString) a, b.toint(), c.toint())
          : super.callAtOnce(execution, a, b, c);
    }

    private static @Nullable LuaString sub(
        Execution execution, LuaString string, long first, long last) {
      int from = start(first, string.m_length);
      int to = end(last, string.m_length);
      if (from >= to) {
        return LuaValue.EMPTYSTRING;
      }
      return Substrings.isCheap(string, to - from)
          ? Substrings.of(execution, string, from, to)
          : null;
    }

    @Override
    public Varargs callInFull(Execution execution, Varargs args) {
      LuaString string = Arguments.string(args, 1);
      int from = start(Arguments.integer(args, 2), string.m_length);
      int to = end(Arguments.integer(args, 3, -1), string.m_length);
      return new Copying(new LongCopy(string, from, to)).resume(execution, null);
    }
  }

  /** Copies a long substring. */
  private static final class Copying extends NativeFrame {
    private final LongCopy copy;

    Copying(LongCopy copy) {
      this.copy = copy;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      return copy.advance(execution) ? copy.result() : execution.pause(this);
    }

    @Override
    public void trace(Tracer tracer) {
      copy.trace(tracer);
    }

    @Override
    public String name() {
      return "string.sub";
    }
  }
}
