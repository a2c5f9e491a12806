package dev.moonshift.cli;

import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import java.util.function.Supplier;

/** The policies that can be asked for by name. */
enum PolicyName {
  ROUND_ROBIN("round-robin", false, RoundRobin::new),
  BUDGET_WEIGHTED("budget-weighted", true, BudgetWeighted::new);

  private final String text;
  private final boolean mindsWeights;
  private final Supplier<SchedulingPolicy> constructor;

  PolicyName(String text, boolean mindsWeights, Supplier<SchedulingPolicy> constructor) {
    this.text = text;
    this.mindsWeights = mindsWeights;
    this.constructor = constructor;
  }

  /** Whether it makes a difference what a process weighs. */
  boolean mindsWeights() {
    return mindsWeights;
  }

  SchedulingPolicy create() {
    return constructor.get();
  }

  /** The name as it is written on the command line. */
  @Override
  public String toString() {
    return text;
  }
}
