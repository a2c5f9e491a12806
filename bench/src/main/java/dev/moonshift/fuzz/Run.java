package dev.moonshift.fuzz;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.Task;
import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessExit;
import dev.moonshift.process.Script;
import dev.moonshift.simulator.Forwarding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a program that was run from its beginning to its end.
 *
 * @param output what it printed, a character a byte
 * @param reason why it ended; null if the machine itself broke down
 * @param error the message of the error that ended it; empty if none did
 * @param bug the Java exception of a bug of ours
 * @param fuel what it cost
 * @param stops how much it had used each time it was paused
 */
record Run(
    String output,
    @Nullable ExitReason reason,
    String error,
    @Nullable Throwable bug,
    long fuel,
    long[] stops) {

  /** What a program may use: more than most do, and the others only repeat themselves. */
  static final Limits LIMITS = Limits.DEFAULT.withFuel(100_000).withCallDepth(2000);

  /** Runs a script alone, in turns that may follow each other at once. */
  static Run of(Script script, Configuration configuration, Limits limits) {
    return of(script, configuration, limits, (host, process, stops) -> host.runUntilIdle());
  }

  /** As {@link #of}, each turn by itself. */
  static Run turnByTurn(Script script, Configuration configuration, Limits limits) {
    return of(
        script,
        configuration,
        limits,
        (host, process, stops) -> {
          while (process.tick()) {
            stops.add(process.fuelUsed());
          }
        });
  }

  /** How a process is run to its end. */
  private interface Driver {
    void run(Moonshift host, LuaProcess process, LongStream.Builder stops);
  }

  /** Lets the only process run, and notes how much it has used at the end of each turn. */
  private static final class NotingStops extends Forwarding {
    private final LongStream.Builder stops;

    NotingStops(LongStream.Builder stops) {
      super(new RoundRobin());
      this.stops = stops;
    }

    @Override
    public void ran(Task task, long usedFuel, boolean stillRunnable) {
      if (stillRunnable) {
        stops.add(((LuaProcess) task).fuelUsed());
      }
      super.ran(task, usedFuel, stillRunnable);
    }
  }

  private static Run of(Script script, Configuration configuration, Limits limits, Driver driver) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LongStream.Builder stops = LongStream.builder();
    Moonshift host = Moonshift.builder().policy(new NotingStops(stops)).build();
    LuaProcess process =
        host.spawn(
            script,
            configuration
                .settings(limits)
                .withOutput((who, bytes, at, length) -> printed.write(bytes, at, length)));
    Throwable broken = null;
    try {
      driver.run(host, process, stops);
    } catch (RuntimeException
        | Error e) { // whatever gets out of a turn is a bug, an Error most of all
      broken = e;
    }
    String output = printed.toString(StandardCharsets.ISO_8859_1);
    ProcessExit exit = process.end();
    String error = "";
    if (exit != null && exit.error() != null) {
      error = exit.error().message();
      if (exit.reason() == ExitReason.INTERNAL_ERROR) {
        broken = exit.error().cause();
      }
    }
    return new Run(
        output,
        exit == null ? null : exit.reason(),
        error,
        broken,
        process.fuelUsed(),
        stops.build().toArray());
  }

  boolean isOutOfFuel() {
    return reason == ExitReason.OUT_OF_FUEL;
  }

  /** What the machine did wrong, if anything. */
  @Nullable Violation breakdown(String where) {
    Throwable problem = bug;
    if (problem != null) {
      StackTraceElement[] trace = problem.getStackTrace();
      String top =
          trace.length == 0
              ? ""
              : " at " + trace[0].getClassName() + "." + trace[0].getMethodName();
      StringBuilder detail = new StringBuilder(where + ": " + problem);
      Arrays.stream(trace).limit(12).forEach(frame -> detail.append("\n    at ").append(frame));
      return new Violation(
          "breakdown, " + problem.getClass().getSimpleName() + top, detail.toString());
    }
    if (reason == null || reason == ExitReason.KILLED || reason == ExitReason.INTERNAL_ERROR) {
      return new Violation("breakdown", where + ": ended by " + reason + ", " + error);
    }
    return null;
  }
}
