package dev.moonshift.process;

/** Why a process ended. */
public enum ExitReason {
  /** The script returned. */
  RETURNED,
  /** An error that nothing in the script caught. */
  ERROR,
  /** Somebody called {@link LuaProcess#kill}, or an interrupt handler answered KILL. */
  KILLED,
  /** It used all the fuel it was given for life. */
  OUT_OF_FUEL,
  /**
   * It was told that there is not enough memory, and went on allocating while more than its limit
   * was alive.
   */
  OUT_OF_MEMORY,
  /** It printed more than its output holds, under {@link OutputPolicy#END}. */
  OUTPUT_LIMIT,
  /** The policy could not promise the reservation that it asked for; it never ran. */
  NOT_ADMITTED,
  /**
   * The host's side failed, with the Java exception as the cause: a bug of ours, or of an interrupt
   * handler or output listener.
   */
  INTERNAL_ERROR
}
