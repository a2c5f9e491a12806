package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.Moonshift;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Coroutine;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Table;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A script reaches what it is given and nothing else, and what breaks in it breaks alone. */
class SandboxTest {
  private static final Environment ALL_GRANTS = grants(Grant.values());

  private static Environment grants(Grant... grants) {
    Environment.Builder environment = Environment.builder();
    for (Grant grant : grants) {
      environment.grant(grant);
    }
    return environment.build();
  }

  private static LuaProcess run(Environment environment, String source) {
    return new ScriptRun(
            ScriptRun.compile("test", source), ProcessSettings.DEFAULT.withEnvironment(environment))
        .toEnd()
        .process();
  }

  private static Varargs results(Environment environment, String source) {
    LuaProcess process = run(environment, source);
    assertThat(process.error()).isNull();
    return process.results();
  }

  private static String namesIn(Environment environment, String table) {
    return results(
            environment,
            "local names = {} for name in pairs("
                + table
                + ") do names[#names + 1] = name end table.sort(names)"
                + " return table.concat(names, ' ')")
        .tojstring();
  }

  // ---------------------------------------------------------------- what there is

  @Test
  void theGlobalsAreThoseOfTheAllowList() {
    assertThat(namesIn(Environment.EMPTY, "_G"))
        .isEqualTo(
            "_G _VERSION assert bit32 collectgarbage coroutine debug error getmetatable ipairs"
                + " load loadstring math next os pairs pcall print rawequal rawget rawlen rawset"
                + " select setmetatable string table tonumber tostring type unpack xpcall");
    assertThat(namesIn(Environment.EMPTY, "os")).isEqualTo("clock date difftime setlocale time");
    assertThat(namesIn(Environment.EMPTY, "debug")).isEqualTo("traceback");
    assertThat(namesIn(Environment.EMPTY, "coroutine"))
        .isEqualTo("create resume running status wrap yield");
    assertThat(namesIn(Environment.EMPTY, "string"))
        .isEqualTo("byte char dump find format gmatch gsub len lower match rep reverse sub upper");
  }

  @Test
  void aGrantGivesWhatItSaysAndNoMore() {
    assertThat(namesIn(grants(Grant.DEBUG), "debug"))
        .isEqualTo(
            "gethook getinfo getlocal getmetatable getregistry getupvalue getuservalue sethook"
                + " setlocal setmetatable setupvalue setuservalue traceback upvalueid upvaluejoin");
    assertThat(results(grants(Grant.DEBUG), "return require, package").toString())
        .isEqualTo("(nil,nil)");
    assertThat(namesIn(grants(Grant.REQUIRE), "package"))
        .isEqualTo("config cpath loaded path preload searchers");
    assertThat(namesIn(grants(Grant.REQUIRE), "package.loaded"))
        .isEqualTo("_G bit32 coroutine debug math os package string table");
    assertThat(namesIn(grants(Grant.REQUIRE), "debug")).isEqualTo("traceback");
  }

  @Test
  void nothingOfJavaCanBeReached() {
    Varargs start =
        results(
            ALL_GRANTS,
            "local errors = {} "
                + "local function try(f, ...) errors[#errors + 1] = {pcall(f, ...)} end "
                + "try(error) try(string.rep) try(load, 'x') try(nil) try(next, {}, 'x')"
                + "try(setmetatable, 1) try(require, 'luajava') try(function() return nil + 1 end)"
                + "errors[#errors + 1] = {xpcall(error, debug.getinfo)}"
                + "local co = coroutine.create(function() coroutine.yield(debug.getinfo(1)) end)"
                + "return _G, getmetatable(''), errors, {coroutine.resume(co)}, co,"
                + " coroutine.wrap(print), string.gmatch('', ''), debug.getregistry(),"
                + " debug.getinfo(1), debug.getinfo(print), {pairs({})}, {ipairs({})}");

    Set<String> kinds = new TreeSet<>();
    Deque<LuaValue> todo = new ArrayDeque<>();
    Set<LuaValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 1; i <= start.narg(); i++) {
      todo.add(start.arg(i));
    }
    while (!todo.isEmpty()) {
      LuaValue value = todo.pop();
      if (seen.add(value)) {
        kinds.add(kind(value));
        todo.addAll(contents(value));
      }
    }

    assertThat(kinds)
        .isSubsetOf(
            "boolean",
            "coroutine",
            "library function",
            "nil",
            "number",
            "script's function",
            "string",
            "table");
    assertThat(seen).hasSizeGreaterThan(200);
  }

  private static String kind(LuaValue value) {
    if (value instanceof Table) {
      return "table";
    }
    if (value instanceof NativeFunction) {
      return "library function";
    }
    if (value instanceof Closure) {
      return "script's function";
    }
    if (value instanceof Coroutine) {
      return "coroutine";
    }
    boolean isPlain =
        value instanceof LuaString
            || value instanceof LuaNumber
            || value instanceof LuaBoolean
            || value instanceof LuaNil;
    return isPlain ? value.typename() : value.getClass().getName();
  }

  private static List<LuaValue> contents(LuaValue value) {
    if (value instanceof Closure) {
      Closure closure = (Closure) value;
      return java.util.stream.IntStream.range(0, closure.code().upvalues.length)
          .mapToObj(i -> closure.upvalue(i).get())
          .collect(Collectors.toList());
    }
    if (!(value instanceof Table)) {
      return List.of();
    }
    Table table = (Table) value;
    List<LuaValue> all =
        Arrays.stream(table.keys())
            .flatMap(key -> Stream.of(key, table.raw(key)))
            .collect(Collectors.toList());
    LuaValue metatable = table.getmetatable();
    if (metatable != null) {
      all.add(metatable);
    }
    return all;
  }

  // ---------------------------------------------------------------- what others see of it

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getmetatable('').__index.rep = nil",
        "getmetatable('').__index = function() return 'mine' end",
        "string.rep = nil",
        "setmetatable(_G, {__index = function() return 'mine' end})",
        "setmetatable(string, {__index = {more = 1}, __newindex = error})",
        "rawset(table, 'concat', print) rawset(math, 1, 2)",
        "local all = _G for name in pairs(all) do all[name] = nil end",
        "debug.setmetatable('', nil) debug.setmetatable(1, {__index = {x = 1}})",
        "debug.setmetatable(print, {__call = print}) debug.setmetatable(nil, {__index = _G})",
        "debug.getregistry().left = 1",
        "package.loaded.string = nil package.preload.left = print package.searchers[1] = nil"
      })
  void whatAScriptDoesToTheLibraryNobodyElseSees(String vandalism) {
    String look =
        "local seen = {('x'):rep(3), string.rep('x', 2), table.concat({1, 2}), math[1], string.more,"
            + " left, debug.getregistry().left, package.preload.left, #package.searchers,"
            + " tostring(require('string') == string), getmetatable(string), getmetatable(_G),"
            + " pcall(function() return (1).x end)} "
            + "local all = {} for name in pairs(_G) do all[#all + 1] = name end "
            + "table.sort(all) for i = 1, 30 do all[#all + 1] = tostring(seen[i]) end "
            + "return table.concat(all, ' ')";
    String before = results(ALL_GRANTS, look).tojstring();

    assertThat(run(ALL_GRANTS, vandalism).state()).isEqualTo(ProcessState.FINISHED);

    assertThat(results(ALL_GRANTS, look).tojstring()).isEqualTo(before);
  }

  @Test
  void metatablesOfBasicTypesAreTheProcessesOwn() {
    String set = "debug.setmetatable(1, {__index = {double = function(n) return 2 * n end}})";

    assertThat(results(ALL_GRANTS, set + " return (21):double()").arg1().toint()).isEqualTo(42);
    assertThat(run(ALL_GRANTS, "return (21):double()").error().message())
        .isEqualTo("test:1: attempt to index a number value");
  }

  // ---------------------------------------------------------------- what breaks

  static Stream<Supplier<Throwable>> bugs() {
    return Stream.of(
        () -> new NullPointerException("null"),
        () -> new ClassCastException("cast"),
        () -> new ArrayIndexOutOfBoundsException(7),
        StackOverflowError::new,
        () -> new AssertionError("assertion"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBugOfTheMachineEndsItsProcessAndNothingElse(Supplier<Throwable> bug) {
    Throwable thrown = bug.get();
    Environment broken =
        Environment.builder()
            .set("bug", NativeFunction.of("bug", (execution, args) -> sneak(thrown)))
            .build();
    Moonshift moonshift = Moonshift.create();
    LuaProcess neighbour = moonshift.spawn("neighbour", "for i = 1, 1e5 do end return 'done'");
    LuaProcess process =
        moonshift.spawn(
            Script.compile(
                "broken",
                "local function catch() return pcall(coroutine.wrap(function() bug() end)) end "
                    + "xpcall(catch, print) print('caught')"),
            ProcessSettings.DEFAULT.withEnvironment(broken));

    moonshift.runUntilIdle();

    assertThat(process.end().reason()).isEqualTo(ExitReason.INTERNAL_ERROR);
    assertThat(process.error().cause()).isSameAs(thrown);
    assertThat(process.output()).isEmpty();
    assertThat(neighbour.results().tojstring()).isEqualTo("done");
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws what it is given
  private static <T extends Throwable> Varargs sneak(Throwable problem) throws T {
    throw (T) problem;
  }

  @Test
  void anExceptionOfAHostFunctionIsItsMessageAndNothingMore() {
    Environment environment =
        Environment.builder()
            .function(
                "f",
                args -> {
                  throw new IllegalStateException("no such bank account");
                })
            .function(
                "g",
                args -> {
                  throw new NullPointerException();
                })
            .build();

    Varargs caught = results(environment, "return select(2, pcall(f)), select(2, pcall(g))");

    assertThat(caught.arg1()).isInstanceOf(LuaString.class);
    assertThat(caught.arg1().tojstring()).isEqualTo("no such bank account");
    assertThat(caught.arg(2).tojstring()).isEqualTo("host function 'g' failed");
  }

  @Test
  void whatAHostsObjectSaysOfItselfIsNotShown() {
    Environment environment =
        Environment.builder()
            .set("object", new org.luaj.vm2.LuaUserdata(Map.of("secret", 1)))
            .build();

    assertThat(results(environment, "return tostring(object), type(object)").toString())
        .isEqualTo("(userdata: host,userdata)");
  }
}
