package dev.moonshift.policy;

import java.util.Set;
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
      "budget-weighted",
      "fuel in proportion to weight, by budgets",
      BudgetWeighted::new,
      Setting.WEIGHT),
  /** {@link Stride}. */
  STRIDE("stride", "fuel in proportion to weight, within a turn", Stride::new, Setting.WEIGHT),
  /** {@link StartTimeFair}. */
  START_TIME_FAIR(
      "start-time-fair",
      "fuel in proportion to weight; sleepers are next when they wake",
      StartTimeFair::new,
      Setting.WEIGHT),
  /** {@link Eevdf}. */
  EEVDF(
      "eevdf",
      "fuel in proportion to weight; short quanta are served sooner",
      Eevdf::new,
      Setting.WEIGHT),
  /** {@link Priority}. */
  PRIORITY(
      "priority",
      "the most urgent first; who waits for long is urgent",
      Priority::new,
      Setting.PRIORITY),
  /** {@link MultilevelFeedback}. */
  MULTILEVEL_FEEDBACK(
      "multilevel-feedback", "who uses little at a time is served first", MultilevelFeedback::new),
  /** {@link Lottery}. */
  LOTTERY("lottery", "turns by chance, in proportion to weight", Lottery::new, Setting.WEIGHT),
  /** {@link EarliestDeadline}. */
  EARLIEST_DEADLINE(
      "earliest-deadline",
      "reserved fuel before each deadline; the rest in turns",
      EarliestDeadline::new,
      Setting.RESERVATION),
  /** {@link Groups}. */
  GROUPS(
      "groups",
      "fuel in proportion to weight, first among groups, then in each",
      Groups::new,
      Setting.WEIGHT,
      Setting.GROUP);

  /** What a task can ask for besides a quantum. */
  public enum Setting {
    /** {@link TaskSettings#weight}. */
    WEIGHT,
    /** {@link TaskSettings#priority}. */
    PRIORITY,
    /** {@link TaskSettings#reservation}. */
    RESERVATION,
    /** {@link TaskSettings#group}. */
    GROUP
  }

  private final String text;
  private final String promise;
  private final Supplier<SchedulingPolicy> constructor;
  private final Set<Setting> minded;

  PolicyName(
      String text, String promise, Supplier<SchedulingPolicy> constructor, Setting... minded) {
    this.text = text;
    this.promise = promise;
    this.constructor = constructor;
    this.minded = Set.of(minded);
  }

  /** Returns what it promises, in a few words. */
  public String promise() {
    return promise;
  }

  /** Whether it makes a difference what a task asks for in this respect. */
  public boolean minds(Setting setting) {
    return minded.contains(setting);
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
