package dev.moonshift.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoThere() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    assertThat(Statistics.median(List.of(7.0))).isEqualTo(7);
  }

  @Test
  void theGeometricMeanTakesTwiceAndHalfAsOne() {
    assertThat(Statistics.geometricMean(List.of(2.0, 0.5))).isCloseTo(1, within(1e-12));
    assertThat(Statistics.geometricMean(List.of(1.0, 3.0, 9.0))).isCloseTo(3, within(1e-12));
  }

  @Test
  void nothingHasNeitherMean() {
    assertThatThrownBy(() -> Statistics.median(List.of())).hasMessageContaining("given none");
    assertThatThrownBy(() -> Statistics.geometricMean(List.of()))
        .hasMessageContaining("given none");
  }

  @Test
  void runnersTakeTurnsAndWarmUpsDoNotCount() {
    StringBuilder order = new StringBuilder();
    Deque<Double> first = new ArrayDeque<>(List.of(900.0, 5.0, 3.0, 4.0));
    Deque<Double> second = new ArrayDeque<>(List.of(800.0, 1.0, 2.0, 6.0));
    Runner one = taking(first, "a", order);
    Runner other = taking(second, "b", order);

    assertThat(Runner.medians(List.of(one, other), 1, 3)).containsExactly(4.0, 2.0);
    assertThat(order).hasToString("abababab");
  }

  private static Runner taking(Deque<Double> times, String name, StringBuilder order) {
    return () -> {
      order.append(name);
      return times.remove();
    };
  }
}
