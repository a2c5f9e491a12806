package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Work on a list that first asks how long the list is, which {@code __len} may answer, and then is
 * done in pieces. As in the reference, the items themselves are reached without metamethods.
 */
abstract class ListFrame extends NativeFrame {
  /** How many items are worked on between two looks at the fuel: some microseconds. */
  static final int PIECE = 1000;

  final Table table;
  private boolean isMeasured;

  ListFrame(Table table) {
    this.table = table;
  }

  /** Whether a table's length is known without calling anybody. */
  static boolean isPlain(LuaValue value) {
    if (!(value instanceof Table)) {
      return false;
    }
    Table metatable = ((Table) value).metatable();
    return metatable == null || metatable.metamethod(Metamethod.LEN) == null;
  }

  /** Finds the length and begins. */
  final Varargs start(Execution execution) {
    LuaValue handler = execution.metamethod(table, Metamethod.LEN);
    return handler != null
        ? execution.call(this, handler, Values.of(table, table))
        : start(execution, table.border());
  }

  /** Begins with a length that is known. */
  final Varargs start(Execution execution, int length) {
    isMeasured = true;
    return begin(execution, length);
  }

  @Override
  public final Varargs resume(Execution execution, @Nullable Varargs results) {
    return isMeasured || results == null
        ? proceed(execution, results)
        : start(execution, lengthFrom(results.arg1()));
  }

  private static int lengthFrom(LuaValue answer) {
    LuaNumber length = Operations.toNumber(answer);
    if (length == null) {
      throw RaisedError.fromNative("object length is not a number");
    }
    return Arguments.int32(length, 1);
  }

  /** Begins the work; what it may return is what {@link #resume} may. */
  abstract Varargs begin(Execution execution, int length);

  /** Goes on after a pause, with null, or with the results of what was called. */
  abstract Varargs proceed(Execution execution, @Nullable Varargs results);

  @Override
  public void trace(Tracer tracer) {
    tracer.value(table);
  }
}
