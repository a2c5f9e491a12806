package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Stores the values of an open call or {@code ...} at the end of a table constructor: there may be
 * very many. A function made for one call.
 */
final class ListFill extends InstructionStep {
  /** Values that are stored in one go: fewer are stored without any of this. */
  static final int PIECE = 1000;

  /** A unit of fuel stores so many. */
  private static final int VALUES_PER_FUEL = 4;

  private final Table table;
  private final int offset;
  private final Varargs values;

  /** Prepares to set {@code table[offset + n]} to the n-th value. */
  ListFill(Table table, int offset, Varargs values) {
    this.table = table;
    this.offset = offset;
    this.values = values;
  }

  @Override
  public Varargs call(Execution execution, Varargs nothing) {
    return new Filling().resume(execution, null);
  }

  private final class Filling extends NativeFrame {
    private int done;

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      int count = values.narg();
      for (; ; ) {
        int end = Math.min(done + PIECE, count);
        execution.charge((end - done) / VALUES_PER_FUEL);
        while (done < end) {
          done++;
          Operations.put(execution, table, offset + done, values.arg(done));
        }
        if (done == count) {
          return LuaValue.NONE;
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    boolean isHidden() {
      return true;
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(table);
      tracer.values(values);
    }

    @Override
    public String name() {
      return "?";
    }
  }
}
