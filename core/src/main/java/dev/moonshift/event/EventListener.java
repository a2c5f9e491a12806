package dev.moonshift.event;

/** Hears what happens to processes. Where nobody listens, nothing is even noted. */
@FunctionalInterface
public interface EventListener {
  /**
   * Hears of an event. Called on the thread on which it happens: for turns the one that runs the
   * process, for spawning, waking and killing any, and for compiling the compiler's. It must be
   * quick, and must not run processes. One that throws is not called again; what it threw goes to
   * the thread's handler of uncaught exceptions.
   */
  void onEvent(Event event);

  /** Returns a listener that tells this one first, then another. */
  default EventListener and(EventListener other) {
    return event -> {
      onEvent(event);
      other.onEvent(event);
    };
  }
}
