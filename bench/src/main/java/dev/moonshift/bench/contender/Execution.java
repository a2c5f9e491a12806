package dev.moonshift.bench.contender;

/** One run of a script, paused between ticks. Not thread-safe. */
public interface Execution extends AutoCloseable {
  /**
   * Runs one quantum.
   *
   * @return whether there is more to run
   * @throws IllegalStateException if the script fails
   */
  boolean tick();

  /** Returns the number that the finished script returned. */
  double result();

  /** Frees what a paused execution holds; it cannot be ticked after that. */
  @Override
  default void close() {}

  /** Ticks until the script has finished and returns its number. */
  default double runToEnd() {
    boolean more = tick();
    while (more) {
      more = tick();
    }
    return result();
  }
}
