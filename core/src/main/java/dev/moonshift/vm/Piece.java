package dev.moonshift.vm;

/**
 * How much a chunked function does in one go.
 *
 * <p>A piece ends where the fuel does, so that a small quantum is kept to; but it is never so small
 * that pausing costs more than the work, nor so large that it keeps others waiting.
 */
public final class Piece {
  /** Some microseconds of work. */
  private static final int MAX_UNITS = 1000;

  /** About what a pause costs. */
  private static final int MIN_UNITS = 16;

  /** The most bytes that are copied in one go. */
  public static final int MAX_BYTES = MAX_UNITS * Operations.BYTES_PER_FUEL;

  private Piece() {}

  /**
   * How many steps, each worth a unit of fuel, to do now. None while an audit is due: it begins
   * where memory was charged, wherever the pieces end.
   */
  public static int units(Execution execution) {
    if (execution.auditDue) {
      return 0;
    }
    return Math.max(MIN_UNITS, Math.min(MAX_UNITS, execution.fuelLeft()));
  }

  /**
   * How many bytes to copy now: whole units of fuel, so that the sum does not depend on the pieces.
   */
  public static int bytes(Execution execution) {
    return units(execution) * Operations.BYTES_PER_FUEL;
  }
}
