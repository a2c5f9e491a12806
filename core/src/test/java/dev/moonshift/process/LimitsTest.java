package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.Moonshift;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process may use, and what becomes of one that wants more. */
class LimitsTest {
  private static final String ENDLESS = "local n = 0 while true do n = n + 1 end";

  /** Ten bytes a line. */
  private static final String LINES =
      "for i = 1, 100 do print('line ' .. 1000 + i) end return 'done'";

  private final Moonshift moonshift = Moonshift.create();

  private LuaProcess spawn(String source, UnaryOperator<Limits> limits) {
    return spawn(source, 10_000, limits);
  }

  private LuaProcess spawn(String source, int quantum, UnaryOperator<Limits> limits) {
    return moonshift.spawn(
        Script.compile("test", source),
        ProcessSettings.DEFAULT
            .withLimits(limits.apply(Limits.DEFAULT))
            .withInterrupts(new InterruptSettings(quantum, Granularity.INSTRUCTION, 1, null)));
  }

  private LuaProcess run(String source, UnaryOperator<Limits> limits) {
    LuaProcess process = spawn(source, limits);
    moonshift.runUntilIdle();
    return process;
  }

  private static String allLines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 100; i++) {
      lines.append("line ").append(1000 + i).append('\n');
    }
    return lines.toString();
  }

  // ---------------------------------------------------------------- ranges

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fuel        | 0          | fuel must be at least 1, was 0
          callDepth   | 0          | callDepth must be at least 1, was 0
          memoryBytes | 0          | memoryBytes must be between 1 and 2147483647, was 0
          memoryBytes | 2147483648 | memoryBytes must be between 1 and 2147483647, was 2147483648
          outputBytes | 15         | outputBytes must be between 16 and 1073741824, was 15
          outputBytes | 1073741825 | outputBytes must be between 16 and 1073741824, was 1073741825
          sourceBytes | 0          | sourceBytes must be between 1 and 2147483647, was 0
          """)
  void aLimitOutOfRangeIsRefused(String limit, long value, String message) {
    assertThatThrownBy(
            () -> {
              switch (limit) {
                case "fuel" -> Limits.DEFAULT.withFuel(value);
                case "callDepth" -> Limits.DEFAULT.withCallDepth((int) value);
                case "memoryBytes" -> Limits.DEFAULT.withMemoryBytes(value);
                case "outputBytes" -> Limits.DEFAULT.withOutputBytes((int) value);
                default -> Limits.DEFAULT.withSourceBytes((int) value);
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aHostGivesAllItsProcessesTheSameLimits() {
    Moonshift host = Moonshift.builder().limits(Limits.DEFAULT.withFuel(500)).quantum(100).build();
    LuaProcess process = host.spawn("test", ENDLESS);
    host.runUntilIdle();

    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_FUEL);
  }

  // ---------------------------------------------------------------- fuel and depth

  @Test
  void fuelForLifeIsNotExceeded() {
    LuaProcess process = spawn(ENDLESS, 70, limits -> limits.withFuel(1000));
    moonshift.runUntilIdle();

    assertThat(process.fuelUsed()).isEqualTo(1000);
    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_FUEL);
    assertThat(process.error().message()).isEqualTo("fuel limit of 1000 units exceeded");
  }

  @Test
  void aScriptCannotCatchTheEndOfItsFuel() {
    LuaProcess process =
        run(
            "while true do pcall(function() while true do end end) end",
            limits -> limits.withFuel(50_000));

    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_FUEL);
  }

  @Test
  void whoGivesUpEveryTurnUsesItsFuelUpToo() {
    LuaProcess process =
        run("while true do coroutine.yield() end", limits -> limits.withFuel(1000));

    assertThat(process.fuelUsed()).isBetween(1000L, 1010L);
    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_FUEL);
  }

  @Test
  void callDepthIsLimitedAsAsked() {
    LuaProcess process =
        run(
            "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end"
                + " return pcall(f, 90), pcall(f, 200)",
            limits -> limits.withCallDepth(100));

    assertThat(process.results().arg(1).toboolean()).isTrue();
    assertThat(process.results().arg(2).toboolean()).isFalse();
    assertThat(process.results().arg(3).tojstring()).isEqualTo("test:1: stack overflow");
  }

  @Test
  void aMessageHandlerRunsWhateverTheLimitOnCalls() {
    for (int depth : new int[] {3, 10, 100}) {
      LuaProcess process =
          run(
              "return xpcall(function() error('q', 0) end, function(m) return m .. '!' end)",
              limits -> limits.withCallDepth(depth));

      assertThat(process.results().arg(2).tojstring()).as("depth %d", depth).isEqualTo("q!");
    }
  }

  // ---------------------------------------------------------------- memory

  @Test
  void coroutinesCountAsMemory() {
    LuaProcess process =
        run(
            "local all = {} while true do all[#all + 1] = coroutine.create(print) end",
            limits -> limits.withMemoryBytes(1 << 20));

    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.error().message()).contains("not enough memory");
  }

  @Test
  void stringsCountAsMemory() {
    LuaProcess process =
        run(
            "local s = 'x' while true do s = s .. s end",
            limits -> limits.withMemoryBytes(1 << 20));

    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.error().message()).contains("not enough memory");
  }

  // ---------------------------------------------------------------- output

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 100, 999, 1000, 5000})
  void aProcessWhoseOutputIsFullWaitsUntilItIsTaken(int room) {
    LuaProcess process = spawn(LINES, limits -> limits.withOutputBytes(room));
    StringBuilder taken = new StringBuilder();
    moonshift.runUntilIdle();
    while (!process.state().isEnded()) {
      assertThat(process.state()).isEqualTo(ProcessState.WAITING);
      assertThat(process.waitsForOutput()).isTrue();
      assertThat(process.outputBytes()).hasSize(room);
      taken.append(process.takeOutput());
      assertThat(process.state()).isEqualTo(ProcessState.RESUMABLE);
      moonshift.runUntilIdle();
    }
    taken.append(process.takeOutput());

    assertThat(taken.toString()).isEqualTo(allLines());
    assertThat(process.results().arg1().tojstring()).isEqualTo("done");
    assertThat(process.output()).isEmpty();
    assertThat(process.waitsForOutput()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Granularity.class)
  void oneLineMayBeLongerThanTheOutputHolds(Granularity granularity) {
    LuaProcess process =
        moonshift.spawn(
            Script.compile("test", "print(('x'):rep(100000), 'y', nil, ('z'):rep(40000))"),
            ProcessSettings.DEFAULT
                .withLimits(Limits.DEFAULT.withOutputBytes(777))
                .withInterrupts(new InterruptSettings(1, granularity, 1, null)));
    StringBuilder taken = new StringBuilder();
    while (!process.state().isEnded()) {
      moonshift.runUntilIdle();
      taken.append(process.takeOutput());
    }

    assertThat(taken.toString())
        .isEqualTo("x".repeat(100000) + "\ty\tnil\t" + "z".repeat(40000) + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  void fuelDoesNotDependOnWhenTheOutputIsTaken(int quantum) {
    String source =
        """
        local big = ('x'):rep(70000)
        print(setmetatable({}, {__tostring = function() print('inner') return big end}), big)
        print(pcall(print, big)) print()
        for _, line in ipairs {'a', 'b'} do coroutine.wrap(function() print(line, big) end)() end
        """;
    long expected = -1;
    String text = "";
    for (int room : new int[] {1 << 20, 50_000, 1000, 64}) {
      LuaProcess process = spawn(source, quantum, limits -> limits.withOutputBytes(room));
      StringBuilder taken = new StringBuilder();
      while (!process.state().isEnded()) {
        moonshift.runUntilIdle();
        taken.append(process.takeOutput());
      }
      if (expected < 0) {
        expected = process.fuelUsed();
        text = taken.toString();
      }
      assertThat(process.fuelUsed()).isEqualTo(expected);
      assertThat(taken.toString()).isEqualTo(text);
    }
  }

  @Test
  void aNeighbourRunsOnWhileAProcessWaitsForItsOutputToBeTaken() {
    LuaProcess blocked = spawn("while true do print('again') end", l -> l.withOutputBytes(1000));
    LuaProcess neighbour = spawn(ENDLESS, limits -> limits);
    moonshift.tick(1_000_000);

    assertThat(blocked.waitsForOutput()).isTrue();
    assertThat(neighbour.fuelUsed()).isGreaterThan(900_000);
  }

  @Test
  void aHostThatNeverReadsGetsIdle() {
    LuaProcess process = run("while true do print('again') end", limits -> limits);

    assertThat(process.waitsForOutput()).isTrue();
    assertThat(process.outputBytes()).hasSize(Limits.DEFAULT.outputBytes());
    assertThat(moonshift.tick()).isZero();
  }

  @Test
  void aBlockedProcessThatIsKilledKeepsWhatItWrote() {
    LuaProcess process = run(LINES, limits -> limits.withOutputBytes(25));
    process.kill();

    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(process.waitsForOutput()).isFalse();
    assertThat(process.takeOutput()).isEqualTo("line 1001\nline 1002\nline ");
    assertThat(process.takeOutput()).isEmpty();
    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
  }

  @Test
  @Timeout(60)
  void anyThreadMayTakeTheOutput() throws InterruptedException {
    LuaProcess process = spawn("for i = 1, 3000 do print(i) end", l -> l.withOutputBytes(64));
    StringBuilder taken = new StringBuilder();
    Thread reader =
        new Thread(
            () -> {
              while (!process.state().isEnded()) {
                taken.append(process.takeOutput());
                Thread.yield();
              }
            });
    reader.start();
    while (!process.state().isEnded()) {
      moonshift.tick();
    }
    reader.join();
    taken.append(process.takeOutput());

    assertThat(taken.toString().lines()).hasSize(3000).endsWith("2999", "3000");
  }

  @Test
  void aScriptIsNotCutWithinACharacter() {
    String line = "é€🚀".repeat(40);
    LuaProcess process = spawn("print('" + line + "')", limits -> limits.withOutputBytes(16));
    StringBuilder taken = new StringBuilder();
    while (!process.state().isEnded()) {
      moonshift.runUntilIdle();
      taken.append(process.takeOutput());
    }

    assertThat(taken.toString()).isEqualTo(line + "\n");
  }

  @Test
  void theOldestOutputGoesWhereTheHostSaysSo() {
    LuaProcess process =
        run(LINES, limits -> limits.withOutputBytes(25).withOutputPolicy(OutputPolicy.DROP_OLDEST));

    assertThat(process.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(process.output()).isEqualTo("1098\nline 1099\nline 1100\n");
  }

  @Test
  void aProcessWhoseOutputIsFullEndsWhereTheHostSaysSo() {
    LuaProcess process =
        run(
            "pcall(function() " + LINES + " end)",
            limits -> limits.withOutputBytes(25).withOutputPolicy(OutputPolicy.END));

    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.end().reason()).isEqualTo(ExitReason.OUTPUT_LIMIT);
    assertThat(process.error().message()).isEqualTo("output limit of 25 bytes exceeded");
    assertThat(process.output()).isEqualTo("line 1001\nline 1002\nline ");
  }

  @Test
  void outputThatFitsToTheByteEndsNobody() {
    LuaProcess process =
        run(LINES, limits -> limits.withOutputBytes(1000).withOutputPolicy(OutputPolicy.END));

    assertThat(process.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(process.output()).isEqualTo(allLines());
  }

  @ParameterizedTest
  @EnumSource(OutputPolicy.class)
  void outputThatSomebodyTakesAtOnceIsNeverFull(OutputPolicy policy) {
    StringBuilder taken = new StringBuilder();
    LuaProcess process =
        moonshift.spawn(
            Script.compile("test", LINES),
            ProcessSettings.DEFAULT
                .withLimits(Limits.DEFAULT.withOutputBytes(25).withOutputPolicy(policy))
                .withOutput(
                    (who, bytes, offset, length) ->
                        taken.append(
                            new String(bytes, offset, length, StandardCharsets.US_ASCII))));
    moonshift.runUntilIdle();

    assertThat(process.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(taken.toString()).isEqualTo(allLines());
  }

  // ---------------------------------------------------------------- sources

  @Test
  void aSourceBeyondTheLimitIsNotCompiled() {
    Limits limits = Limits.DEFAULT.withSourceBytes(10);
    byte[] source = "return 'x'".getBytes(StandardCharsets.US_ASCII);

    assertThat(Script.compile("test", source, limits).name()).isEqualTo("test");
    assertThatThrownBy(() -> Script.compile("test", source, limits.withSourceBytes(9)))
        .isInstanceOf(ScriptSyntaxException.class)
        .hasMessage("test: source limit of 9 bytes exceeded");
    assertThatThrownBy(() -> Script.compile("test", " ".repeat((4 << 20) + 1)))
        .isInstanceOf(ScriptSyntaxException.class)
        .hasMessage("test: source limit of 4194304 bytes exceeded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return load('return 123 ')",
        "return load(function() return 'return 123 ' end)",
        "return load(coroutine.wrap(function()"
            + " for i = 1, 12 do coroutine.yield(('return 123 '):sub(i, i)) end end))",
        "return load(function() return ' ' end)"
      })
  void loadRefusesASourceBeyondTheLimit(String source) {
    LuaProcess process = run(source, limits -> limits.withSourceBytes(10));

    assertThat(process.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(process.results().arg(1).isnil()).isTrue();
    assertThat(process.results().arg(2).tojstring()).isEqualTo("source limit of 10 bytes exceeded");
  }

  @Test
  void loadTakesASourceThatFitsToTheByte() {
    String source =
        "local n = 0 return load('return 12')(), load(function() n = n + 1 return"
            + " ('return 34'):sub(n, n) end)()";
    LuaProcess process = run(source, limits -> limits.withSourceBytes(9));

    assertThat(process.results().arg(1).toint()).isEqualTo(12);
    assertThat(process.results().arg(2).toint()).isEqualTo(34);
  }
}
