package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
  private static final int LIMIT = 100;

  /** Against a text that is simply cut. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsTheLatestOrRefusesTheRest(int seed) {
    Random random = new Random(seed);
    OutputPolicy policy = seed % 2 == 0 ? OutputPolicy.DROP_OLDEST : OutputPolicy.BLOCK;
    Output output = new Output(limits(policy));
    String model = "";
    for (int i = 0; i < 2000; i++) {
      String text = String.valueOf((char) ('a' + i % 26)).repeat(random.nextInt(3 * LIMIT));
      byte[] bytes = ("<<" + text).getBytes(StandardCharsets.US_ASCII);
      int accepted = output.write(bytes, 2, text.length());
      if (policy == OutputPolicy.BLOCK) {
        assertThat(accepted).isEqualTo(Math.min(text.length(), LIMIT - model.length()));
        assertThat(output.isRefusing()).isEqualTo(accepted < text.length());
        model += text.substring(0, accepted);
      } else {
        assertThat(accepted).isEqualTo(text.length());
        model += text;
        model = model.substring(Math.max(0, model.length() - LIMIT));
      }
      assertThat(output.copy()).asString(StandardCharsets.US_ASCII).isEqualTo(model);
      if (random.nextInt(3) == 0) {
        assertThat(output.take(false)).asString(StandardCharsets.US_ASCII).isEqualTo(model);
        assertThat(output.isRefusing()).isFalse();
        model = "";
      }
    }
  }

  @Test
  void aCharacterIsTakenOnlyWhenItIsWhole() {
    for (String character : new String[] {"é", "€", "🚀"}) {
      byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
      Output output = new Output(limits(OutputPolicy.BLOCK));
      output.write(new byte[] {'x'}, 0, 1);
      for (int i = 0; i < bytes.length - 1; i++) {
        output.write(bytes, i, 1);
        assertThat(output.take(true)).isEqualTo(i == 0 ? new byte[] {'x'} : new byte[0]);
      }
      output.write(bytes, bytes.length - 1, 1);
      assertThat(output.take(true)).isEqualTo(bytes);
    }
  }

  @Test
  void bytesThatAreNoTextAreTakenToo() {
    Output output = new Output(limits(OutputPolicy.BLOCK));
    byte[] bytes = {(byte) 0x80, (byte) 0x81, (byte) 0x82, (byte) 0x83};
    output.write(bytes, 0, 4);

    assertThat(output.take(true)).isEqualTo(bytes);
  }

  private static Limits limits(OutputPolicy policy) {
    return Limits.DEFAULT.withOutputBytes(LIMIT).withOutputPolicy(policy);
  }
}
