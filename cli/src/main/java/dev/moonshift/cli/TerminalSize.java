package dev.moonshift.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How much a terminal shows.
 *
 * @param columns of characters
 * @param rows of lines
 */
record TerminalSize(int columns, int rows) {
  /** The size that terminals had before they had windows. */
  private static final TerminalSize USUAL = new TerminalSize(80, 24);

  /** A window that is being resized should be followed, but asking starts a program. */
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Looks at the terminal of this JVM, again about once a second. */
  static Supplier<TerminalSize> system() {
    return new Supplier<>() {
      private TerminalSize known = USUAL;
      private long askedAt;
      private boolean isAsked;

      @Override
      public TerminalSize get() {
        long now = System.nanoTime();
        if (!isAsked || now - askedAt >= ASK_NANOS) {
          known = ask();
          isAsked = true;
          askedAt = now;
        }
        return known;
      }
    };
  }

  /** Java 17 cannot tell, but the program {@code stty} can. */
  private static TerminalSize ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      return of(answer.length == 2 ? answer[1] : "", answer[0]);
    } catch (IOException e) {
      Map<String, String> environment = System.getenv();
      return of(environment.getOrDefault("COLUMNS", ""), environment.getOrDefault("LINES", ""));
    }
  }

  private static TerminalSize of(String columns, String rows) {
    return new TerminalSize(positive(columns, USUAL.columns), positive(rows, USUAL.rows));
  }

  private static int positive(String text, int otherwise) {
    return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : otherwise;
  }
}
