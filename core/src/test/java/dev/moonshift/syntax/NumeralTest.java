package dev.moonshift.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.text.NumberParser;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3., 3",
    ".5, 0.5",
    "314.16e-2, 3.1416",
    "1E+10, 1e10",
    "1e999999999999999999999, Infinity",
    "1e-999999999999999999999, 0",
    "9007199254740993, 9007199254740992",
    "0xff, 255",
    "0X.8, 0.5",
    "0xA.8p1, 21",
    "0x1p-1074, 4.9e-324",
    "0x0.8p-1074, 0",
    "0x1.8p-1074, 9.9e-324",
    "0x1p-1075, 0",
    "0x1.00000000000001p-1075, 4.9e-324",
    "0x1.fffffffffffff7p1023, 1.7976931348623157e308",
    "0x1.fffffffffffff8p1023, Infinity",
    "0x10000000000000800000000000000000, 0x1p124",
    "0x10000000000000800000000000000001, 0x1.0000000000001p124",
    "0x1p99999999999999999999, Infinity",
    "0x1p-99999999999999999999, 0",
    "0x0p99999999999999999999, 0"
  })
  void aNumeralIsRoundedToTheNearestNumber(String numeral, String expected) {
    assertThat(parse(numeral)).isEqualTo(Double.parseDouble(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".", "1..2", "1.2.3", "1e", "1e+", "1e5.", "3a", "0x", "0x.", "0x.p1", "0x1p", "0x1p+",
        "0x1p1p1", "0x1.2.3", "1p4", "1d", "1f", "0x1pa"
      })
  void whatIsNotANumeralIsTold(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyNumberIsReadBackFromItsHexadecimalForm(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double number = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (Double.isFinite(number)) {
        assertThat(parse(Double.toHexString(number))).isEqualTo(number);
        assertThat(parse(Double.toString(number))).isEqualTo(number);
      }
    }
  }

  private static double parse(String numeral) {
    byte[] bytes = numeral.getBytes(StandardCharsets.US_ASCII);
    return NumberParser.parse(bytes, 0, bytes.length);
  }
}
