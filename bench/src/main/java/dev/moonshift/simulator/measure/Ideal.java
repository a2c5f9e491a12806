package dev.moonshift.simulator.measure;

import dev.moonshift.simulator.measure.Contestant.Counts;
import java.util.List;

/** Lets the fluid share compete: what it would have given, and how soon it would have answered. */
public final class Ideal {
  private Ideal() {}

  /** Runs the fluid share for a while. Nobody ever waits, lags or is switched away from in it. */
  public static Outcome run(List<Contestant> contestants, Shares shares, Work work, long duration) {
    int size = contestants.size();
    Tally[] tallies = new Tally[size];
    for (int i = 0; i < size; i++) {
      tallies[i] = new Tally(contestants.get(i));
    }
    Fluid fluid =
        new Fluid(
            shares,
            work,
            (process, piece, arrival, fuel, time) -> {
              Contestant contestant = contestants.get(process);
              if (fuel > 0 && piece >= firstCounted(contestant)) {
                tallies[process].answered(time - arrival, contestant.deadline());
                tallies[process].slowdown.add((time - arrival) * 1000 / fuel);
              }
            });
    Series series = Series.create(duration, size);
    for (int point = 0; point <= Series.STEPS; point++) {
      fluid.advanceTo(Math.max(fluid.now(), point * series.step()));
      for (int i = 0; i < size; i++) {
        series.fuel()[i][point] = fluid.received(i);
        series.entitlement()[i][point] = fluid.received(i);
      }
    }
    fluid.advanceTo(Math.max(fluid.now(), duration));
    long used = 0;
    for (int i = 0; i < size; i++) {
      tallies[i].fuel = fluid.received(i);
      tallies[i].entitlement = tallies[i].fuel;
      used += tallies[i].fuel;
      countUnanswered(tallies[i], contestants.get(i), fluid, work, i);
    }
    Tallies sums = new Tallies(contestants, tallies);
    return new Outcome(
        Outcome.IDEAL,
        sums.total(),
        sums.kinds(),
        sums.processes(),
        fluid.now(),
        fluid.now() - used,
        0,
        Jain.ONE,
        Jain.ONE,
        "",
        null,
        series,
        new Timeline(0, 0),
        null);
  }

  /**
   * Returns when all work is done, or a time if it is not done by then.
   *
   * @param latest the time
   */
  public static long end(Shares shares, Work work, long latest) {
    Fluid fluid = new Fluid(shares, work, (process, piece, arrival, fuel, time) -> {});
    while (fluid.nextEvent() < latest) {
      fluid.advanceTo(fluid.nextEvent());
    }
    return fluid.nextEvent() == Work.NEVER ? fluid.now() : latest;
  }

  private static void countUnanswered(
      Tally tally, Contestant contestant, Fluid fluid, Work work, int process) {
    int piece = fluid.piece(process);
    long arrival = fluid.arrival(process);
    while (contestant.counts() != Counts.NOTHING && arrival <= fluid.now()) {
      if (piece >= firstCounted(contestant)) {
        tally.unanswered(fluid.now() - arrival, contestant.deadline());
      }
      arrival = work.arrival(process, ++piece, Work.NEVER);
    }
  }

  /** Returns the first piece of work that has a response time. */
  private static int firstCounted(Contestant contestant) {
    return switch (contestant.counts()) {
      case NOTHING -> Integer.MAX_VALUE;
      case LIFE, ALL -> 0;
      case REQUESTS -> 1;
    };
  }
}
