package dev.moonshift.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final String ERASE = "\r\033[K";

  private final StringWriter terminal = new StringWriter();

  @Test
  void growsWithEveryRunAndGoesAwayAtTheEnd() {
    ProgressBar bar = new ProgressBar(new PrintWriter(terminal), true, 3);
    bar.advance("weights under stride");
    bar.advance("weights under eevdf");
    bar.end();
    assertThat(terminal)
        .hasToString(
            ERASE
                + "[##########....................] 1 of 3: weights under stride"
                + ERASE
                + "[####################..........] 2 of 3: weights under eevdf"
                + ERASE);
  }

  @Test
  void saysNothingWhereThereIsNoTerminal() {
    ProgressBar bar = new ProgressBar(new PrintWriter(terminal), false, 2);
    bar.advance("weights under stride");
    bar.end();
    assertThat(terminal).hasToString("");
  }
}
