package dev.moonshift.simulator.load;

/**
 * The requests to one process, the first being number 0.
 *
 * <p><b>Threads.</b> None.
 */
public interface Arrivals {
  /** The time of what never comes. */
  long NEVER = Long.MAX_VALUE;

  /** The requests to a process that gets none. */
  Arrivals NONE =
      new Arrivals() {
        @Override
        public long time(int number, long done) {
          return NEVER;
        }

        @Override
        public long size(int number) {
          throw new IllegalStateException("there is no request " + number);
        }
      };

  /**
   * Returns when a request arrives; {@link #NEVER} if there is none.
   *
   * @param done when the one before was answered, or for the first, when the process was ready
   */
  long time(int number, long done);

  /** Returns how much a request asks for. */
  long size(int number);
}
