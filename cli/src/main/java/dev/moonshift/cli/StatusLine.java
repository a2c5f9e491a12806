package dev.moonshift.cli;

import java.io.PrintStream;

/** A line at the bottom of a terminal that is drawn over and over; nothing where there is none. */
final class StatusLine {
  private static final String ERASE = "\r\033[K";

  private final PrintStream terminal;
  private final boolean isShown;
  private boolean isDrawn;

  StatusLine(PrintStream terminal, boolean isShown) {
    this.terminal = terminal;
    this.isShown = isShown;
  }

  void draw(String text) {
    if (isShown) {
      terminal.print(ERASE + text);
      terminal.flush();
      isDrawn = true;
    }
  }

  void erase() {
    if (isDrawn) {
      terminal.print(ERASE);
      terminal.flush();
      isDrawn = false;
    }
  }
}
