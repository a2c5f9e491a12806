package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValueTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "2s, PT2S",
    "1m, PT1M",
    "3h, PT3H",
    "PT2S, PT2S",
    "pt1m30s, PT1M30S",
  })
  void timesAreReadInWordsAndByTheStandard(String text, Duration duration) {
    assertThat(OptionValue.duration("--timeout", text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "65536, 65536",
    "512K, 524288",
    "16m, 16777216",
    "1G, 1073741824",
    "2KB, 2048"
  })
  void sizesAreReadWithTheirUnits(String text, long bytes) {
    assertThat(OptionValue.bytes("--max-memory", text, 1, Integer.MAX_VALUE)).isEqualTo(bytes);
  }
}
