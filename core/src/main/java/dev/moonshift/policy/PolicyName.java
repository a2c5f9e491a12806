package dev.moonshift.policy;

import java.util.function.Supplier;

/**
 * The policies that come with the library, by name. Command lines, benchmarks and comparisons take
 * them from here, so one that is added here is everywhere.
 */
public enum PolicyName {
  /** {@link RoundRobin}. */
  ROUND_ROBIN("round-robin", "a turn to each, in order", RoundRobin::new),
  /** {@link BudgetWeighted}. */
  BUDGET_WEIGHTED(
      "budget-weighted", "fuel in proportion to weight, by budgets", BudgetWeighted::new);

  private final String text;
  private final String promise;
  private final Supplier<SchedulingPolicy> constructor;

  PolicyName(String text, String promise, Supplier<SchedulingPolicy> constructor) {
    this.text = text;
    this.promise = promise;
    this.constructor = constructor;
  }

  /** Returns what it promises, in a few words. */
  public String promise() {
    return promise;
  }

  /** Whether it makes a difference what a task weighs. */
  public boolean mindsWeights() {
    return this != ROUND_ROBIN;
  }

  /** Makes such a policy, with the settings that suit most. */
  public SchedulingPolicy create() {
    return constructor.get();
  }

  /** Returns the name as it is written on a command line. */
  @Override
  public String toString() {
    return text;
  }
}
