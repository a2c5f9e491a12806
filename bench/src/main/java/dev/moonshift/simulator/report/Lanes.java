package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a workload a drawing shows: each process, save that a kind with many of them is shown as
 * one. Kinds are told apart by a letter and a colour.
 */
final class Lanes {
  /** More lines of a kind than this are a blot. */
  private static final int MAX_MEMBERS = 16;

  /** As many colours as the style sheet has; further kinds share the last. */
  private static final int COLOURS = 6;

  /**
   * A line or a row of a drawing.
   *
   * @param processes whose places in the outcome's list are summed up in it
   */
  record Lane(String name, int kind, List<Integer> processes) {
    /** Returns the class of the style sheet that gives it its colour. */
    String style() {
      return "k" + Math.min(kind, COLOURS - 1);
    }

    /** Returns the letter of its kind. */
    String letter() {
      return String.valueOf((char) ('a' + kind % 26));
    }
  }

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Lane> legend = new ArrayList<>();

  Lanes(Outcome run) {
    Map<String, List<Integer>> kinds = new LinkedHashMap<>();
    for (int i = 0; i < run.processes().size(); i++) {
      kinds.computeIfAbsent(run.processes().get(i).kind(), kind -> new ArrayList<>()).add(i);
    }
    int number = 0;
    for (Map.Entry<String, List<Integer>> kind : kinds.entrySet()) {
      List<Integer> members = kind.getValue();
      if (members.size() > MAX_MEMBERS) {
        lanes.add(new Lane(kind.getKey() + " ×" + members.size(), number, members));
      } else {
        for (int member : members) {
          Score score = run.processes().get(member);
          lanes.add(new Lane(score.name(), number, List.of(member)));
        }
      }
      String many =
          members.size() == 1
              ? ""
              : members.size() > MAX_MEMBERS
                  ? " (" + members.size() + ", summed up)"
                  : " (" + members.size() + ")";
      legend.add(new Lane(kind.getKey() + many, number, members));
      number++;
    }
  }

  /** Returns the lanes, those of a kind together. */
  List<Lane> all() {
    return lanes;
  }

  /** Returns a lane for each kind, with its name and how many it has. */
  List<Lane> legend() {
    return legend;
  }

  /** Returns which lane each process is in. */
  int[] byProcess(int processes) {
    int[] lane = new int[processes];
    for (int i = 0; i < lanes.size(); i++) {
      for (int process : lanes.get(i).processes()) {
        lane[process] = i;
      }
    }
    return lane;
  }
}
