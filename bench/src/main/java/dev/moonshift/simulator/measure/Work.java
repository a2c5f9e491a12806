package dev.moonshift.simulator.measure;

/**
 * What processes want, whoever schedules them: pieces of work, one after the other, each from the
 * moment it arrives or the last is done, whichever is later.
 */
public interface Work {
  /** The time of what never comes. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Returns when a piece arrives; {@link #NEVER} if there is none.
   *
   * @param done when the piece before was done; 0 for the first
   */
  long arrival(int process, int piece, long done);

  /**
   * Returns how much fuel a piece takes, or if that is more than {@code atLeast}, any number that
   * is no more than it takes and at least {@code atLeast}.
   */
  long fuel(int process, int piece, long atLeast);
}
