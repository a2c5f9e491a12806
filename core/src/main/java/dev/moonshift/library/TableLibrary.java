package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The {@code table} library. What a short list needs is done at once; a long one is worked on in
 * pieces.
 */
final class TableLibrary {
  /** No more values are returned at once: about what the reference has stack for. */
  private static final int MAX_RESULTS = 999_000;

  private static final LuaString COUNT = LuaString.valueOf("n");

  private TableLibrary() {}

  static Table create() {
    Table library = new Table();
    Library.add(library, "table", "concat", TableLibrary::concat);
    Library.add(library, "insert", new Insert());
    Library.add(library, "table", "pack", TableLibrary::pack);
    Library.add(library, "remove", new Remove());
    Library.add(library, "table", "sort", TableLibrary::sort);
    Library.add(library, "table", "unpack", TableLibrary::unpack);
    return library;
  }

  private static RaisedError outOfBounds(int argument) {
    return RaisedError.badArgument(argument, "position out of bounds");
  }

  // ---------------------------------------------------------------- insert and remove

  private static final class Insert extends LeafFunction {
    Insert() {
      super("table.insert");
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
      return args.narg() == 2 ? callAtOnce(execution, args.arg1(), args.arg(2)) : null;
    }

    @Override
    public @Nullable Varargs callAtOnce(
        Execution execution, LuaValue list, LuaValue position, LuaValue value) {
      return null;
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, LuaValue list, LuaValue value) {
      if (!ListFrame.isPlain(list)) {
        return null;
      }
      Table table = (Table) list;
      Operations.put(execution, table, table.border() + 1, value);
      return LuaValue.NONE;
    }

    @Override
    public Varargs callInFull(Execution execution, Varargs args) {
      return new Insertion(Arguments.table(args, 1), args).start(execution);
    }
  }

  /** Moves items up, from the last one down, and puts the new one into the gap. */
  private static final class Insertion extends ListFrame {
    private final Varargs args;
    private int position;
    private int gap;

    Insertion(Table table, Varargs args) {
      super(table);
      this.args = args;
    }

    @Override
    Varargs begin(Execution execution, int length) {
      gap = length + 1;
      switch (args.narg()) {
        case 2:
          position = gap;
          break;
        case 3:
          position = Arguments.int32(args, 2);
          if (position < 1 || position > gap) {
            throw outOfBounds(2);
          }
          break;
        default:
          throw RaisedError.fromNative("wrong number of arguments to 'insert'");
      }
      return proceed(execution, null);
    }

    @Override
    Varargs proceed(Execution execution, @Nullable Varargs nothing) {
      for (; ; ) {
        int end = Math.max(position, gap - PIECE);
        execution.charge(gap - end);
        for (; gap > end; gap--) {
          Operations.put(execution, table, gap, table.raw(gap - 1));
        }
        if (gap == position) {
          Operations.put(execution, table, position, args.arg(args.narg()));
          return LuaValue.NONE;
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public String name() {
      return "table.insert";
    }

    @Override
    public void trace(Tracer tracer) {
      super.trace(tracer);
      tracer.values(args);
    }
  }

  private static final class Remove extends LeafFunction {
    Remove() {
      super("table.remove");
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
      if (!ListFrame.isPlain(args.arg1()) || args.narg() != 1) {
        return null;
      }
      Table table = (Table) args.arg1();
      int last = table.border();
      LuaValue removed = table.raw(last);
      table.put(last, LuaValue.NIL);
      return removed;
    }

    @Override
    public Varargs callInFull(Execution execution, Varargs args) {
      return new Removal(Arguments.table(args, 1), args).start(execution);
    }
  }

  /** Moves items down over the one that is removed. */
  private static final class Removal extends ListFrame {
    private final Varargs args;
    private LuaValue removed = LuaValue.NIL;
    private int last;
    private int gap;

    Removal(Table table, Varargs args) {
      super(table);
      this.args = args;
    }

    @Override
    Varargs begin(Execution execution, int length) {
      last = length;
      gap = Arguments.int32(args, 2, length);
      if (gap != length && (gap < 1 || gap > length + 1)) {
        throw outOfBounds(1);
      }
      removed = table.raw(gap);
      return proceed(execution, null);
    }

    @Override
    Varargs proceed(Execution execution, @Nullable Varargs nothing) {
      for (; ; ) {
        int end = last - gap > PIECE ? gap + PIECE : Math.max(gap, last);
        execution.charge(end - gap);
        for (; gap < end; gap++) {
          Operations.put(execution, table, gap, table.raw(gap + 1));
        }
        if (gap >= last) {
          table.put(gap, LuaValue.NIL);
          return removed;
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public String name() {
      return "table.remove";
    }

    @Override
    public void trace(Tracer tracer) {
      super.trace(tracer);
      tracer.values(args);
      tracer.value(removed);
    }
  }

  // ---------------------------------------------------------------- pack and unpack

  private static Varargs pack(Execution execution, Varargs args) {
    return new Packing(args).resume(execution, null);
  }

  private static final class Packing extends NativeFrame {
    private final Varargs args;
    private @Nullable Table table; // null while there is no room for it
    private int packed;

    Packing(Varargs args) {
      this.args = args;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      int count = args.narg();
      Table target = table == null ? execution.tryNewTable(count, 1) : table;
      table = target;
      if (target == null) {
        return execution.pause(this);
      }
      for (; ; ) {
        int end = Math.min(packed + ListFrame.PIECE, count);
        execution.charge(end - packed);
        while (packed < end) {
          packed++;
          target.put(packed, args.arg(packed));
        }
        if (packed == count) {
          target.put(COUNT, LuaInteger.valueOf(count));
          return target;
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public String name() {
      return "table.pack";
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(table);
      tracer.values(args);
    }
  }

  private static Varargs unpack(Execution execution, Varargs args) {
    Unpacking unpacking = new Unpacking(Arguments.table(args, 1), Arguments.int32(args, 2, 1));
    return args.arg(3).isnil()
        ? unpacking.start(execution)
        : unpacking.start(execution, Arguments.int32(args, 3));
  }

  private static final class Unpacking extends ListFrame {
    private final int first;
    private int count;
    private LuaValue @Nullable [] values; // null while there is no room for it
    private int unpacked;

    Unpacking(Table table, int first) {
      super(table);
      this.first = first;
    }

    @Override
    Varargs begin(Execution execution, int last) {
      if (first > last) {
        return LuaValue.NONE;
      }
      long wanted = (long) last - first + 1;
      if (wanted > MAX_RESULTS) {
        throw RaisedError.fromNative("too many results to unpack");
      }
      count = (int) wanted;
      return proceed(execution, null);
    }

    @Override
    Varargs proceed(Execution execution, @Nullable Varargs nothing) {
      if (values == null && !execution.hasRoom((long) count * MemoryCost.SLOT)) {
        return execution.pause(this);
      }
      LuaValue[] target = values == null ? new LuaValue[count] : values;
      values = target;
      for (; ; ) {
        int end = Math.min(unpacked + PIECE, count);
        execution.charge(end - unpacked);
        for (; unpacked < end; unpacked++) {
          target[unpacked] = table.raw(first + unpacked);
        }
        if (unpacked == count) {
          return Values.of(target);
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public void trace(Tracer tracer) {
      super.trace(tracer);
      if (values != null) {
        tracer.memory((long) count * MemoryCost.SLOT); // what is in it is in the table too
      }
    }

    @Override
    public String name() {
      return "table.unpack";
    }
  }

  // ---------------------------------------------------------------- concat and sort

  private static Varargs concat(Execution execution, Varargs args) {
    LuaString separator = Arguments.optionalString(args, 2); // which the reference asks for first
    Table table = Arguments.table(args, 1);
    ConcatFrame concat =
        new ConcatFrame(
            table,
            separator == null ? LuaValue.EMPTYSTRING : separator,
            Arguments.int32(args, 3, 1));
    return args.arg(4).isnil()
        ? concat.start(execution)
        : concat.start(execution, Arguments.int32(args, 4));
  }

  private static Varargs sort(Execution execution, Varargs args) {
    return new SortFrame(Arguments.table(args, 1), args).start(execution);
  }
}
