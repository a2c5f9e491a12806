package dev.moonshift.simulator;

import java.io.PrintWriter;

/** Shows on a terminal how far a comparison is; nothing where there is none. */
final class ProgressBar {
  private static final String ERASE = "\r\033[K";
  private static final int WIDTH = 30;

  private final PrintWriter terminal;
  private final boolean isShown;
  private final int all;
  private int done;

  ProgressBar(PrintWriter terminal, boolean isShown, int all) {
    this.terminal = terminal;
    this.isShown = isShown;
    this.all = all;
  }

  /** Hears that another run is done. Any thread may call it. */
  synchronized void advance(String what) {
    done++;
    if (isShown) {
      int filled = WIDTH * done / all;
      terminal.printf(
          "%s[%s%s] %d of %d: %s",
          ERASE, "#".repeat(filled), ".".repeat(WIDTH - filled), done, all, what);
      terminal.flush();
    }
  }

  /** Takes the bar away. */
  synchronized void end() {
    if (isShown) {
      terminal.print(ERASE);
      terminal.flush();
    }
  }
}
