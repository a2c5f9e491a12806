package dev.moonshift.process;

/** What happens to a process whose output is full: nobody has taken what it printed. */
public enum OutputPolicy {
  /** It waits until somebody takes the output, and then goes on; nothing is lost. */
  BLOCK,
  /** It goes on, and the oldest output is lost. */
  DROP_OLDEST,
  /** It ends in ERROR, with what it printed up to the limit; the script cannot catch it. */
  END
}
