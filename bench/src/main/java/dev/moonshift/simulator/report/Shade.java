package dev.moonshift.simulator.report;

/** How strongly a cell is coloured: the better, the stronger. */
final class Shade {
  /** As many shades as the style sheet has besides none; more are hard to tell apart. */
  private static final int SHADES = 4;

  private Shade() {}

  /** Returns the class of the style sheet for a distance from the best, of a largest distance. */
  static String of(long distance, long largest) {
    if (largest <= 0) {
      return "s0";
    }
    long shade = SHADES - distance * (SHADES + 1) / (largest + 1);
    return "s" + Math.max(0, Math.min(SHADES, shade));
  }
}
