package dev.moonshift.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a policy sees of a process: a number, a name, what it asks for, and a place for the policy's
 * own notes.
 *
 * <p>Tasks are made by whoever runs them (the scheduler, a simulator, or a policy that hands its
 * tasks on to another policy and gives that one tasks of its own).
 *
 * <p><b>Threads.</b> None: the caller of the policy holds the lock.
 */
public final class Task {
  private final long id;
  private final String name;
  private final @Nullable Object subject;
  private TaskSettings settings;
  private @Nullable Object note;

  /**
   * Creates a task that no policy knows yet.
   *
   * @param id unique among the tasks of a policy, and larger for a younger task: it breaks ties
   * @param name for messages
   * @param subject what the task stands for; its maker finds it again here without a map
   */
  public Task(long id, String name, TaskSettings settings, @Nullable Object subject) {
    this.id = id;
    this.name = name;
    this.settings = Objects.requireNonNull(settings, "settings");
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

  /** Returns what the task asks for. */
  public TaskSettings settings() {
    return settings;
  }

  /** Returns how much the task should get in proportion to the others. */
  public int weight() {
    return settings.weight();
  }

  /** Returns the fuel that the task asks for in a turn. */
  public long quantum() {
    return settings.quantum();
  }

  /**
   * Changes what the task asks for. For the maker of the task, who then tells the policy by {@link
   * SchedulingPolicy#settingsChanged}.
   */
  public void setSettings(TaskSettings newSettings) {
    settings = Objects.requireNonNull(newSettings, "settings");
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
}
