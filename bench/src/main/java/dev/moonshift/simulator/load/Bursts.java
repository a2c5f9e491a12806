package dev.moonshift.simulator.load;

/**
 * What a recorded process did after its first burst. Here each burst does wait for the one before,
 * as it did in the recording: whether it came of itself or in answer to something is not known.
 *
 * @param waits how long it waited before each
 * @param sizes how much fuel each took
 */
record Bursts(long[] waits, long[] sizes) implements Pattern {
  @Override
  public Arrivals arrivals(long start, Dice dice) {
    return new Arrivals() {
      @Override
      public long time(int number, long done) {
        return number < waits.length && done < NEVER ? done + waits[number] : NEVER;
      }

      @Override
      public long size(int number) {
        return sizes[number];
      }
    };
  }

  @Override
  public long deadline() {
    return 0;
  }
}
