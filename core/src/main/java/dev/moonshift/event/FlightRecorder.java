package dev.moonshift.event;

import org.jspecify.annotations.Nullable;

/**
 * Tells the JVM's Flight Recorder what happens, while somebody records.
 *
 * <p>While nobody does it costs a look at a flag. A Java runtime may be made without the recorder
 * (the module {@code jdk.jfr}); then it is never touched.
 */
public final class FlightRecorder {
  private static final boolean IS_AVAILABLE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecorder() {}

  /** A turn that is being recorded. */
  public interface OpenTurn {
    /** Ends it. */
    void end(Event.Turn turn);
  }

  /** Whether some of our events are recorded. */
  public static boolean isRecording() {
    return IS_AVAILABLE && FlightEvents.isRecording();
  }

  /** Begins to record a turn; null unless turns are recorded. */
  public static @Nullable OpenTurn beginTurn() {
    return IS_AVAILABLE ? FlightEvents.beginTurn() : null;
  }

  /** Records what is not a turn. */
  public static void record(Event event) {
    if (IS_AVAILABLE) {
      FlightEvents.record(event);
    }
  }
}
