package dev.moonshift.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JainTest {
  @Test
  void isOneWhereAllAreServedAlike() {
    assertThat(Jain.ppm(new long[] {7, 7, 7}, 3)).isEqualTo(1_000_000);
  }

  @Test
  void isOneOverTheNumberWhereOneGetsEverything() {
    assertThat(Jain.ppm(new long[] {0, 9, 0, 0}, 4)).isEqualTo(250_000);
  }

  @Test
  void countsTheFirstOnly() {
    assertThat(Jain.ppm(new long[] {5, 5, 1_000}, 2)).isEqualTo(1_000_000);
  }

  @Test
  void roundsDown() {
    // (1 + 2 + 3)^2 / (3 * (1 + 4 + 9)) = 36 / 42
    assertThat(Jain.ppm(new long[] {1, 2, 3}, 3)).isEqualTo(857_142);
  }

  @Test
  void doesNotOverflow() {
    assertThat(Jain.ppm(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}, 2)).isEqualTo(1_000_000);
  }
}
