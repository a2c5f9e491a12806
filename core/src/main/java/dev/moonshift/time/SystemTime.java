package dev.moonshift.time;

/** Reads the machine's clocks. */
enum SystemTime implements TimeSource {
  INSTANCE;

  /** Counting from the start, so that a script's {@code os.clock} begins near zero. */
  private final long origin = System.nanoTime();

  @Override
  public long nanoTime() {
    return System.nanoTime() - origin;
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }
}
