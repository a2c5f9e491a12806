package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import java.util.List;

/**
 * A whole comparison.
 *
 * @param seed of all runs
 * @param quantum of processes that ask for none
 * @param isRealTime whether the clock was the machine's
 * @param policies what takes part besides the ideal
 * @param workloads what each came to
 */
public record Results(
    long seed, long quantum, boolean isRealTime, List<Policy> policies, List<Group> workloads) {

  /**
   * A policy.
   *
   * @param promise of the policy, in a few words
   */
  public record Policy(String name, String promise) {}

  /**
   * What came of one workload.
   *
   * @param outcomes the ideal's first, then one of each policy
   */
  public record Group(String workload, String summary, List<Outcome> outcomes) {
    /** Returns the yardstick. */
    Outcome ideal() {
      return outcomes.get(0);
    }

    /** Returns the outcomes of the policies. */
    List<Outcome> contest() {
      return outcomes.subList(1, outcomes.size());
    }
  }
}
