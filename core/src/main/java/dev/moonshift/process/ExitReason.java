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
  /** The machine itself failed: a bug of ours, with its Java exception as the cause. */
  INTERNAL_ERROR
}
