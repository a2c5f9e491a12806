package dev.moonshift.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.support.TestFiles;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts whose code is compiled by the background thread while they run do what the interpreter
 * does, whenever that is done: the same output, fuel and stops.
 *
 * <p>The engine is that of the automatic tier, but a place is hot sooner, so that short scripts
 * have some. Nothing waits for the thread: in each run there are the units that there are.
 */
class BackgroundEngineTest {
  /** Two looks at a place. */
  private static final int HOT = 100;

  /** In its last runs a short script is mostly compiled, in the first ones it is not. */
  private static final int RUNS = 30;

  /** Of scripts that use more in a run, fewer runs will do. */
  private static final long ENOUGH_FUEL = 500_000;

  private static final int[] QUANTA = {7, 1000, 1_000_000};

  private final TieredEngine engine =
      new TieredEngine(HOT, TieredEngine::unitOf, new UnitBudget(UnitBudget.MAX_UNITS));

  static Stream<String> scripts() {
    return TestFiles.scriptsIn("/scripts").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void stopsAtTheSameInstructionsAndPrintsTheSame(String name) {
    CompiledRun[] interpreted = new CompiledRun[QUANTA.length];
    long[][] stops = new long[QUANTA.length][];
    CompiledRun before = new CompiledRun(TestFiles.read("/scripts/" + name), null);
    for (int q = 0; q < QUANTA.length; q++) {
      interpreted[q] = before.again(null);
      stops[q] = interpreted[q].stops(QUANTA[q]);
    }
    long fuel = 0;
    for (int n = 0; n < QUANTA.length || n < RUNS && fuel < ENOUGH_FUEL; n++) {
      int q = n % QUANTA.length;
      CompiledRun run = before.again(engine);

      assertThat(run.stops(QUANTA[q])).as("run %d, quantum %d", n, QUANTA[q]).isEqualTo(stops[q]);
      assertThat(run.output()).isEqualTo(interpreted[q].output());
      assertThat(run.failures()).isEmpty();
      fuel += run.fuel();
    }
  }
}
