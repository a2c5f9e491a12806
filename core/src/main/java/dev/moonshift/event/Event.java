package dev.moonshift.event;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a process, or to the scheduler of all.
 *
 * <p>Of one process: {@code Spawned} comes first and {@code Exited} last; a {@code Turn} comes
 * before what it led to.
 */
public sealed interface Event {
  /** The process; 0 if it is not about one. */
  long pid();

  /** When, in nanoseconds by the clock of the process, which starts anywhere. */
  long nanos();

  /**
   * A process came to be.
   *
   * @param weight how much it should get in proportion to others
   * @param priority how urgent it is
   * @param quantum the fuel it asks for in each turn
   * @param group the path of its group; empty if it has none
   */
  record Spawned(
      long pid, long nanos, String name, int weight, int priority, long quantum, String group)
      implements Event {}

  /**
   * A process has had a turn.
   *
   * @param nanos when it began
   * @param durationNanos how long it took
   * @param quantum the fuel it was given
   * @param fuel the fuel it used
   * @param end why it ended
   */
  record Turn(long pid, long nanos, long durationNanos, long quantum, long fuel, TurnEnd end)
      implements Event {}

  /** A process that waited can run again. It may be told before the turn in which it began to. */
  record Woken(long pid, long nanos) implements Event {}

  /** A process has another weight. */
  record WeightChanged(long pid, long nanos, int weight) implements Event {}

  /**
   * A turn went on long after its fuel was used: it did a piece of work that is not divided.
   *
   * @param fuel how much more than its quantum it used
   */
  record Overshot(long pid, long nanos, long quantum, long fuel) implements Event {}

  /**
   * A process reached a limit that ends it, or that makes it wait.
   *
   * @param limit which one: {@code fuel}, {@code memory} or {@code output}
   * @param value the limit, in units of fuel or in bytes
   */
  record LimitReached(long pid, long nanos, String limit, long value) implements Event {}

  /** Somebody wants a process to end. */
  record Killed(long pid, long nanos) implements Event {}

  /**
   * A process ended.
   *
   * @param reason why, as a name of {@code ExitReason}
   * @param fuel the fuel it used in all
   * @param message what went wrong; null if nothing did
   */
  record Exited(long pid, long nanos, String reason, long fuel, @Nullable String message)
      implements Event {}

  /** A policy broke its promise, and another took over. */
  record PolicyFellBack(long pid, long nanos, String policy, String problem) implements Event {}

  /**
   * Some code could not be compiled, and stays with the interpreter: nothing is lost but speed. It
   * is a bug of ours, or the JVM had no memory for another class. It is about code, which many
   * processes may share, and so about none of them.
   *
   * @param chunk the name of the chunk
   * @param line where in it compiled code was to be entered; 0 if its code has no lines
   * @param problem what went wrong
   */
  record CompilationFailed(long pid, long nanos, String chunk, int line, String problem)
      implements Event {}
}
