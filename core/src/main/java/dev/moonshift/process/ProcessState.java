package dev.moonshift.process;

/**
 * Where a process stands between birth and death.
 *
 * <pre>{@code
 *                 tick
 * RESUMABLE ---------------> RUNNING ---------------> FINISHED | ERROR
 *   ^    ^                    |   |    return | error, kill, limit
 *   |    +--------------------+   |
 *   |wake   quantum spent, yield  | a host function's future, a full output
 *  WAITING <----------------------+
 * }</pre>
 *
 * A process that is not running can be killed: then it goes to ERROR at once.
 */
public enum ProcessState {
  /** Paused: new, preempted or yielded. The next tick resumes it. */
  RESUMABLE,
  /** Executing now. */
  RUNNING,
  /** Waiting for a future, or for its output to be taken; a tick does nothing until it is woken. */
  WAITING,
  /** The script returned. */
  FINISHED,
  /** The script failed, was killed, or passed a limit. */
  ERROR;

  /** Whether the process will never run again. */
  public boolean isEnded() {
    return this == FINISHED || this == ERROR;
  }
}
