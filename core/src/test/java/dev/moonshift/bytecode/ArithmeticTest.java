package dev.moonshift.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Powers that are taken by multiplication are those that the long way gives. */
class ArithmeticTest {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

  @Test
  void wholePowersAreExactAsFarAsADoubleGoes() {
    for (int a = -300; a <= 300; a++) {
      for (int b = 0; b <= 70; b++) {
        BigInteger exact = BigInteger.valueOf(a).pow(b);
        double expected =
            exact.abs().compareTo(EXACT) <= 0 ? exact.doubleValue() : StrictMath.pow(a, b);
        assertThat(Arithmetic.power(a, b)).as("%d ^ %d", a, b).isEqualTo(expected);
      }
    }
  }

  @Test
  void thePowersOfZeroKeepItsSign() {
    assertThat(Arithmetic.power(-0.0, 3)).isEqualTo(-0.0);
    assertThat(Arithmetic.power(-0.0, 4)).isEqualTo(0.0);
    assertThat(Arithmetic.power(-0.0, -3)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Arithmetic.power(0, 0)).isEqualTo(1);
  }

  @Test
  void oneToAnyPowerIsOne() {
    assertThat(Arithmetic.power(1, Double.NaN)).isEqualTo(1);
    assertThat(Arithmetic.power(-1, Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Arithmetic.power(Double.NaN, 0)).isEqualTo(1);
    assertThat(Arithmetic.power(Double.NaN, 2)).isNaN();
  }
}
