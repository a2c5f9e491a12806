package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import dev.moonshift.support.ScriptRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the JVM's stack while a library function carries out what it was asked for. */
class NestedRunTest {
  private static final String GENERATOR =
      "local step = coroutine.wrap(function() while true do look() coroutine.yield(1) end end) ";

  /** The caller is written into the unit of the loop. */
  @Test
  void whoResumesACoroutineStaysOnTheStack() {
    String caller = GENERATOR + "local function work() return step() + 1 end";

    assertThat(Looks.of(Tier.COMPILED, caller, "work()").subList(Looks.MADE, Looks.ROUNDS))
        .containsOnly(List.of("unit", "nested run", "unit"));
  }

  /** Also where the coroutine's unit was entered first: it leaves, and not what resumes it. */
  @Test
  void whoResumesACoroutineInALoopStaysOnTheStackToo() {
    List<List<String>> looks = Looks.of(Tier.COMPILED, GENERATOR, "step() look()");

    assertThat(looks.subList(Looks.MADE, looks.size()))
        .containsOnly(List.of("unit"), List.of("unit", "nested run", "unit"));
    for (int i = Looks.MADE; i < looks.size(); i++) { // in turns: in the coroutine and in the loop
      assertThat(looks.get(i)).hasSize(i % 2 == 0 ? 3 : 1);
    }
  }

  @Test
  void whoMakesAProtectedCallStaysOnTheStack() {
    String callee = "local function work() look() return 1 end";

    assertThat(Looks.of(Tier.COMPILED, callee, "pcall(work)").subList(Looks.MADE, Looks.ROUNDS))
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

    assertThat(Looks.of(Tier.COMPILED, before, "step()").subList(Looks.MADE, Looks.ROUNDS))
        .containsOnly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {NestedRun.MAX_NESTED + 1, NestedRun.MAX_NESTED + 4})
  void moreGeneratorsThanMayBeNestedAreNot(int levels) {
    String before = GENERATOR + THROUGH.replace("LEVELS", Integer.toString(levels));

    assertThat(Looks.of(Tier.COMPILED, before, "step()"))
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
    assertThat(Looks.of(Tier.INTERPRETER, GENERATOR, "step()")).containsOnly(List.of());
  }
}
