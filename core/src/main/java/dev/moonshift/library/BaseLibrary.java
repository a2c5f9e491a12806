package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.LongKey;
import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.ScriptError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.TableIterator;
import dev.moonshift.vm.Traceback;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The basic functions: {@code print}, {@code pairs}, {@code pcall} and the like. */
final class BaseLibrary {
  private BaseLibrary() {}

  static Table create() {
    Table library = new Table();
    addLeaf(library, "assert", BaseLibrary::passThrough, BaseLibrary::assertionFailed);
    add(library, "collectgarbage", BaseLibrary::collectGarbage);
    Library.add(library, "error", new ErrorFunction());
    addLeaf(library, "getmetatable", BaseLibrary::getMetatable);
    add(library, "ipairs", BaseLibrary::ipairs);
    add(library, "load", LoadFrame::load);
    add(library, "loadstring", LoadFrame::load);
    Library.add(library, "next", TableIterator.NEXT);
    add(library, "pairs", BaseLibrary::pairs);
    add(library, "pcall", BaseLibrary::pcall);
    Library.add(library, "print", PrintFrame.PRINT);
    add(library, "rawequal", BaseLibrary::rawEqual);
    addLeaf(library, "rawget", BaseLibrary::rawGet, BaseLibrary::rawGetLong);
    addLeaf(library, "rawlen", BaseLibrary::rawLength);
    addLeaf(library, "rawset", BaseLibrary::rawSet, BaseLibrary::rawSetLong);
    Library.add(library, "select", new Select());
    addLeaf(library, "setmetatable", BaseLibrary::setMetatable);
    addLeaf(library, "tonumber", BaseLibrary::toNumberAtOnce, BaseLibrary::toNumber);
    Library.add(library, "tostring", PrintFrame.TOSTRING);
    addLeaf(library, "type", BaseLibrary::type);
    add(library, "xpcall", BaseLibrary::xpcall);
    Library.add(library, "_VERSION", LuaValue.valueOf("Lua 5.2"));
    return library;
  }

  private static void add(Table library, String name, NativeFunction.Body body) {
    Library.add(library, name, NativeFunction.of(name, body));
  }

  private static void addLeaf(Table library, String name, NativeFunction.Body body) {
    Library.add(library, name, LeafFunction.leaf(name, body));
  }

  private static void addLeaf(
      Table library, String name, LeafFunction.BodyAtOnce atOnce, NativeFunction.Body inFull) {
    Library.add(library, name, LeafFunction.leaf(name, atOnce, inFull));
  }

  // ---------------------------------------------------------------- errors

  /** {@code assert} of what is true. */
  private static @Nullable Varargs passThrough(Execution execution, Varargs args) {
    return args.arg1().toboolean() ? args : null;
  }

  private static Varargs assertionFailed(Execution execution, Varargs args) {
    LuaString message = Arguments.optionalString(args, 2);
    if (message == null) {
      throw RaisedError.fromNative("assertion failed!");
    }
    return raise(execution, upToZero(message), 1, null);
  }

  /** A text as C sees it; a long one as it is, for looking through it takes a while. */
  private static LuaString upToZero(LuaString text) {
    int end = Math.min(text.m_length, Piece.MAX_BYTES);
    int at = 0;
    while (at < end && text.luaByte(at) != 0) {
      at++;
    }
    return at < end ? text.substring(0, at) : text;
  }

  private static final class ErrorFunction extends NativeFunction {
    ErrorFunction() {
      super("error");
    }

    @Override
    public boolean looksAtCallers() {
      return true;
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      LuaValue value = args.arg1();
      int level = (int) Arguments.integer(args, 2, 1);
      return value.isstring() && level > 0
          ? raise(execution, Operations.text(value), level, this)
          : execution.raise(this, value);
    }
  }

  /**
   * Raises an error with the place that is {@code level} calls out; 1 is the caller.
   *
   * @param raiser the function that raises it; null if the error is to be thrown, as what called
   *     the function may be on the JVM's stack
   */
  private static Varargs raise(
      Execution execution, LuaString message, int level, @Nullable NativeFunction raiser) {
    Traceback calls = execution.traceback(execution.currentCoroutine(), level);
    return new Raising(message, calls, raiser).resume(execution, null);
  }

  /** The frame of {@code error}, where its level is far out. */
  private static final class Raising extends NativeFrame {
    private final LuaString message;
    private final Traceback calls;
    private final @Nullable NativeFunction raiser;

    Raising(LuaString message, Traceback calls, @Nullable NativeFunction raiser) {
      this.message = message;
      this.calls = calls;
      this.raiser = raiser;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      while (!calls.reachesFirst(execution)) {
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
      Varargs error = Operations.located(execution, calls.place(), message);
      if (!(error instanceof LuaString text)) {
        return error;
      }
      if (raiser == null) {
        throw new ScriptError(text);
      }
      return execution.raise(raiser, text);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(message);
    }

    @Override
    public String name() {
      return "error";
    }
  }

  private static Varargs pcall(Execution execution, Varargs args) {
    LuaValue function = Arguments.any(args, 1);
    return execution.call(new Protected("pcall", null), function, Values.drop(args, 1));
  }

  private static Varargs xpcall(Execution execution, Varargs args) {
    Arguments.any(args, 2);
    return execution.call(new Protected("xpcall", args.arg(2)), args.arg1(), Values.drop(args, 2));
  }

  /** The frame of {@code pcall} and {@code xpcall}. */
  private static final class Protected extends NativeFrame {
    private final String name;
    private final @Nullable LuaValue handler;

    Protected(String name, @Nullable LuaValue handler) {
      this.name = name;
      this.handler = handler;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs results) {
      return execution.prepend(this, LuaValue.TRUE, results == null ? LuaValue.NONE : results);
    }

    @Override
    public boolean protectsFrom(LuaValue error) {
      return true;
    }

    @Override
    public @Nullable LuaValue messageHandler() {
      return handler;
    }

    @Override
    public Varargs caught(LuaValue error) {
      return Values.of(LuaValue.FALSE, error);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(handler);
    }

    @Override
    public String name() {
      return name;
    }
  }

  // ---------------------------------------------------------------- tables

  private static Varargs getMetatable(Execution execution, Varargs args) {
    Table metatable = execution.metatable(Arguments.any(args, 1));
    if (metatable == null) {
      return LuaValue.NIL;
    }
    LuaValue shown = metatable.metamethod(Metamethod.METATABLE);
    return shown == null ? metatable : shown;
  }

  private static Varargs setMetatable(Execution execution, Varargs args) {
    Table table = Arguments.table(args, 1);
    LuaValue metatable = args.arg(2);
    if (args.narg() < 2 || !(metatable.isnil() || metatable instanceof Table)) {
      throw RaisedError.badArgument(2, "nil or table expected");
    }
    if (execution.metamethod(table, Metamethod.METATABLE) != null) {
      throw RaisedError.fromNative("cannot change a protected metatable");
    }
    execution.setMetatable(table, metatable.isnil() ? null : (Table) metatable);
    return table;
  }

  private static Varargs pairs(Execution execution, Varargs args) {
    return iteration(execution, args, Metamethod.PAIRS, TableIterator.NEXT, LuaValue.NIL);
  }

  private static Varargs ipairs(Execution execution, Varargs args) {
    return iteration(execution, args, Metamethod.IPAIRS, TableIterator.INDEX_NEXT, LuaValue.ZERO);
  }

  private static Varargs iteration(
      Execution execution, Varargs args, Metamethod event, LuaValue iterator, LuaValue start) {
    LuaValue value = args.arg1();
    LuaValue handler = execution.metamethod(value, event);
    if (handler != null) {
      return execution.call(new FirstThree(event), handler, value);
    }
    return LuaValue.varargsOf(iterator, Arguments.table(args, 1), start);
  }

  /** Cuts the results of {@code __pairs} and {@code __ipairs} to three. */
  private static final class FirstThree extends NativeFrame {
    private final Metamethod event;

    FirstThree(Metamethod event) {
      this.event = event;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs results) {
      Varargs given = results == null ? LuaValue.NONE : results;
      return LuaValue.varargsOf(given.arg1(), given.arg(2), given.arg(3));
    }

    @Override
    public void trace(Tracer tracer) {}

    @Override
    public String name() {
      return event == Metamethod.PAIRS ? "pairs" : "ipairs";
    }
  }

  private static Varargs rawEqual(Execution execution, Varargs args) {
    LuaValue a = Arguments.any(args, 1);
    return Operations.rawEqual(execution, a, Arguments.any(args, 2));
  }

  private static @Nullable Varargs rawGet(Execution execution, Varargs args) {
    Table table = Arguments.table(args, 1);
    LuaValue key = Arguments.any(args, 2);
    return LongKey.isLong(key) ? null : table.raw(key);
  }

  private static Varargs rawGetLong(Execution execution, Varargs args) {
    return LongKey.rawGet(execution, Arguments.table(args, 1), args.arg(2));
  }

  private static Varargs rawLength(Execution execution, Varargs args) {
    LuaValue value = args.arg1();
    if (value instanceof Table) {
      return LuaInteger.valueOf(((Table) value).border());
    }
    if (value instanceof LuaString) {
      return LuaInteger.valueOf(((LuaString) value).m_length);
    }
    throw RaisedError.badArgument(1, "table or string expected");
  }

  private static @Nullable Varargs rawSet(Execution execution, Varargs args) {
    Table table = Arguments.table(args, 1);
    LuaValue key = Arguments.any(args, 2);
    LuaValue value = Arguments.any(args, 3);
    if (LongKey.isLong(key)) {
      return null;
    }
    Operations.put(execution, table, key, value);
    return table;
  }

  private static Varargs rawSetLong(Execution execution, Varargs args) {
    return LongKey.rawSet(execution, Arguments.table(args, 1), args.arg(2), args.arg(3));
  }

  // ---------------------------------------------------------------- values

  private static Varargs type(Execution execution, Varargs args) {
    return StandardLibrary.wellKnown(LuaString.valueOf(Arguments.any(args, 1).typename()));
  }

  private static @Nullable Varargs toNumberAtOnce(Execution execution, Varargs args) {
    LuaValue value = args.arg1();
    return value instanceof LuaString && !Operations.isReadAtOnce((LuaString) value)
        ? null
        : toNumber(execution, args);
  }

  private static Varargs toNumber(Execution execution, Varargs args) {
    LuaValue value = Arguments.any(args, 1);
    if (args.arg(2).isnil()) {
      return value instanceof LuaString
          ? Operations.readNumber(execution, (LuaString) value)
          : value instanceof LuaNumber ? value : LuaValue.NIL;
    }
    LuaString text = Arguments.string(args, 1);
    long base = Arguments.integer(args, 2);
    if (base < 2 || base > 36) {
      throw RaisedError.badArgument(2, "base out of range");
    }
    return Operations.readNumber(execution, text, (int) base);
  }

  private static final class Select extends LeafFunction {
    Select() {
      super("select");
    }

    @Override
    public Varargs callAtOnce(Execution execution, Varargs args) {
      int count = args.narg() - 1;
      return asksForCount(args.arg1())
          ? LuaInteger.valueOf(count)
          : Values.drop(args, position(args, count));
    }

    @Override
    public LuaValue firstAtOnce(Execution execution, LuaValue which, Varargs rest) {
      int count = rest.narg();
      return asksForCount(which) ? LuaInteger.valueOf(count) : rest.arg(position(which, count));
    }

    /** Whether the first argument is a text that begins with {@code #}, as the reference has it. */
    private static boolean asksForCount(LuaValue which) {
      return which instanceof LuaString text && text.m_length > 0 && text.luaByte(0) == '#';
    }

    /** The position that the first argument says, from 1: among so many values, or behind them. */
    private static int position(Varargs args, int count) {
      int n = Arguments.int32(args, 1);
      int position = n < 0 ? count + n + 1 : n;
      if (position < 1) {
        throw RaisedError.badArgument(1, "index out of range");
      }
      return position;
    }
  }

  private static Varargs collectGarbage(Execution execution, Varargs args) {
    String option = args.arg1().isnil() ? "collect" : Arguments.word(args, 1);
    switch (option) {
      case "count":
        double bytes = execution.memoryCharged();
        return Values.of(Numbers.valueOf(bytes / 1024), Numbers.valueOf(bytes % 1024));
      case "collect":
        execution.requestAudit();
        return LuaValue.ZERO;
      case "step":
        return LuaValue.valueOf(execution.stepCollection(Arguments.integer(args, 2, 0)));
      case "isrunning":
        return LuaValue.valueOf(execution.isCollectorRunning());
      case "stop":
      case "restart":
        execution.setCollectorRunning(option.equals("restart"));
        return LuaValue.ZERO;
      case "generational":
      case "incremental":
        return LuaValue.ZERO;
      case "setpause":
      case "setstepmul":
      case "setmajorinc":
        long setting = Arguments.integer(args, 2, 0);
        return Numbers.valueOf(execution.exchangeCollectorSetting(option, setting));
      default:
        throw RaisedError.badArgument(1, "invalid option '" + option + "'");
    }
  }
}
