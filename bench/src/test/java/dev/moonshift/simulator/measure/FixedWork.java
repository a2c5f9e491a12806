package dev.moonshift.simulator.measure;

/** Work that is known beforehand. */
final class FixedWork implements Work {
  private final long[][][] pieces;

  /** Makes the work of some processes, each a list of arrivals and fuels. */
  FixedWork(long[][]... pieces) {
    this.pieces = pieces;
  }

  /** The work of one that arrives at 0 and never has enough. */
  static long[][] hog() {
    return new long[][] {{0, Long.MAX_VALUE >> 1}};
  }

  @Override
  public long arrival(int process, int piece, long done) {
    return piece < pieces[process].length ? pieces[process][piece][0] : NEVER;
  }

  @Override
  public long fuel(int process, int piece, long atLeast) {
    return Math.min(pieces[process][piece][1], atLeast);
  }
}
