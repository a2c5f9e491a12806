package dev.moonshift.simulator.report;

/** The numbers along the lower edge of a drawing. */
final class Axis {
  /** How far a number reaches to the right of its place, about. */
  private static final double HALF_NUMBER = 16;

  private Axis() {}

  /**
   * Writes them.
   *
   * @param right where the drawing ends: a number near that place stands to the left of it
   */
  static void draw(Scale x, double right, double y, Markup page) {
    for (long tick : x.ticks(4)) {
      double at = x.at(tick);
      boolean isAtEdge = at > right - HALF_NUMBER;
      page.word(Numbers.brief(tick), isAtEdge ? "tick end" : "tick mid", isAtEdge ? right : at, y);
    }
  }
}
