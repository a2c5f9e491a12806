package dev.moonshift.simulator.measure;

import org.jspecify.annotations.Nullable;

/**
 * What a process got, or a kind of processes, or all of a run together. All times are in fuel.
 *
 * @param name of the process or the kind; empty for all
 * @param kind what the process is one of; empty for all
 * @param processes how many are summed up here
 * @param refused how many of these the policy did not admit
 * @param weight of the process; the sum of the weights
 * @param fuel received
 * @param entitlement what the ideal fluid share would have given
 * @param turns had
 * @param maxLag the most that a process was behind its entitlement at a time
 * @param minLag the least, below 0 where it was ahead
 * @param starvation the longest wait for a turn
 * @param wakeup latency: from becoming runnable to the next turn
 * @param response time: from arrival to answer; of what is not answered yet, its age
 * @param slowdown response time in thousandths of the fuel that the answer took
 * @param unanswered requests at the end
 * @param deadlines that passed
 * @param missed deadlines
 */
public record Score(
    String name,
    String kind,
    int processes,
    int refused,
    long weight,
    long fuel,
    long entitlement,
    long turns,
    long maxLag,
    long minLag,
    long starvation,
    Quantiles wakeup,
    Quantiles response,
    Quantiles slowdown,
    long unanswered,
    long deadlines,
    long missed) {

  /** Returns the fuel received in ppm of the entitlement; null if there was hardly any. */
  public @Nullable Long sharePpm() {
    return entitlement < 1 ? null : Math.multiplyExact(fuel, Jain.ONE) / entitlement;
  }
}
