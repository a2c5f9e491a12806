package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Quantiles;
import java.util.List;
import java.util.function.Function;

/**
 * Draws how a time is distributed under each policy: a row each, from the median to the largest.
 */
final class LatencyChart {
  private static final int WIDTH = 540;
  private static final int LEFT = 140;
  private static final int RIGHT = 522;
  private static final int TOP = 18;
  private static final int ROW = 20;

  private final String title;
  private final Function<Outcome, Quantiles> of;

  LatencyChart(String title, Function<Outcome, Quantiles> of) {
    this.title = title;
    this.of = of;
  }

  void draw(List<Outcome> all, Markup page) {
    List<Outcome> runs = all.stream().filter(run -> of.apply(run).count() > 0).toList();
    long low = Long.MAX_VALUE;
    long high = 1;
    for (Outcome run : runs) {
      low = Math.min(low, of.apply(run).p50());
      high = Math.max(high, of.apply(run).max());
    }
    Scale x = Scale.logarithmic(low, high, LEFT, RIGHT);
    int bottom = TOP + ROW * runs.size();
    page.openDrawing(
        WIDTH,
        bottom + 4,
        title + " by policy, from the median to the largest; the numbers are in the table");
    for (long tick : x.ticks(6)) {
      String at = Scale.text(x.at(tick));
      page.line("grid", "M" + at + " " + TOP + "V" + bottom);
      page.word(Numbers.brief(tick), "tick mid", x.at(tick), TOP - 5);
    }
    for (int i = 0; i < runs.size(); i++) {
      drawRow(runs.get(i), TOP + ROW * i + ROW / 2, x, page);
    }
    page.close();
  }

  private void drawRow(Outcome run, int y, Scale x, Markup page) {
    Quantiles times = of.apply(run);
    page.word(run.policy(), run.isIdeal() ? "name end ideal" : "name end", LEFT - 8, y + 4);
    String p50 = Scale.text(x.at(times.p50()));
    page.line("whisker", "M" + p50 + " " + y + "H" + Scale.text(x.at(times.max())));
    page.line("box", "M" + p50 + " " + y + "H" + Scale.text(x.at(times.p90())));
    page.empty("circle", "class", "p50", "cx", p50, "cy", y, "r", 4);
    double p99 = x.at(times.p99());
    page.line("p99", "M" + Scale.text(p99 - 4.5) + " " + y + "l4.5 -4.5l4.5 4.5l-4.5 4.5z");
    double p999 = x.at(times.p999());
    page.line("p999", "M" + Scale.text(p999) + " " + (y - 5) + "v10");
    page.empty("circle", "class", "max", "cx", Scale.text(x.at(times.max())), "cy", y, "r", 2.5);
  }

  /** Writes what the marks mean. */
  static void key(Markup page) {
    page.open("p", "class", "legend");
    mark(page, "half of all", "<circle class=\"p50\" cx=\"12\" cy=\"7\" r=\"4\"/>");
    mark(page, "to 9 of 10", "<path class=\"box\" d=\"M2 7H22\"/>");
    mark(page, "99 of 100", "<path class=\"p99\" d=\"M7.5 7l4.5 -4.5l4.5 4.5l-4.5 4.5z\"/>");
    mark(page, "999 of 1000", "<path class=\"p999\" d=\"M12 2v10\"/>");
    mark(
        page,
        "the slowest",
        "<path class=\"whisker\" d=\"M2 7H12\"/><circle class=\"max\" cx=\"12\" cy=\"7\" r=\"2.5\"/>");
    page.close();
  }

  private static void mark(Markup page, String text, String drawing) {
    page.open("span", "class", "key");
    page.raw(
        "<svg class=\"sample\" viewBox=\"0 0 24 14\" aria-hidden=\"true\">" + drawing + "</svg>");
    page.text(text).close();
  }
}
