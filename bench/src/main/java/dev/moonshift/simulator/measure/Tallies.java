package dev.moonshift.simulator.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up what was counted: by process, by kind, and in all. */
final class Tallies {
  private final Tally total = new Tally();
  private final Map<String, Tally> kinds = new LinkedHashMap<>();
  private final List<Score> processes = new ArrayList<>();
  private String starved = "";

  Tallies(List<Contestant> contestants, Tally[] tallies) {
    for (int i = 0; i < tallies.length; i++) {
      Contestant contestant = contestants.get(i);
      Tally tally = tallies[i];
      if (tally.starvation > total.starvation) {
        starved = contestant.name();
      }
      processes.add(tally.score(contestant.name(), contestant.kind()));
      kinds.computeIfAbsent(contestant.kind(), kind -> new Tally()).add(tally);
      total.add(tally);
    }
  }

  Score total() {
    return total.score("", "");
  }

  List<Score> kinds() {
    List<Score> scores = new ArrayList<>();
    kinds.forEach((kind, tally) -> scores.add(tally.score(kind, kind)));
    return scores;
  }

  List<Score> processes() {
    return processes;
  }

  /** Who had the longest wait for a turn; empty if nobody waited. */
  String starved() {
    return starved;
  }
}
