package dev.moonshift.simulator;

/** A comparison cannot be made; the message says what is wrong with what was asked for. */
final class LaboratoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LaboratoryException(String message) {
    super(message);
  }
}
