package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Environment;
import dev.moonshift.process.Grant;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Enough for a function with more than 2^18 constants. */
  private static final long MEMORY_BYTES = 64 << 20;

  /** The folder of scripts that use what only a host may grant. */
  private static final String DEBUG = "debug/";

  private static final Environment GRANTING_DEBUG =
      Environment.builder().grant(Grant.DEBUG).build();

  /**
   * A script that takes more turns than this with some quantum is not run with it, to keep the
   * suite quick; every script is run with the others.
   */
  private static final long MAX_TURNS = 1_000_000;

  /**
   * Where we mean to print something else than the reference, and why. What we print is in a file
   * beside, {@code .ours}; a deviation that is no more must leave this list.
   */
  private static final Map<String, String> DEVIATIONS =
      Map.of(
          "errors/uncaught-nil.lua",
          "the message of a process is always a text, so an error that is none is described",
          "errors/uncaught-table.lua",
          "the same; __tostring is not asked, as a process that has failed runs no more code",
          "string/sub-to-infinity.lua",
          "C leaves open what an infinite position becomes; to us it is beyond every end");

  static Stream<String> scripts() {
    return TestFiles.scriptsIn("/scripts").stream();
  }

  static List<Arguments> scriptsAndQuanta() {
    List<Arguments> all = new ArrayList<>();
    for (String script : TestFiles.scriptsIn("/scripts")) {
      long fuel = wholeRun(script).process().fuelUsed();
      for (Granularity granularity : Granularity.values()) {
        for (int quantum : QUANTA) {
          if (fuel / quantum <= MAX_TURNS) {
            all.add(Arguments.of(script, quantum, granularity, fuel));
          }
        }
      }
    }
    return all;
  }

  private static Script compile(String script) {
    return ScriptRun.compile(TestFiles.nameOf(script), TestFiles.read("/scripts/" + script));
  }

  private static ScriptRun wholeRun(String script) {
    return run(script, ScriptRun.UNLIMITED, Granularity.SAFEPOINT).toEnd();
  }

  private static ScriptRun run(String script, int quantum, Granularity granularity) {
    return new ScriptRun(
        compile(script),
        ProcessSettings.DEFAULT
            .withInterrupts(new InterruptSettings(quantum, granularity, 1, null))
            .withLimits(Limits.DEFAULT.withMemoryBytes(MEMORY_BYTES))
            .withEnvironment(script.startsWith(DEBUG) ? GRANTING_DEBUG : Environment.EMPTY));
  }

  private static String expected(String script) {
    String kind = DEVIATIONS.containsKey(script) ? "ours" : "out";
    return TestFiles.read("/scripts/" + script.replaceFirst("lua$", kind));
  }

  @ParameterizedTest(name = "{0}, quantum {1}, {2}")
  @MethodSource("scriptsAndQuanta")
  void printsAndCostsTheSameHoweverItIsDivided(
      String script, int quantum, Granularity granularity, long fuel) {
    ScriptRun run = run(script, quantum, granularity).toEnd();

    assertThat(run.output()).isEqualTo(expected(script));
    assertThat(run.process().fuelUsed()).isEqualTo(fuel);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void stopsAtTheSameInstructionsEveryTime(String script) {
    for (Granularity granularity : Granularity.values()) {
      ScriptRun first = run(script, 100, granularity);
      ScriptRun second = run(script, 100, granularity);
      boolean goesOn;
      do {
        goesOn = first.tick();
        assertThat(second.tick()).isEqualTo(goesOn);
        if (second.process().fuelUsed() != first.process().fuelUsed()) {
          assertThat(second.process().fuelUsed())
              .as("%s, tick %d", granularity, first.process().ticks())
              .isEqualTo(first.process().fuelUsed());
        }
      } while (goesOn);
    }
  }

  static Stream<String> deviations() {
    return DEVIATIONS.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deviations")
  void aKnownDeviationStillIsOne(String script) {
    String reference = TestFiles.read("/scripts/" + script.replaceFirst("lua$", "out"));

    assertThat(wholeRun(script).output()).isNotEqualTo(reference);
  }
}
