package dev.moonshift.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberFormatterTest {

  @Test
  void numbersLookAsInReferenceLua() {
    List<String> wrong = new ArrayList<>();
    for (String[] line : GoldenFile.read("number-format.txt")) {
      String shown = NumberFormatter.format(GoldenFile.number(line[0]));
      if (!shown.equals(line[1])) {
        wrong.add(line[0] + ": " + shown + " instead of " + line[1]);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyNanIsSpelledTheSame() {
    double nan = Double.longBitsToDouble(0x7ff8000000000000L);
    double negated = Double.longBitsToDouble(0xfff8000000000000L);
    assertThat(NumberFormatter.format(nan)).isEqualTo("-nan");
    assertThat(NumberFormatter.format(negated)).isEqualTo("-nan");
  }

  @Test
  void aNumberIsWrittenWhereTheCallerWants() {
    byte[] target = new byte[3 + NumberFormatter.MAX_LENGTH];
    int end = NumberFormatter.write(-1.2345678901234e-308, target, 3);
    assertThat(end).isEqualTo(3 + 21);
    assertThat(new String(target, 3, end - 3, StandardCharsets.ISO_8859_1))
        .isEqualTo("-1.2345678901234e-308");
    assertThat(NumberFormatter.toBytes(42)).containsExactly('4', '2');
  }

  @Test
  void theFastRoundingAgreesWithExactArithmetic() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      // An odd multiple of a half at the rounding place, and its neighbours, are the hard cases.
      int digits = random.nextInt(1, DecimalDigits.MAX_FAST_DIGITS + 1);
      double hard = (random.nextLong(1L << 50) + 0.5) / (1L << random.nextInt(40));
      double magnitude = i % 3 == 0 ? hard : i % 3 == 1 ? Math.nextUp(hard) : Math.nextDown(hard);
      long packed = DecimalDigits.significant(magnitude, digits);
      BigDecimal exact = DecimalDigits.exactly(magnitude, digits);
      BigDecimal fast =
          BigDecimal.valueOf(DecimalDigits.digitsOf(packed))
              .scaleByPowerOfTen(DecimalDigits.exponentOf(packed) - digits + 1);
      assertThat(fast).as("%s to %s digits", magnitude, digits).isEqualByComparingTo(exact);
    }
  }
}
