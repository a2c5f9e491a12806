package dev.moonshift.bench.contender;

/** A compiled chunk, ready to be executed any number of times. */
public interface Script {
  /**
   * Starts the chunk with one argument; it first runs at the first tick.
   *
   * <p>The executions of one script share its globals, also where a contender could not run scripts
   * apart that way in earnest.
   *
   * @param quantum what one tick may use, in the contender's own unit of cost; ignored by a
   *     contender that is not preemptive
   */
  Execution start(long argument, long quantum);
}
