package dev.moonshift.simulator.measure;

import dev.moonshift.simulator.measure.Contestant.Counts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches a run and measures it: told of what happens as it happens, it keeps the ideal fluid share
 * beside and compares.
 *
 * <p>Processes are known by their place among the contestants. Times never go back.
 */
public final class Meter {
  private static final long AWAY = -1;

  private final List<Contestant> contestants;
  private final Fluid ideal;
  private final long duration;
  private final Tally[] tallies;

  /** When each became runnable, or {@link #AWAY}. */
  private final long[] runnableSince;

  /** When each was last runnable and not yet, or no longer, running. */
  private final long[] waitingSince;

  private final boolean[] isWoken;

  /** When the request that each works on arrived, or {@link #AWAY}. */
  private final long[] arrival;

  private final long[] fuelAtRequest;

  private final Series series;
  private final Timeline timeline;
  private final FairnessGauge fairness;
  private int nextPoint;
  private long busy;
  private long switches;
  private int lastRun = -1;

  /**
   * Creates a meter at time 0.
   *
   * @param contestants whose places in this list number them
   * @param ideal the fluid share of the same workload, at time 0
   * @param duration how long the run is
   */
  public Meter(List<Contestant> contestants, Fluid ideal, long duration, Timeline timeline) {
    this.contestants = List.copyOf(contestants);
    this.ideal = ideal;
    this.duration = duration;
    this.timeline = timeline;
    int size = contestants.size();
    tallies = new Tally[size];
    for (int i = 0; i < size; i++) {
      tallies[i] = new Tally(contestants.get(i));
    }
    runnableSince = new long[size];
    waitingSince = new long[size];
    isWoken = new boolean[size];
    arrival = new long[size];
    fuelAtRequest = new long[size];
    Arrays.fill(runnableSince, AWAY);
    Arrays.fill(arrival, AWAY);
    series = Series.create(duration, size);
    fairness = new FairnessGauge(series, ideal);
  }

  /** Hears that a process can run: it was born or woke up. */
  public void woke(int process, long time) {
    runnableSince[process] = time;
    waitingSince[process] = time;
    isWoken[process] = true;
  }

  /** Hears that a process will not run, although it was born. */
  public void left(int process) {
    runnableSince[process] = AWAY;
    isWoken[process] = false;
    tallies[process].refused++;
  }

  /** Hears that a process was asked for something. */
  public void asked(int process, long time) {
    arrival[process] = time;
    fuelAtRequest[process] = tallies[process].fuel;
  }

  /** Hears of a turn, once it is over. */
  public void ran(int process, long start, long end, long fuel, boolean isRunnable) {
    Tally tally = tallies[process];
    passPoints(start, AWAY, 0, 0);
    ideal.advanceTo(start);
    tally.lag(ideal.received(process) - tally.fuel);
    tally.waited(start - waitingSince[process]);
    if (isWoken[process]) {
      isWoken[process] = false;
      tally.wakeup.add(start - waitingSince[process]);
    }
    passPoints(end, process, start, fuel);
    tally.fuel += fuel;
    ideal.advanceTo(end);
    tally.lag(ideal.received(process) - tally.fuel);
    waitingSince[process] = end;
    if (!isRunnable) {
      runnableSince[process] = AWAY;
    }
    tally.turns++;
    busy += end - start;
    if (process != lastRun) {
      switches++;
      lastRun = process;
    }
    timeline.add(process, start, end);
  }

  /** Hears that a process has done what it was last asked for. */
  public void answered(int process, long time) {
    if (arrival[process] == AWAY) {
      return; // what a server does before its first request
    }
    if (contestants.get(process).counts() != Counts.NOTHING) {
      Tally tally = tallies[process];
      long fuel = tally.fuel - fuelAtRequest[process];
      long response = time - arrival[process];
      tally.answered(response, contestants.get(process).deadline());
      if (fuel > 0) {
        tally.slowdown.add(response * 1000 / fuel);
      }
    }
    arrival[process] = AWAY;
  }

  /** Returns how long turns took so far. */
  public long busy() {
    return busy;
  }

  /** Returns when the run ends: after its duration, or with a turn that takes longer. */
  public long end() {
    return Math.max(duration, ideal.now());
  }

  /** Returns how much fuel all have used so far. */
  public long fuel() {
    long fuel = 0;
    for (Tally tally : tallies) {
      fuel += tally.fuel;
    }
    return fuel;
  }

  /** Notes what the points of the series up to a moment show, where one may be running. */
  private void passPoints(long time, long running, long start, long fuel) {
    while (nextPoint <= Series.STEPS && nextPoint * series.step() <= time) {
      long point = nextPoint * series.step();
      ideal.advanceTo(point);
      for (int i = 0; i < tallies.length; i++) {
        long part = i == running ? Math.min(fuel, Math.max(0, point - start)) : 0;
        series.fuel()[i][nextPoint] = tallies[i].fuel + part;
        series.entitlement()[i][nextPoint] = ideal.received(i);
      }
      fairness.point(nextPoint, runnableSince);
      nextPoint++;
    }
  }

  /**
   * Ends the measuring.
   *
   * @param waiting arrivals of requests that were not even taken up, by process
   * @param violation the first promise that was broken, or null
   */
  public Outcome finish(
      String policy,
      List<Samples> waiting,
      @Nullable String violation,
      Outcome.@Nullable Speed speed) {
    long end = end();
    passPoints(end, AWAY, 0, 0);
    ideal.advanceTo(end);
    for (int i = 0; i < tallies.length; i++) {
      Tally tally = tallies[i];
      tally.entitlement = ideal.received(i);
      tally.lag(tally.entitlement - tally.fuel);
      if (runnableSince[i] != AWAY) {
        tally.waited(end - waitingSince[i]);
      }
      if (contestants.get(i).counts() != Counts.NOTHING) {
        countUnanswered(i, end, waiting.get(i));
      }
    }
    Tallies sums = new Tallies(contestants, tallies);
    return new Outcome(
        policy,
        sums.total(),
        sums.kinds(),
        sums.processes(),
        end,
        end - busy,
        switches,
        fairness.mean(),
        fairness.worst(),
        sums.starved(),
        violation,
        series,
        timeline,
        speed);
  }

  /** Counts requests that are not answered at the end by their age, lest they count as nothing. */
  private void countUnanswered(int process, long end, Samples waiting) {
    if (arrival[process] != AWAY) {
      waiting.add(arrival[process]);
    }
    for (int i = 0; i < waiting.size(); i++) {
      tallies[process].unanswered(end - waiting.get(i), contestants.get(process).deadline());
    }
  }
}
