package dev.moonshift.library;

import dev.moonshift.bytecode.ChunkName;
import dev.moonshift.bytecode.Code;
import dev.moonshift.vm.Activation;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Coroutine;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.HookMask;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Traceback;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.UpValue;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The {@code debug} library: {@code traceback} for every script, the rest for those whose host
 * grants it. All of it looks at the process that asks and at no other.
 */
final class DebugLibrary {
  private static final String LIBRARY = "debug";

  private DebugLibrary() {}

  /** Adds a function that looks at the calls which led to it. */
  private static void add(Table library, String name, NativeFunction.Body body) {
    Library.add(library, name, NativeFunction.lookingAtCallers(LIBRARY + "." + name, body));
  }

  /** The part that is safe in any script. */
  static Table create() {
    Table library = new Table();
    add(library, "traceback", DebugLibrary::traceback);
    return library;
  }

  /** The part that can look into and change other functions of its process. */
  static Table createFull() {
    Table library = create();
    add(library, "gethook", DebugLibrary::getHook);
    add(library, "getinfo", DebugLibrary::getInfo);
    add(library, "getlocal", DebugLibrary::getLocal);
    add(library, "getmetatable", DebugLibrary::getMetatable);
    add(library, "getregistry", DebugLibrary::getRegistry);
    add(library, "getupvalue", DebugLibrary::getUpvalue);
    add(library, "getuservalue", DebugLibrary::getUserValue);
    add(library, "sethook", DebugLibrary::setHook);
    add(library, "setlocal", DebugLibrary::setLocal);
    add(library, "setmetatable", DebugLibrary::setMetatable);
    add(library, "setupvalue", DebugLibrary::setUpvalue);
    add(library, "setuservalue", DebugLibrary::setUserValue);
    add(library, "upvalueid", DebugLibrary::upvalueId);
    add(library, "upvaluejoin", DebugLibrary::upvalueJoin);
    return library;
  }

  /** How many arguments come before those proper: one if the first is a coroutine. */
  private static int shift(Varargs args) {
    return args.arg1() instanceof Coroutine ? 1 : 0;
  }

  /** The coroutine that is asked about. */
  private static Coroutine subject(Execution execution, Varargs args) {
    return args.arg1() instanceof Coroutine
        ? (Coroutine) args.arg1()
        : execution.currentCoroutine();
  }

  private static LuaString text(String text) {
    return LuaString.valueOf(text);
  }

  // ---------------------------------------------------------------- calls

  private static Varargs traceback(Execution execution, Varargs args) {
    int shift = shift(args);
    Coroutine subject = subject(execution, args);
    LuaValue message = args.arg(shift + 1);
    if (!message.isnil() && !message.isstring()) {
      return message;
    }
    long fallback = subject == execution.currentCoroutine() ? 1 : 0;
    int level = Arguments.int32(args, shift + 2, (int) fallback);
    Traceback traceback = execution.traceback(subject, level);
    return new Tracing(message, subject, traceback).resume(execution, null);
  }

  /** The frame of {@code traceback}, where there are many calls to look at. */
  private static final class Tracing extends NativeFrame {
    private final LuaValue message;
    private final Coroutine subject;
    private final Traceback traceback;

    Tracing(LuaValue message, Coroutine subject, Traceback traceback) {
      this.message = message;
      this.subject = subject;
      this.traceback = traceback;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs joined) {
      if (joined != null) {
        return joined;
      }
      while (!traceback.reachesLast(execution)) {
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
      LuaString text = execution.newString(traceback.text(execution));
      return message.isnil()
          ? text
          : Operations.join(execution, Operations.text(message), LuaString.valueOf("\n"), text);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(message);
      tracer.value(subject);
    }

    @Override
    public String name() {
      return "traceback";
    }
  }

  private static Varargs getInfo(Execution execution, Varargs args) {
    int shift = shift(args);
    LuaValue about = args.arg(shift + 1);
    LuaString given = Arguments.optionalString(args, shift + 2);
    String options = given == null ? "flnStu" : given.tojstring();
    Activation call = null;
    LuaValue function;
    if (about.isnumber()) {
      call = activation(execution, args, shift);
      if (call == null) {
        return LuaValue.NIL;
      }
      function = call.function();
    } else if (about.isfunction()) {
      function = about;
    } else {
      throw RaisedError.badArgument(shift + 1, "function or level expected");
    }
    for (int i = 0; i < options.length(); i++) {
      if ("SlnutLf".indexOf(options.charAt(i)) < 0) {
        throw RaisedError.badArgument(shift + 2, "invalid option");
      }
    }
    return describe(execution, call, function, options);
  }

  /** The call at the level that an argument names; null if there is none. */
  private static @Nullable Activation activation(Execution execution, Varargs args, int shift) {
    int level = Arguments.int32(args, shift + 1);
    return level < 0 ? null : execution.activation(subject(execution, args), level);
  }

  private static Table describe(
      Execution execution, @Nullable Activation call, LuaValue function, String options) {
    Table info = execution.newTable(0, 16);
    Code code = function instanceof Closure ? ((Closure) function).code() : null;
    for (int i = 0; i < options.length(); i++) {
      switch (options.charAt(i)) {
        case 'S' -> describeSource(info, code);
        case 'l' -> put(info, "currentline", LuaInteger.valueOf(call == null ? -1 : call.line()));
        case 'u' -> {
          put(info, "nups", LuaInteger.valueOf(code == null ? 0 : code.upvalues.length));
          put(info, "nparams", LuaInteger.valueOf(code == null ? 0 : code.parameterCount));
          put(info, "isvararg", LuaValue.valueOf(code == null || code.isVararg));
        }
        case 'n' -> {
          String name = call == null ? null : call.name();
          put(info, "name", name == null ? LuaValue.NIL : text(name));
          put(info, "namewhat", text(call == null ? "" : call.nameKind()));
        }
        case 't' -> put(info, "istailcall", LuaValue.valueOf(call != null && call.isTailCall()));
        case 'L' -> put(info, "activelines", activeLines(execution, code));
        default -> put(info, "func", function);
      }
    }
    return info;
  }

  private static void describeSource(Table info, @Nullable Code code) {
    LuaString source = code == null ? LuaString.valueOf("=[C]") : code.prototype.source;
    int first = code == null ? -1 : code.prototype.linedefined;
    put(info, "source", source);
    put(info, "short_src", ChunkName.display(source));
    put(info, "linedefined", LuaInteger.valueOf(first));
    put(
        info,
        "lastlinedefined",
        LuaInteger.valueOf(code == null ? -1 : code.prototype.lastlinedefined));
    put(info, "what", text(code == null ? "C" : first == 0 ? "main" : "Lua"));
  }

  private static LuaValue activeLines(Execution execution, @Nullable Code code) {
    if (code == null) {
      return LuaValue.NIL;
    }
    Table lines = execution.newTable(0, 0);
    for (int pc = 0; pc < code.instructions.length; pc++) {
      Operations.put(execution, lines, LuaInteger.valueOf(code.line(pc)), LuaValue.TRUE);
    }
    execution.charge(code.instructions.length);
    return lines;
  }

  private static void put(Table info, String key, LuaValue value) {
    info.put(StandardLibrary.wellKnown(LuaString.valueOf(key)), value);
  }

  // ---------------------------------------------------------------- hooks

  private static Varargs setHook(Execution execution, Varargs args) {
    int shift = shift(args);
    Coroutine subject = subject(execution, args);
    if (args.arg(shift + 1).isnil()) {
      return execution.setHook(subject, null, HookMask.NONE);
    }
    String events = Arguments.word(args, shift + 2);
    LuaValue function = Arguments.function(args, shift + 1);
    int count = Math.max(0, Arguments.int32(args, shift + 3, 0));
    HookMask mask =
        new HookMask(
            events.indexOf('c') >= 0, events.indexOf('r') >= 0, events.indexOf('l') >= 0, count);
    return execution.setHook(subject, function, mask);
  }

  private static Varargs getHook(Execution execution, Varargs args) {
    Coroutine subject = subject(execution, args);
    LuaValue function = execution.hookFunction(subject);
    HookMask mask = execution.hookMask(subject);
    String events =
        (mask.calls() ? "c" : "") + (mask.returns() ? "r" : "") + (mask.lines() ? "l" : "");
    return LuaValue.varargsOf(
        function == null ? LuaValue.NIL : function, text(events), LuaInteger.valueOf(mask.count()));
  }

  // ---------------------------------------------------------------- local variables

  private static Varargs getLocal(Execution execution, Varargs args) {
    int shift = shift(args);
    int index = Arguments.int32(args, shift + 2);
    LuaValue about = args.arg(shift + 1);
    if (about.isfunction()) {
      LuaString name =
          about instanceof Closure && index > 0
              ? ((Closure) about).code().localName(index - 1, 0)
              : null;
      return name == null ? LuaValue.NIL : name;
    }
    Activation call = existingActivation(execution, args, shift);
    Activation.Variable variable =
        isItself(execution, args, shift) ? argument(args, index) : call.local(index);
    return variable == null ? LuaValue.NIL : Values.of(text(variable.name()), variable.value());
  }

  private static Activation existingActivation(Execution execution, Varargs args, int shift) {
    Activation call = activation(execution, args, shift);
    if (call == null) {
      throw RaisedError.badArgument(shift + 1, "level out of range");
    }
    return call;
  }

  /** Whether the call that is asked about is that of the function that asks. */
  private static boolean isItself(Execution execution, Varargs args, int shift) {
    return Arguments.int32(args, shift + 1) == 0
        && subject(execution, args) == execution.currentCoroutine();
  }

  private static Activation.@Nullable Variable argument(Varargs args, int index) {
    return index < 1 || index > args.narg()
        ? null
        : new Activation.Variable("(*temporary)", args.arg(index));
  }

  private static Varargs setLocal(Execution execution, Varargs args) {
    int shift = shift(args);
    Activation call = existingActivation(execution, args, shift);
    LuaValue value = Arguments.any(args, shift + 3);
    String name = call.setLocal(Arguments.int32(args, shift + 2), value);
    return name == null ? LuaValue.NIL : text(name);
  }

  // ---------------------------------------------------------------- captured variables

  /** A closure's captured variable: the closure and the index from 0; null if there is no such. */
  private record Captured(Closure closure, int index) {
    static @Nullable Captured of(Varargs args, int argument) {
      int index = Arguments.int32(args, argument + 1);
      LuaValue function = Arguments.function(args, argument);
      return function instanceof Closure
              && index >= 1
              && index <= ((Closure) function).code().upvalues.length
          ? new Captured((Closure) function, index - 1)
          : null;
    }

    LuaValue name() {
      LuaString name = closure.code().upvalues[index].name;
      return name == null ? LuaValue.EMPTYSTRING : name;
    }
  }

  private static Varargs getUpvalue(Execution execution, Varargs args) {
    Captured captured = Captured.of(args, 1);
    return captured == null
        ? LuaValue.NONE
        : Values.of(captured.name(), captured.closure().upvalue(captured.index()).get());
  }

  private static Varargs setUpvalue(Execution execution, Varargs args) {
    LuaValue value = Arguments.any(args, 3);
    Captured captured = Captured.of(args, 1);
    if (captured == null) {
      return LuaValue.NONE;
    }
    captured.closure().upvalue(captured.index()).set(value);
    return captured.name();
  }

  private static Captured existing(Varargs args, int argument) {
    Captured captured = Captured.of(args, argument);
    if (captured == null) {
      throw RaisedError.badArgument(argument + 1, "invalid upvalue index");
    }
    return captured;
  }

  private static Varargs upvalueId(Execution execution, Varargs args) {
    Captured captured = existing(args, 1);
    return new LuaUserdata(captured.closure().upvalue(captured.index()));
  }

  private static Varargs upvalueJoin(Execution execution, Varargs args) {
    Captured to = existing(args, 1);
    Captured from = existing(args, 3);
    to.closure().upvalue(to.index(), from.closure().upvalue(from.index()));
    return LuaValue.NONE;
  }

  // ---------------------------------------------------------------- values

  private static Varargs getMetatable(Execution execution, Varargs args) {
    Table metatable = execution.metatable(Arguments.any(args, 1));
    return metatable == null ? LuaValue.NIL : metatable;
  }

  private static Varargs setMetatable(Execution execution, Varargs args) {
    LuaValue value = args.arg1();
    LuaValue given = args.arg(2);
    if (args.narg() < 2 || !(given.isnil() || given instanceof Table)) {
      throw RaisedError.badArgument(2, "nil or table expected");
    }
    Table metatable = given.isnil() ? null : (Table) given;
    if (value instanceof Table) {
      execution.setMetatable((Table) value, metatable);
    } else if (value instanceof LuaUserdata || value instanceof LuaTable) {
      throw hostObject();
    } else {
      execution.basicMetatable(value, metatable);
    }
    return value;
  }

  private static RaisedError hostObject() {
    return RaisedError.fromNative("cannot change an object of the host's");
  }

  private static Varargs getRegistry(Execution execution, Varargs args) {
    return execution.registry();
  }

  private static Varargs getUserValue(Execution execution, Varargs args) {
    return LuaValue.NIL; // no object of a host's has one
  }

  private static Varargs setUserValue(Execution execution, Varargs args) {
    if (args.arg1() instanceof LuaUserdata) {
      if (((LuaUserdata) args.arg1()).m_instance instanceof UpValue) {
        throw RaisedError.badArgument(1, "full userdata expected, got light userdata");
      }
      throw hostObject();
    }
    throw RaisedError.badArgument(1, "userdata expected, got " + Arguments.typeName(args, 1));
  }
}
