package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Score;
import dev.moonshift.simulator.report.Lanes.Lane;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Draws how much fuel each process has received, on top of how much it was entitled to. */
final class FuelChart {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 210;
  private static final int LEFT = 38;
  private static final int RIGHT = 322;
  private static final int TOP = 8;
  private static final int BOTTOM = 186;

  /** Letters closer than this would cover each other. */
  private static final double LETTER_HEIGHT = 10;

  private final Lanes lanes;
  private final Scale x;
  private final Scale y;

  /** Prepares drawings of some runs of the same workload, all on the same scale. */
  FuelChart(Lanes lanes, List<Outcome> runs) {
    this.lanes = lanes;
    long most = 1;
    for (Outcome run : runs) {
      for (Lane lane : lanes.all()) {
        most = Math.max(most, last(sum(run.series().fuel(), lane)));
        most = Math.max(most, last(sum(run.series().entitlement(), lane)));
      }
    }
    long duration = runs.get(0).series().step() * (runs.get(0).series().fuel()[0].length - 1L);
    x = Scale.linear(0, duration, LEFT, RIGHT);
    y = Scale.linear(0, most, BOTTOM, TOP);
  }

  private static long last(long[] line) {
    return line[line.length - 1];
  }

  private static long[] sum(long[][] lines, Lane lane) {
    long[] sum = new long[lines[0].length];
    for (int process : lane.processes()) {
      Arrays.setAll(sum, i -> sum[i] + lines[process][i]);
    }
    return sum;
  }

  void draw(Outcome run, Markup page) {
    page.openDrawing(WIDTH, HEIGHT, "Fuel received under " + run.policy() + ": " + words(run));
    drawAxes(page);
    for (Lane lane : lanes.all()) {
      drawLine(run.series().step(), sum(run.series().entitlement(), lane), "due", page);
    }
    for (Lane lane : lanes.all()) {
      drawLine(run.series().step(), sum(run.series().fuel(), lane), lane.style() + " got", page);
    }
    drawLetters(run, page);
    page.close();
  }

  private static String words(Outcome run) {
    return run.kinds().stream().map(FuelChart::words).collect(Collectors.joining("; "));
  }

  private static String words(Score kind) {
    Long share = kind.sharePpm();
    return kind.name()
        + " "
        + Numbers.brief(kind.fuel())
        + (share == null ? "" : ", " + Numbers.percent(share) + " of the entitlement");
  }

  private void drawAxes(Markup page) {
    for (long tick : y.ticks(4)) {
      String at = Scale.text(y.at(tick));
      page.line("grid", "M" + LEFT + " " + at + "H" + RIGHT);
      page.word(Numbers.brief(tick), "tick end", LEFT - 4, y.at(tick) + 3);
    }
    Axis.draw(x, RIGHT, BOTTOM + 14, page);
  }

  private void drawLine(long step, long[] line, String style, Markup page) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < line.length; i++) {
      // What lies on a straight line between its neighbours says nothing.
      boolean isStraight =
          i > 0
              && i < line.length - 1
              && Math.abs(y.at(line[i - 1]) + y.at(line[i + 1]) - 2 * y.at(line[i])) < 0.05;
      if (!isStraight) {
        path.append(path.isEmpty() ? 'M' : 'L');
        path.append(Scale.text(x.at(i * (double) step)));
        path.append(' ').append(Scale.text(y.at(line[i])));
      }
    }
    page.line(style, path.toString());
  }

  /** Writes the letters of the kinds where their lines end, apart from each other. */
  private void drawLetters(Outcome run, Markup page) {
    record End(Lane lane, double y) {}
    List<End> ends =
        lanes.all().stream()
            .map(lane -> new End(lane, y.at(last(sum(run.series().fuel(), lane)))))
            .sorted(Comparator.comparingDouble(End::y).reversed())
            .toList();
    double free = Double.MAX_VALUE;
    String previous = "";
    double previousY = Double.MAX_VALUE;
    for (End end : ends) {
      String letter = end.lane().letter();
      if (letter.equals(previous) && previousY - end.y() < LETTER_HEIGHT) {
        continue; // one letter for lines of a kind that end in the same place
      }
      double at = Math.min(end.y(), free);
      page.word(letter, "letter " + end.lane().style(), RIGHT + 4, at + 3);
      free = at - LETTER_HEIGHT;
      previous = letter;
      previousY = end.y();
    }
  }
}
