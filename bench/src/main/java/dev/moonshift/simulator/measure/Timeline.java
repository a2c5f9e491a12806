package dev.moonshift.simulator.measure;

import java.util.ArrayList;
import java.util.List;

/** Who ran when, in a stretch of time short enough that single turns can be seen. */
public final class Timeline {
  /** A turn. */
  public record Turn(int process, long start, long end) {}

  private final long from;
  private final long to;
  private final List<Turn> turns = new ArrayList<>();

  /** Notes the turns between two moments. */
  public Timeline(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** When it begins. */
  public long from() {
    return from;
  }

  /** When it ends. */
  public long to() {
    return to;
  }

  /** The turns, cut off where the stretch begins and ends; consecutive turns of one are one. */
  public List<Turn> turns() {
    return turns;
  }

  void add(int process, long start, long end) {
    if (end <= from || start >= to) {
      return;
    }
    Turn turn = new Turn(process, Math.max(start, from), Math.min(end, to));
    if (!turns.isEmpty()) {
      Turn last = turns.get(turns.size() - 1);
      if (last.process() == process && last.end() == turn.start()) {
        turns.remove(turns.size() - 1);
        turn = new Turn(process, last.start(), turn.end());
      }
    }
    turns.add(turn);
  }
}
