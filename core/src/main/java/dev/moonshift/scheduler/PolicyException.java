package dev.moonshift.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A scheduling policy broke its contract. No process is lost: all that were alive still are, and
 * run again once the scheduler is given a policy that works.
 */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PolicyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
