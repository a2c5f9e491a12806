package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Environment;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import dev.moonshift.support.ScriptRun;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the JVM's stack while a library function carries out what it was asked for. */
class NestedRunTest {
  private static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

  /** Rounds of a loop, of which the first are for units to be made in. */
  private static final int ROUNDS = 1000;

  private static final int MADE = 100;

  /**
   * Runs a step in a loop and in one turn, and notes the stack each time it calls {@code look}: the
   * units on it, and the nested runs between them, from the outermost on.
   */
  private static List<List<String>> looks(Tier tier, String before, String step) {
    List<List<String>> looks = new ArrayList<>();
    ProcessSettings settings =
        ProcessSettings.DEFAULT
            .withTier(tier)
            .withInterrupts(InterruptSettings.DEFAULT.withQuantum(ScriptRun.UNLIMITED))
            .withEnvironment(
                Environment.builder()
                    .function(
                        "look",
                        args -> {
                          looks.add(WALKER.walk(NestedRunTest::inside));
                          return null;
                        })
                    .build());
    String source = before + " for i = 1, " + ROUNDS + " do " + step + " end";
    ScriptRun run = new ScriptRun(ScriptRun.compile("test", source), settings).toEnd();
    assertThat(run.output()).isEmpty();
    assertThat(looks).hasSizeGreaterThanOrEqualTo(ROUNDS);
    return looks;
  }

  private static List<String> inside(Stream<StackFrame> frames) {
    List<String> found = new ArrayList<>();
    Class<?> above = null;
    for (StackFrame frame : frames.toList()) {
      Class<?> type = frame.getDeclaringClass();
      boolean isUnit = Unit.class.isAssignableFrom(type);
      if (type != above && (isUnit || type == NestedRun.class)) { // a unit has several methods
        found.add(0, isUnit ? "unit" : "nested run");
      }
      above = type;
    }
    return found;
  }

  private static final String GENERATOR =
      "local step = coroutine.wrap(function() while true do look() coroutine.yield(1) end end) ";

  /** The caller is written into the unit of the loop. */
  @Test
  void whoResumesACoroutineStaysOnTheStack() {
    String caller = GENERATOR + "local function work() return step() + 1 end";

    assertThat(looks(Tier.COMPILED, caller, "work()").subList(MADE, ROUNDS))
        .containsOnly(List.of("unit", "nested run", "unit"));
  }

  /** Also where the coroutine's unit was entered first: it leaves, and not what resumes it. */
  @Test
  void whoResumesACoroutineInALoopStaysOnTheStackToo() {
    List<List<String>> looks = looks(Tier.COMPILED, GENERATOR, "step() look()");

    assertThat(looks.subList(MADE, looks.size()))
        .containsOnly(List.of("unit"), List.of("unit", "nested run", "unit"));
    for (int i = MADE; i < looks.size(); i++) { // in turns: in the coroutine and in the loop
      assertThat(looks.get(i)).hasSize(i % 2 == 0 ? 3 : 1);
    }
  }

  @Test
  void whoMakesAProtectedCallStaysOnTheStack() {
    String callee = "local function work() look() return 1 end";

    assertThat(looks(Tier.COMPILED, callee, "pcall(work)").subList(MADE, ROUNDS))
        .containsOnly(List.of("unit", "nested run", "unit"));
  }

  /** Makes generators inside each other, of which each hands on what it gets from the next. */
  private static final String THROUGH =
      """
      local function through(inner)
        return coroutine.wrap(function() while true do coroutine.yield(inner() + 1) end end)
      end
      for level = 2, LEVELS do step = through(step) end
      """;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, NestedRun.MAX_NESTED})
  void generatorsInsideEachOtherStayOnTheStack(int levels) {
    List<String> expected = new ArrayList<>(List.of("unit"));
    for (int level = 1; level <= levels; level++) {
      expected.addAll(List.of("nested run", "unit"));
    }
    String before = GENERATOR + THROUGH.replace("LEVELS", Integer.toString(levels));

    assertThat(looks(Tier.COMPILED, before, "step()").subList(MADE, ROUNDS)).containsOnly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {NestedRun.MAX_NESTED + 1, NestedRun.MAX_NESTED + 4})
  void moreGeneratorsThanMayBeNestedAreNot(int levels) {
    String before = GENERATOR + THROUGH.replace("LEVELS", Integer.toString(levels));

    assertThat(looks(Tier.COMPILED, before, "step()"))
        .allSatisfy(
            look ->
                assertThat(Collections.frequency(look, "nested run"))
                    .isLessThanOrEqualTo(NestedRun.MAX_NESTED));
  }

  /** Generators that end, or fail at the innermost of them, with something to do at each level. */
  private static final String ENDING =
      """
      local function source(n, fails)
        return coroutine.wrap(function()
          for i = 1, n do coroutine.yield(i) end
          if fails then error("after " .. n) end
        end)
      end
      local function through(inner, level)
        return coroutine.wrap(function()
          local sum = 0
          for value in inner do
            sum = sum + value
            coroutine.yield(value + level)
          end
          print(level, sum)
        end)
      end
      local function total(step)
        local sum = 0
        for value in step do sum = sum + value end
        return sum
      end
      for round = 1, 30 do
        local step = source(200, round % 5 == 0)
        for level = 2, LEVELS do step = through(step, level) end
        print(round, pcall(total, step))
      end
      """;

  @ParameterizedTest
  @CsvSource({"5, COMPILED", "5, AUTOMATIC", "6, COMPILED", "9, COMPILED", "9, AUTOMATIC"})
  void generatorsInsideEachOtherDoAndCostWhatTheyDoInTheInterpreter(int levels, Tier tier) {
    String source = ENDING.replace("LEVELS", Integer.toString(levels));
    for (int quantum : new int[] {7, 1000, ScriptRun.UNLIMITED}) {
      Script script = ScriptRun.compile("generators", source);
      ScriptRun interpreted = ScriptRun.of(script, Tier.INTERPRETER, quantum);
      ScriptRun.of(script, tier, quantum).assertStopsAs(interpreted, 20_000, Long.MAX_VALUE);
      assertThat(interpreted.output()).contains("generators:4: after 200\n");
    }
  }

  @Test
  void theInterpreterHasNoUnitOnTheStack() {
    assertThat(looks(Tier.INTERPRETER, GENERATOR, "step()")).containsOnly(List.of());
  }
}
