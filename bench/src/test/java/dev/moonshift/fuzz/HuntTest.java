package dev.moonshift.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.bench.workload.Latin1;
import dev.moonshift.process.Script;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The machine keeps its promises on the programs of some seeds; the command tries many more. */
class HuntTest {
  /** Programs that are run in every way. */
  private static final int SEEDS = 40;

  /** Programs that are run in few ways. */
  private static final int MORE_SEEDS = 200;

  /** Seeds in one test: enough that the report stays short. */
  private static final int BATCH = 20;

  static LongStream batches() {
    return LongStream.range(0, SEEDS / BATCH).map(batch -> batch * BATCH + 1);
  }

  static LongStream moreBatches() {
    return LongStream.range(0, MORE_SEEDS / BATCH).map(batch -> SEEDS + batch * BATCH + 1);
  }

  @ParameterizedTest(name = "{0} and the next")
  @MethodSource("batches")
  void noProgramBreaksALaw(long first) {
    hunt(first, Hunt::ownLaws);
  }

  @ParameterizedTest(name = "{0} and the next")
  @MethodSource("moreBatches")
  void noneOfMoreProgramsBreaksALaw(long first) {
    hunt(first, Hunt::ownLawsInBrief);
  }

  private static void hunt(long first, LongFunction<List<Law>> laws) {
    Hunt hunt = new Hunt(Dialect.FULL, laws);
    for (long seed = first; seed < first + BATCH; seed++) {
      assertThat(hunt.run(seed)).isNull();
    }
  }

  @Test
  void aSeedMakesTheSameProgramEachTime() {
    for (Dialect dialect : Dialect.values()) {
      assertThat(Generator.program(7, dialect).text())
          .isEqualTo(Generator.program(7, dialect).text())
          .isNotEqualTo(Generator.program(8, dialect).text());
    }
  }

  @Test
  void mostProgramsEndBeforeTheirFuel() {
    int outOfFuel = 0;
    for (long seed = 1; seed <= 50; seed++) {
      Script script = Latin1.compile("test", Generator.program(seed, Dialect.PORTABLE).text());
      if (Run.of(script, Configuration.AT_ONCE, Run.LIMITS).isOutOfFuel()) {
        outOfFuel++;
      }
    }
    assertThat(outOfFuel).isLessThan(20);
  }

  @Test
  void aProgramThatBreaksALawIsShrunkToWhatMatters() {
    Law noGoto = (script, source) -> source.contains("goto") ? new Violation("goto", "") : null;
    Hunt hunt = new Hunt(Dialect.FULL, seed -> List.of(noGoto));
    Hunt.Prey prey = null;
    for (long seed = 1; prey == null; seed++) {
      prey = hunt.run(seed);
    }
    assertThat(prey.program().lines().count()).isLessThan(12);
    assertThat(prey.toString()).contains("seed ").contains("broke a law: goto");
  }
}
