package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The iterators that {@code pairs} and {@code ipairs} return, with a short cut for loops: {@code
 * TFORCALL} may step without making lists of arguments and results. The short cut does and costs
 * the same as the call.
 */
public abstract class TableIterator extends NativeFunction {
  /** {@code next(table, key)}: the pair after a key. */
  public static final TableIterator NEXT = new Next();

  /** {@code ipairs}' iterator: the list item after an index. */
  public static final TableIterator INDEX_NEXT = new IndexNext();

  private static final LuaString INVALID_KEY = LuaValue.valueOf("invalid key to 'next'");

  /** How {@code Code.callees} names it. */
  final byte kind;

  TableIterator(String name, byte kind) {
    super(name);
    this.kind = kind;
  }

  /** Performs one step of a loop on registers, if it can; see {@code TFORCALL}. */
  abstract boolean step(LuaValue[] registers, int a, int count);

  private static String typeName(Varargs args, int index) {
    return index > args.narg() ? "no value" : args.arg(index).typename();
  }

  private static void nilFrom(LuaValue[] registers, int from, int to) {
    for (int i = from; i < to; i++) {
      registers[i] = LuaValue.NIL;
    }
  }

  private static final class Next extends TableIterator {
    private static final InstructionStep AFTER_PAYMENT =
        new InstructionStep() {
          @Override
          public Varargs call(Execution execution, Varargs args) {
            return Next.next(execution, (Table) args.arg1(), args.arg(2));
          }
        };

    Next() {
      super("next", Code.NEXT);
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      LuaValue table = args.arg1();
      if (!(table instanceof Table)) {
        throw RaisedError.badArgument(1, "table expected, got " + typeName(args, 1));
      }
      LuaValue key = args.arg(2);
      return LongKey.isLong(key)
          ? LongKey.pay(execution, (Table) table, key, AFTER_PAYMENT, args)
          : next(execution, (Table) table, key);
    }

    private static Varargs next(Execution execution, Table table, LuaValue key) {
      int from = table.positionAfter(key);
      if (from < 0) {
        throw new ScriptError(INVALID_KEY);
      }
      int position = table.nextPosition(from, Table.MAX_CROSSED);
      int reached = Table.reached(position);
      return reached < 0
          ? table.pairAt(position)
          : new Search(table, reached).resume(execution, null);
    }

    @Override
    boolean step(LuaValue[] registers, int a, int count) {
      if (!(registers[a + 1] instanceof Table) || LongKey.isLong(registers[a + 2])) {
        return false;
      }
      Table table = (Table) registers[a + 1];
      int from = table.positionAfter(registers[a + 2]);
      if (from < 0) {
        return false;
      }
      int position = table.nextPosition(from, Table.MAX_CROSSED);
      if (Table.reached(position) >= 0) {
        return false; // a call can pause on its way
      }
      if (position < 0) {
        nilFrom(registers, a + 3, a + 3 + count);
        return true;
      }
      registers[a + 3] = table.keyAt(position);
      if (count > 1) {
        registers[a + 4] = table.valueAt(position);
        nilFrom(registers, a + 5, a + 3 + count);
      }
      return true;
    }
  }

  /** Looks for the next pair beyond a long stretch without any. */
  private static final class Search extends NativeFrame {
    /** Positions that are looked at in one go, and for a unit of fuel. */
    private static final int PIECE = 16_384;

    private static final int POSITIONS_PER_FUEL = 16;

    private final Table table;
    private int at;

    Search(Table table, int at) {
      this.table = table;
      this.at = at;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      for (; ; ) {
        int position = table.nextPosition(at, PIECE);
        int reached = Table.reached(position);
        if (reached < 0) {
          return table.pairAt(position);
        }
        at = reached;
        execution.charge(PIECE / POSITIONS_PER_FUEL);
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(table);
    }

    @Override
    public String name() {
      return "next";
    }
  }

  private static final class IndexNext extends TableIterator {
    IndexNext() {
      super("ipairs_iterator", Code.INDEX_NEXT);
    }

    @Override
    String nameInErrors() {
      return "?"; // no library table has it
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      LuaNumber last = Operations.toNumber(args.arg(2));
      if (last == null) {
        throw RaisedError.badArgument(2, "number expected, got " + typeName(args, 2));
      }
      LuaValue table = args.arg1();
      if (!(table instanceof Table)) {
        throw RaisedError.badArgument(1, "table expected, got " + typeName(args, 1));
      }
      int index = (int) (long) last.todouble() + 1; // of higher bits the reference takes no notice
      LuaValue value = ((Table) table).raw(index);
      return value == NIL ? NIL : Values.of(LuaInteger.valueOf(index), value);
    }

    @Override
    boolean step(LuaValue[] registers, int a, int count) {
      if (!(registers[a + 1] instanceof Table) || !(registers[a + 2] instanceof LuaInteger)) {
        return false;
      }
      int index = registers[a + 2].toint() + 1;
      LuaValue value = ((Table) registers[a + 1]).raw(index);
      if (value == NIL) {
        nilFrom(registers, a + 3, a + 3 + count);
        return true;
      }
      registers[a + 3] = LuaInteger.valueOf(index);
      if (count > 1) {
        registers[a + 4] = value;
        nilFrom(registers, a + 5, a + 3 + count);
      }
      return true;
    }
  }
}
