package dev.moonshift.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void quantilesAreValuesThatOccurred() {
    Samples samples = new Samples();
    for (long value = 1000; value >= 1; value--) {
      samples.add(value);
    }
    assertThat(samples.quantiles()).isEqualTo(new Quantiles(1000, 500, 900, 990, 999, 1000));
  }

  @Test
  void oneValueIsEveryQuantile() {
    Samples samples = new Samples();
    samples.add(42);
    assertThat(samples.quantiles()).isEqualTo(new Quantiles(1, 42, 42, 42, 42, 42));
  }

  @Test
  void ofTenTheLargestIsTheNinetyNinthPart() {
    Samples samples = new Samples();
    for (long value = 1; value <= 10; value++) {
      samples.add(value * 100);
    }
    assertThat(samples.quantiles()).isEqualTo(new Quantiles(10, 500, 900, 1000, 1000, 1000));
  }

  @Test
  void nothingHasQuantilesOfZero() {
    assertThat(new Samples().quantiles()).isEqualTo(new Quantiles(0, 0, 0, 0, 0, 0));
  }
}
