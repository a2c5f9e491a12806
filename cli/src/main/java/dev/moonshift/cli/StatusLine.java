package dev.moonshift.cli;

import java.io.PrintStream;

/** A line at the bottom of a terminal that is drawn over and over; nothing where there is none. */
final class StatusLine implements Watch {
  private static final String ERASE = "\r\033[K";

  private final PrintStream terminal;
  private final boolean isShown;
  private boolean isDrawn;

  StatusLine(PrintStream terminal, boolean isShown) {
    this.terminal = terminal;
    this.isShown = isShown;
  }

  @Override
  public void draw(ScriptRun run) {
    if (isShown) {
      terminal.print(ERASE + run.total());
      terminal.flush();
      isDrawn = true;
    }
  }

  @Override
  public void end() {
    erase();
  }

  void erase() {
    if (isDrawn) {
      terminal.print(ERASE);
      terminal.flush();
      isDrawn = false;
    }
  }
}
