package dev.moonshift.simulator.load;

/** A workload or a trace cannot be read; the message says which, where and why. */
public final class WorkloadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkloadException(String message) {
    super(message);
  }
}
