package dev.moonshift.policy;

/**
 * A policy cannot give a task what it asks for without breaking its word to others.
 *
 * <p>Nothing has changed: a newcomer is not taken in, a known task keeps what it had.
 */
public final class AdmissionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what was asked for, the rule, and who asked. */
  public AdmissionException(String message) {
    super(message);
  }
}
