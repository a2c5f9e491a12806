package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiled code does what the interpreter does, whatever is compiled and when: the same output,
 * fuel and stops.
 */
class TierTest {
  private static final String SCRIPTS = "/scripts/";
  private static final String ESCAPES = "/escape/";

  /** Longer runs with a small quantum show nothing that shorter ones do not. */
  private static final long MAX_TURNS = 20_000;

  /** And scripts that never end are watched for so long. */
  private static final long MAX_FUEL = 1_000_000;

  static Stream<String> scripts() {
    return TestFiles.scriptsIn(SCRIPTS).stream();
  }

  static Stream<String> escapes() {
    return TestFiles.scriptsIn(ESCAPES).stream();
  }

  private static void assertAgree(String resource, int quantum, long maxFuel) {
    // the chunk's name decides what is compiled sporadically: something else for each quantum
    String chunk = TestFiles.nameOf(resource) + ", seed " + quantum;
    for (Tier tier : new Tier[] {Tier.COMPILED, Tier.SPORADIC}) {
      Script script = ScriptRun.compile(chunk, TestFiles.read(resource));
      ScriptRun interpreted = ScriptRun.of(script, Tier.INTERPRETER, quantum);
      ScriptRun.of(script, tier, quantum).assertStopsAs(interpreted, MAX_TURNS, maxFuel);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void compiledCodeStopsAtTheSameInstructionsAndPrintsTheSame(String name) {
    for (int quantum : new int[] {7, 1000, ScriptRun.UNLIMITED}) {
      assertAgree(SCRIPTS + name, quantum, Long.MAX_VALUE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("escapes")
  void whoTriesToBreakOutOfCompiledCodeStopsAtTheSameInstructions(String name) {
    for (int quantum : new int[] {7, 10_000}) {
      assertAgree(ESCAPES + name, quantum, MAX_FUEL);
    }
  }

  /**
   * How often the scripts below do their work: of few and of many, what is made once is the same.
   */
  private static final int FEW_ROUNDS = 1000;

  private static final int MANY_ROUNDS = 9000;

  /** Reads and writes forty million items more in many rounds than in few. */
  private static final String LISTS =
      """
      local t, u = {}, {}
      for i = 1, 500 do t[i] = i + 0.5 u[i] = 1000 + i end
      local function work(list, other, n)
        for i = 2, n do
          local j = n - i + 1
          list[i] = (list[i] + list[i - 1] * 2) % 1000
          if list[j] < list[i] then list[i], list[j] = list[j], list[i] end
          other[i] = other[other[j] % n + 1]
        end
        return list[n]
      end
      for round = 1, ROUNDS do work(t, u, 500) end
      """;

  /** Makes six million calls more. */
  private static final String CALLS =
      """
      local function divide(a, b) return (a - a % b) / b, a % b end
      local function turn(x, y) return y * 0.8 - x * 0.6, x * 0.8 + y * 0.6 end
      local function cross(a, b) return a - 0.5, b - 0.5, (a + b) % 10 end
      local function work(n)
        local sum = 0
        for i = 1, n do
          local q, r = divide(i, 7)
          local x, y = turn(i, 0.5)
          local u, v, w = cross(i, sum)
          sum = (sum + q * r + x - y + u - v + w) % 1000
        end
        return sum
      end
      for round = 1, ROUNDS do work(250) end
      """;

  /** Makes four million calls more, half of them with the one result of another. */
  private static final String CALLS_OF_CALLS =
      """
      local function half(x) if x > 0 then return x / 2 else return -x / 2 end end
      local function mean(x, y) return (x + y) / 2 end
      local function work(n)
        local sum = 0.5
        for i = 1, n do sum = mean(i, half(sum + 0.25)) end
        return sum
      end
      for round = 1, ROUNDS do work(250) end
      """;

  /** Makes four million calls more with arguments that have no names. */
  private static final String EXTRA_ARGUMENTS =
      """
      local function sum(...) local a, b, c = ... return a + b + c end
      local function second(first, ...) local x = ... return first * x end
      local function work(n)
        local total = 0.5
        for i = 1, n do total = (sum(i, total, 0.25) + second(i, total, 1)) % 1000 end
        return total
      end
      for round = 1, ROUNDS do work(250) end
      """;

  /** Takes two million steps of generators more, each of which yields another number. */
  private static final String GENERATORS =
      """
      local function numbers(n) for i = 1, n do coroutine.yield(i) end end
      local function work(n)
        local sum = 0
        for i in coroutine.wrap(function() numbers(n) return nil end) do sum = (sum + i) % 1000 end
        return sum
      end
      for round = 1, ROUNDS do work(250) end
      """;

  /** Selects sixteen million values more, of two million lists. */
  private static final String SELECTIONS =
      """
      local function sum(...)
        local s = 0
        for i = 1, select("#", ...) do s = s + select(i, ...) end
        return s
      end
      local function work(n)
        local total = 0.5
        for i = 1, n do total = sum(i, total, 1, 2, 3, 4, 5, 6) % 1000 end
        return total
      end
      for round = 1, ROUNDS do work(250) end
      """;

  /** The frame stays, and so do what the loop does not change and what resumed it. */
  @Test
  void aStepOfAGeneratorAllocatesBoxesOfItsNumbersAndNoMore() {
    long steps = 250L * (MANY_ROUNDS - FEW_ROUNDS);

    assertThat(allocatedMore(GENERATORS, true)).isLessThan(64 * steps);
  }

  /** The call makes a list; a copy of it for each selection would be two hundred bytes more. */
  @Test
  void selectingFromAListCopiesNothing() {
    long calls = 250L * (MANY_ROUNDS - FEW_ROUNDS);

    assertThat(allocatedMore(SELECTIONS, true)).isLessThan(300 * calls);
  }

  @ParameterizedTest
  @ValueSource(strings = {LISTS, CALLS})
  void listsOfNumbersAndCallsForUpToThreeNumbersAllocateNothing(String source) {
    assertAllocatesNothing(source, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {CALLS_OF_CALLS, EXTRA_ARGUMENTS})
  void callsWithResultsOfCallsOrExtraArgumentsAllocateNothingWhereItIsKnownWhatTheyCall(
      String source) {
    assertAllocatesNothing(source, true);
  }

  private static void assertAllocatesNothing(String source, boolean isSeen) {
    // what is compiled once more is some 300,000
    assertThat(allocatedMore(source, isSeen)).isLessThan(1_000_000);
  }

  /** What many rounds allocate more than few. */
  private static long allocatedMore(String source, boolean isSeen) {
    allocatedBytes(source, FEW_ROUNDS, isSeen); // whatever is made once has been made
    long few = allocatedBytes(source, FEW_ROUNDS, isSeen);
    return allocatedBytes(source, MANY_ROUNDS, isSeen) - few;
  }

  /**
   * What a script allocates as compiled code.
   *
   * @param isSeen whether it has been interpreted before, so that it is known what calls call
   */
  private static long allocatedBytes(String template, int rounds, boolean isSeen) {
    String source = template.replace("ROUNDS", Integer.toString(rounds));
    Script script = ScriptRun.compile("numbers", source);
    if (isSeen) {
      ScriptRun.of(script, Tier.INTERPRETER, ScriptRun.UNLIMITED).toEnd();
    }
    ScriptRun compiled = ScriptRun.of(script, Tier.COMPILED, ScriptRun.UNLIMITED);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    compiled.toEnd();
    assertThat(compiled.process().error()).isNull();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
