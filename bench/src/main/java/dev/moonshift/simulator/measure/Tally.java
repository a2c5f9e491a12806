package dev.moonshift.simulator.measure;

/** What is counted of a process while it runs, and of several together once they ran. */
final class Tally {
  long fuel;
  long entitlement;
  long turns;
  long maxLag;
  long minLag;
  long starvation;
  long unanswered;
  long deadlines;
  long missed;
  int processes;
  int refused;
  long weight;
  final Samples wakeup = new Samples();
  final Samples response = new Samples();
  final Samples slowdown = new Samples();

  /** Begins a sum. */
  Tally() {}

  /** Begins to count for a process. */
  Tally(Contestant contestant) {
    processes = 1;
    weight = contestant.weight();
  }

  void lag(long lag) {
    maxLag = Math.max(maxLag, lag);
    minLag = Math.min(minLag, lag);
  }

  void waited(long time) {
    starvation = Math.max(starvation, time);
  }

  void answered(long time, long deadline) {
    response.add(time);
    if (deadline > 0) {
      deadlines++;
      if (time > deadline) {
        missed++;
      }
    }
  }

  /** Counts a request that has no answer at the end by its age, lest it count as nothing. */
  void unanswered(long age, long deadline) {
    unanswered++;
    answered(age, age > deadline ? deadline : 0);
  }

  /** Takes another one into the sum. */
  void add(Tally other) {
    fuel += other.fuel;
    entitlement += other.entitlement;
    turns += other.turns;
    maxLag = Math.max(maxLag, other.maxLag);
    minLag = Math.min(minLag, other.minLag);
    starvation = Math.max(starvation, other.starvation);
    unanswered += other.unanswered;
    deadlines += other.deadlines;
    missed += other.missed;
    processes += other.processes;
    refused += other.refused;
    weight += other.weight;
    wakeup.addAll(other.wakeup);
    response.addAll(other.response);
    slowdown.addAll(other.slowdown);
  }

  Score score(String name, String kind) {
    return new Score(
        name,
        kind,
        processes,
        refused,
        weight,
        fuel,
        entitlement,
        turns,
        maxLag,
        minLag,
        starvation,
        wakeup.quantiles(),
        response.quantiles(),
        slowdown.quantiles(),
        unanswered,
        deadlines,
        missed);
  }
}
