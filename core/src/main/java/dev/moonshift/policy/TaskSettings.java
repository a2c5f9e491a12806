package dev.moonshift.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task asks of its policy. Immutable, so that thousands of tasks can share one; {@code
 * with...} methods make changed copies.
 *
 * <p>Each policy minds some of it and ignores the rest; its Javadoc says which.
 *
 * @param weight how much to get in proportion to others, between 1 and 10,000; default 1
 * @param priority how urgent, between 0 and 31, the larger the more; default 0
 * @param quantum fuel for a turn, between 1 and {@link #MAX_QUANTUM}; default 10,000
 * @param reservation fuel to be sure of; default null: none
 * @param group the path of the group it belongs to, such as {@code tenants/acme}; default empty:
 *     none
 */
public record TaskSettings(
    int weight, int priority, long quantum, @Nullable Reservation reservation, String group) {
  /** The smallest weight. */
  public static final int MIN_WEIGHT = 1;

  /** The largest weight: wide enough for any sensible ratio, and budgets still fit a long. */
  public static final int MAX_WEIGHT = 10_000;

  /** The most urgent priority: there are 32 levels, so that a set of them is the bits of an int. */
  public static final int MAX_PRIORITY = 31;

  /** The largest quantum: some seconds of work. */
  public static final long MAX_QUANTUM = 1_000_000_000;

  /** The quantum of a task that asks for none: about a tenth of a millisecond. */
  public static final long DEFAULT_QUANTUM = 10_000;

  /** The settings of a task that asks for nothing: as much as the others. */
  public static final TaskSettings DEFAULT = new TaskSettings(1, 0, DEFAULT_QUANTUM, null, "");

  /** Checks the ranges. */
  public TaskSettings {
    check("weight", weight, MIN_WEIGHT, MAX_WEIGHT);
    check("priority", priority, 0, MAX_PRIORITY);
    check("quantum", quantum, 1, MAX_QUANTUM);
    Objects.requireNonNull(group, "group");
    if (group.startsWith("/") || group.endsWith("/") || group.contains("//")) {
      throw new IllegalArgumentException(
          "group must be names with single slashes between them, was '" + group + "'");
    }
  }

  private static void check(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          String.format("%s must be between %d and %d, was %d", what, min, max, value));
    }
  }

  /** These settings with another weight. */
  public TaskSettings withWeight(int newWeight) {
    return new TaskSettings(newWeight, priority, quantum, reservation, group);
  }

  /** These settings with another priority. */
  public TaskSettings withPriority(int newPriority) {
    return new TaskSettings(weight, newPriority, quantum, reservation, group);
  }

  /** These settings with another quantum. */
  public TaskSettings withQuantum(long newQuantum) {
    return new TaskSettings(weight, priority, newQuantum, reservation, group);
  }

  /** These settings with a reservation, or with null without one. */
  public TaskSettings withReservation(@Nullable Reservation newReservation) {
    return new TaskSettings(weight, priority, quantum, newReservation, group);
  }

  /** These settings with another group. */
  public TaskSettings withGroup(String newGroup) {
    return new TaskSettings(weight, priority, quantum, reservation, newGroup);
  }
}
