package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Timeline.Turn;
import dev.moonshift.simulator.report.Lanes.Lane;
import java.util.List;

/** Draws who ran when: a row for each process, a bar for each turn. */
final class TurnChart {
  private static final int WIDTH = 340;
  private static final int LEFT = 70;
  private static final int RIGHT = 334;
  private static final int TOP = 4;
  private static final double MAX_ROW = 14;
  private static final double MIN_ROW = 9;
  private static final double USUAL_HEIGHT = 150;

  /** A name longer than this would run into its row. */
  private static final int NAME_LENGTH = 12;

  private final Lanes lanes;
  private final double row;

  TurnChart(Lanes lanes) {
    this.lanes = lanes;
    row = Math.max(MIN_ROW, Math.min(MAX_ROW, USUAL_HEIGHT / lanes.all().size()));
  }

  void draw(Outcome run, Markup page) {
    List<Turn> turns = run.timeline().turns();
    double bottom = TOP + row * lanes.all().size();
    Scale x = Scale.linear(run.timeline().from(), run.timeline().to(), LEFT, RIGHT);
    int[] laneOf = lanes.byProcess(run.processes().size());
    page.openDrawing(WIDTH, bottom + 20, words(run, turns));
    for (int i = 0; i < lanes.all().size(); i++) {
      Lane lane = lanes.all().get(i);
      double top = TOP + row * i;
      page.word(shortened(lane.name()), "tick end", LEFT - 4, top + row / 2 + 3);
      page.line("grid", "M" + LEFT + " " + Scale.text(top) + "H" + RIGHT);
      StringBuilder path = new StringBuilder();
      for (Turn turn : turns) {
        if (laneOf[turn.process()] == i) {
          double from = x.at(turn.start());
          path.append('M').append(Scale.text(from)).append(' ').append(Scale.text(top + 1.5));
          path.append('h').append(Scale.text(Math.max(0.4, x.at(turn.end()) - from)));
          path.append('v').append(Scale.text(row - 3)).append('H').append(Scale.text(from));
          path.append('z');
        }
      }
      if (!path.isEmpty()) {
        page.line(lane.style() + " ran", path.toString());
      }
    }
    Axis.draw(x, RIGHT, bottom + 14, page);
    page.close();
  }

  private static String shortened(String name) {
    return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH - 1) + "…";
  }

  private static String words(Outcome run, List<Turn> turns) {
    long processes = turns.stream().map(Turn::process).distinct().count();
    return "Who ran when under "
        + run.policy()
        + ": from "
        + Numbers.brief(run.timeline().from())
        + " to "
        + Numbers.brief(run.timeline().to())
        + ", "
        + Numbers.count(turns.size(), "turn")
        + " of "
        + (processes == 1 ? "1 process" : processes + " processes");
  }
}
