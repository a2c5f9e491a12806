package dev.moonshift.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
  private final ManualTime time = new ManualTime(1_000);

  @Test
  void standsStillUntilAdvanced() {
    assertThat(time.nanoTime()).isZero();
    assertThat(time.nanoTime()).isZero();
    assertThat(time.wallMillis()).isEqualTo(1_000);
  }

  @Test
  void advancesBothClocks() {
    time.advance(Duration.ofMillis(2));
    time.advanceNanos(999_999);
    assertThat(time.nanoTime()).isEqualTo(2_999_999);
    assertThat(time.wallMillis()).isEqualTo(1_002);
  }

  @Test
  void neverGoesBack() {
    assertThatThrownBy(() -> time.advanceNanos(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nanoseconds must not be negative, was -1");
  }
}
