package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Granularity;
import dev.moonshift.process.Script;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden script prints what reference Lua 5.2 printed, wherever it is preempted, at the same
 * cost and in the same way each time.
 *
 * <p>Quantum 1 stops at every safepoint, or at every instruction: the harshest reader of the
 * machine.
 */
class GoldenScriptTest {
  private static final int[] QUANTA = {1, 2, 7, 1000, ScriptRun.UNLIMITED};

  static Stream<String> scripts() {
    return TestFiles.scriptsIn("/scripts").stream();
  }

  static List<Arguments> scriptsAndQuanta() {
    List<Arguments> all = new ArrayList<>();
    for (String script : TestFiles.scriptsIn("/scripts")) {
      for (Granularity granularity : Granularity.values()) {
        for (int quantum : QUANTA) {
          all.add(Arguments.of(script, quantum, granularity));
        }
      }
    }
    return all;
  }

  private static Script compile(String script) {
    return ScriptRun.compile(TestFiles.nameOf(script), TestFiles.read("/scripts/" + script));
  }

  private static String expected(String script) {
    return TestFiles.read("/scripts/" + script.replaceFirst("lua$", "out"));
  }

  @ParameterizedTest(name = "{0}, quantum {1}, {2}")
  @MethodSource("scriptsAndQuanta")
  void printsWhatReferenceLuaPrints(String script, int quantum, Granularity granularity) {
    ScriptRun run = ScriptRun.of(compile(script), quantum, granularity).toEnd();

    assertThat(run.output()).isEqualTo(expected(script));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void stopsAtTheSameInstructionsEveryTime(String script) {
    for (Granularity granularity : Granularity.values()) {
      ScriptRun first = ScriptRun.of(compile(script), 100, granularity);
      ScriptRun second = ScriptRun.of(compile(script), 100, granularity);
      boolean goesOn;
      do {
        goesOn = first.tick();
        assertThat(second.tick()).isEqualTo(goesOn);
        assertThat(second.process().fuelUsed()).isEqualTo(first.process().fuelUsed());
      } while (goesOn);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void costsTheSameHoweverItIsDivided(String script) {
    Script compiled = compile(script);
    long whole =
        ScriptRun.of(compiled, ScriptRun.UNLIMITED, Granularity.SAFEPOINT)
            .toEnd()
            .process()
            .fuelUsed();
    for (Granularity granularity : Granularity.values()) {
      for (int quantum : QUANTA) {
        ScriptRun run = ScriptRun.of(compiled, quantum, granularity).toEnd();
        assertThat(run.process().fuelUsed())
            .as("quantum %d, %s", quantum, granularity)
            .isEqualTo(whole);
      }
    }
  }
}
