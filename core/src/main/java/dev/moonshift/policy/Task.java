package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a policy sees of a process: a number, a name, a weight, and a place for the policy's own
 * notes.
 *
 * <p>Tasks are made by whoever runs them (the scheduler, a simulator, or a policy that hands its
 * tasks on to another policy and gives that one tasks of its own).
 *
 * <p><b>Threads.</b> None: the caller of the policy holds the lock.
 */
public final class Task {
  /** The smallest weight. */
  public static final int MIN_WEIGHT = 1;

  /** The largest weight: wide enough for any sensible ratio, and budgets still fit a long. */
  public static final int MAX_WEIGHT = 10_000;

  /**
   * What a task weighs unless told: one, so that a weight of 3 reads as "three times the others".
   */
  public static final int DEFAULT_WEIGHT = 1;

  private final long id;
  private final String name;
  private final @Nullable Object subject;
  private int weight;
  private @Nullable Object note;

  /**
   * Creates a task that no policy knows yet.
   *
   * @param id unique among the tasks of a policy, and larger for a younger task: it breaks ties
   * @param name for messages
   * @param subject what the task stands for; its maker finds it again here without a map
   */
  public Task(long id, String name, int weight, @Nullable Object subject) {
    this.id = id;
    this.name = name;
    this.weight = checkedWeight(weight, name);
    this.subject = subject;
  }

  /** Returns the unique number that breaks ties. */
  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Returns what the task stands for, as its maker said. */
  public @Nullable Object subject() {
    return subject;
  }

  /** Returns how much the task should get in proportion to the others. */
  public int weight() {
    return weight;
  }

  /**
   * Changes the weight. For the maker of the task, who then tells the policy by {@link
   * SchedulingPolicy#weightChanged}.
   */
  public void setWeight(int weight) {
    this.weight = checkedWeight(weight, name);
  }

  /** Returns what the policy wrote down about this task; null when it does not know the task. */
  public @Nullable Object note() {
    return note;
  }

  /** Writes down what the policy wants to find again at its next decision. For the policy alone. */
  public void setNote(@Nullable Object note) {
    this.note = note;
  }

  /** Returns the task's name as messages end with it. */
  @Override
  public String toString() {
    return "process '" + name + "'";
  }

  private static int checkedWeight(int weight, String name) {
    if (weight < MIN_WEIGHT || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(
          String.format(
              "weight must be between %d and %d, was %d (process '%s')",
              MIN_WEIGHT, MAX_WEIGHT, weight, name));
    }
    return weight;
  }
}
