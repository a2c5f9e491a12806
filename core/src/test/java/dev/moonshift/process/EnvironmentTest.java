package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.support.ScriptRun;
import dev.moonshift.vm.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;

class EnvironmentTest {
  private static LuaProcess start(Environment environment, String source) {
    return new ScriptRun(
            ScriptRun.compile("test", source), ProcessSettings.DEFAULT.withEnvironment(environment))
        .process();
  }

  private static String results(Environment environment, String source) {
    LuaProcess process = start(environment, source);
    while (process.tick()) {}
    assertThat(process.error()).isNull();
    return process.results().toString();
  }

  private static Environment with(String name, Object value) {
    return Environment.builder().set(name, value).build();
  }

  private static Environment withFunction(Function<Varargs, Object> function) {
    return Environment.builder().function("f", function).build();
  }

  @Test
  void traversalsVisitGivenValuesInTheOrderOfTheirGiving() {
    Environment.Builder builder = Environment.builder();
    StringBuilder given = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      builder.set("given" + i * 7 % 20, i);
      given.append(i * 7 % 20).append(' ');
    }
    String source =
        "local s = '' for k in pairs(_G) do if k:find('^given') then s = s .. k:sub(6) .. ' ' end"
            + " end return s";
    assertThat(results(builder.build(), source)).isEqualTo(given.toString());
  }

  @Test
  void javaValuesBecomeLuaValues() {
    Map<String, Object> map = new HashMap<>();
    map.put("list", Arrays.asList(1, 2L, 3.5f, null, "five"));
    map.put("bytes", new byte[] {(byte) 0xff, 0});
    map.put("yes", true);

    assertThat(
            results(
                with("v", map),
                "return v.list[1], v.list[2], v.list[3], v.list[4], v.list[5],"
                    + " v.bytes:byte(1, -1)"))
        .isEqualTo("(1,2,3.5,nil,five,255,0)");
    assertThat(results(with("v", null), "return v")).isEqualTo("nil");
    assertThat(results(with("v", "\u00e9"), "return #v, v:byte(1)")).isEqualTo("(2,195)");
  }

  @Test
  void otherJavaObjectsAreRefused() {
    assertThatThrownBy(() -> Environment.builder().set("v", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was java.lang.Object");
  }

  @Test
  void eachProcessGetsItsOwnCopy() {
    Environment environment = with("t", Map.of("inner", List.of(1)));
    results(environment, "t.inner[1] = 2 t.inner.more = true");

    assertThat(results(environment, "return t.inner[1], t.inner.more")).isEqualTo("(1,nil)");
  }

  @Test
  void aTableInItselfIsCopiedOnce() {
    Table table = new Table();
    table.put(LuaValue.valueOf("self"), table);

    assertThat(results(with("t", table), "return t.self == t")).isEqualTo("true");
  }

  @Test
  void aTableOfLuaJIsTakenOver() {
    LuaTable foreign = LuaTable.listOf(new LuaValue[] {LuaValue.valueOf("a")});
    foreign.set("inner", LuaTable.tableOf(new LuaValue[] {LuaValue.valueOf("k"), LuaValue.TRUE}));

    assertThat(results(with("t", foreign), "t.inner.x = 1 return #t, t[1], t.inner.k"))
        .isEqualTo("(1,a,true)");
  }

  @Test
  void aSharedTableIsOneForAll() {
    Table table = new Table();
    Environment environment = Environment.builder().share("board", table).build();
    results(environment, "board.x = 'written'");

    assertThat(results(environment, "return board.x")).isEqualTo("written");
    assertThat(table.raw(LuaValue.valueOf("x")).tojstring()).isEqualTo("written");
  }

  @Test
  void onlyOurOwnTablesCanBeShared() {
    assertThatThrownBy(() -> Environment.builder().share("t", new LuaTable()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFunctionGetsArgumentsAndGivesResults() {
    assertThat(results(withFunction(args -> args.toint(1) + args.toint(2)), "return f(1, 2)"))
        .isEqualTo("3");
    assertThat(
            results(
                withFunction(args -> LuaValue.varargsOf(args.arg(2), args.arg(1))),
                "return f(1, 2)"))
        .isEqualTo("(2,1)");
    assertThat(results(withFunction(args -> null), "return f()")).isEqualTo("nil");
    assertThat(results(withFunction(args -> List.of(7)), "return f()[1]")).isEqualTo("7");
  }

  @Test
  void anExceptionOfAFunctionIsAnErrorTheScriptCanCatch() {
    Environment environment =
        withFunction(
            args -> {
              throw new IllegalStateException("no such miner");
            });

    assertThat(results(environment, "return pcall(function() local x = f() return x end)"))
        .isEqualTo("(false,test:1: no such miner)");
  }

  @Test
  void anArgumentThatAFunctionRefusesIsAnErrorThatNamesTheFunction() {
    Environment environment = withFunction(args -> args.checkint(1) + args.checkint(2));

    assertThat(results(environment, "return pcall(function() local x = f(1) return x end)"))
        .isEqualTo("(false,test:1: bad argument to 'f': number expected, got nil)");
  }

  @Test
  void anUnusableAnswerIsAnErrorTheScriptCanCatch() {
    assertThat(results(withFunction(args -> new Object()), "return (pcall(f))")).isEqualTo("false");
  }

  @Test
  void aFunctionOfLuaJRunsAsALeaf() {
    LuaValue function =
        new OneArgFunction() {
          @Override
          public LuaValue call(LuaValue argument) {
            return LuaValue.valueOf(argument.checkint() * 2);
          }
        };

    assertThat(results(with("double", function), "return double(21)")).isEqualTo("42");
    assertThat(results(with("double", function), "return (pcall(double, {}))")).isEqualTo("false");
  }

  @Test
  void aProcessWaitsForAnAnswerThatComesLater() {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", args -> answer).build();
    LuaProcess process = start(environment, "local a = ask('x') return a, 'after'");

    assertThat(process.tick()).isFalse();
    assertThat(process.state()).isEqualTo(ProcessState.WAITING);
    assertThat(process.tick()).isFalse();
    assertThat(process.ticks()).isEqualTo(1);

    answer.complete(List.of("y"));
    assertThat(process.state()).isEqualTo(ProcessState.RESUMABLE);
    process.tick();
    assertThat(process.results().arg1().rawget(1).tojstring()).isEqualTo("y");
    assertThat(process.results().arg(2).tojstring()).isEqualTo("after");
  }

  @Test
  void anAnswerThatIsThereAlreadyNeedsNoWaiting() {
    Environment environment =
        Environment.builder()
            .asyncFunction("ask", args -> CompletableFuture.completedFuture(args.toint(1) + 1))
            .build();

    assertThat(
            results(
                environment,
                "local n = 0 for i = 1, 10 do n = ask(n) end"
                    + " return n, coroutine.wrap(function() return ask(n) end)()"))
        .isEqualTo("(10,11)");
  }

  @Test
  void anAnswerThatFailsIsAnErrorTheScriptCanCatch() {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", args -> answer).build();
    LuaProcess process =
        start(environment, "return pcall(function() local a = ask() return a end)");
    process.tick();
    answer.completeExceptionally(new IllegalStateException("line is dead"));
    process.tick();

    assertThat(process.results().toString()).isEqualTo("(false,test:1: line is dead)");
  }

  @Test
  void anAnswerOfNoUsableKindIsAnErrorToo() {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", args -> answer).build();
    LuaProcess process = start(environment, "return (pcall(ask))");
    process.tick();
    answer.complete(new Object());
    process.tick();

    assertThat(process.results().toString()).isEqualTo("false");
  }

  @Test
  @Timeout(60)
  void anAnswerMayComeFromAnotherThread() throws InterruptedException {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", args -> answer).build();
    LuaProcess process = start(environment, "return ask()");
    process.tick();
    Thread other = new Thread(() -> answer.complete("from afar"));
    other.start();
    other.join();
    process.tick();

    assertThat(process.results().arg1().tojstring()).isEqualTo("from afar");
  }
}
