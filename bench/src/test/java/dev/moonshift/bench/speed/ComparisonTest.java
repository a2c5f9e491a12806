package dev.moonshift.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.moonshift.bench.speed.Comparison.Ratio;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Ratio TO_SLOW = new Ratio("/ slow", 0, 1);
  private static final Ratio TO_FAST = new Ratio("/ fast", 0, 2);

  private final Comparison comparison =
      new Comparison(List.of("Moonshift", "slow", "fast"), List.of(TO_SLOW, TO_FAST));

  ComparisonTest() {
    comparison.add("fib", List.of(100.0, 400.0, 50.0));
    comparison.add("loop", List.of(300.0, 300.0, 600.0));
  }

  @Test
  void ratiosAreSummedUpByTheirGeometricMeanTheLargestAndHowManyAreBelowOne() {
    assertThat(comparison.geometricMean(TO_SLOW)).isCloseTo(0.5, within(1e-12));
    assertThat(comparison.geometricMean(TO_FAST)).isCloseTo(1, within(1e-12));
    assertThat(comparison.largest(TO_SLOW)).isEqualTo(1);
    assertThat(comparison.largest(TO_FAST)).isEqualTo(2);
    assertThat(comparison.ahead(TO_SLOW)).isEqualTo(1);
  }

  @Test
  void theTableIsAligned() {
    assertThat(comparison.table(true).text())
        .isEqualTo(
            """
            program         Moonshift   slow   fast  / slow  / fast
            fib                 100.0  400.0   50.0    0.25    2.00
            loop                300.0  300.0  600.0    1.00    0.50
            geometric mean                             0.50    1.00
            largest                                    1.00    2.00
            programs ahead                           1 of 2  1 of 2
            """);
  }

  @Test
  void aDocumentShowsWhatFollowsInBold() {
    assertThat(comparison.table(true).markdown())
        .startsWith(
            """
            | program | Moonshift | slow | fast | / slow | / fast |
            | --- | ---: | ---: | ---: | ---: | ---: |
            | fib | 100.0 | 400.0 | 50.0 | 0.25 | 2.00 |
            """)
        .contains("| **geometric mean** |  |  |  | **0.50** | **1.00** |\n");
  }

  @Test
  void theCsvHoldsTheRowsAlone() {
    assertThat(comparison.table(true).csv())
        .isEqualTo(
            """
            program,Moonshift,slow,fast,/ slow,/ fast
            fib,100.0,400.0,50.0,0.25,2.00
            loop,300.0,300.0,600.0,1.00,0.50
            """);
  }

  @Test
  void withNobodyToCompareWithThereAreTimesAlone() {
    Comparison alone = new Comparison(List.of("Moonshift"), List.of());
    alone.add("fib", List.of(100.0));
    assertThat(alone.table(true).text()).isEqualTo("program  Moonshift\nfib          100.0\n");
  }

  @Test
  void aProgramMustHaveATimeForEachCompetitor() {
    assertThatThrownBy(() -> comparison.add("sort", List.of(1.0)))
        .hasMessage("sort must have a time for each of [Moonshift, slow, fast], has 1");
  }
}
