package dev.moonshift.cli;

import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs processes until all have ended or something stops it, and looks up from the work now and
 * then.
 *
 * <p><b>Threads.</b> One thread runs it; any may {@link #interrupt} it.
 */
final class ScriptRun {
  /** Some two milliseconds of work: how late a limit in time or a Ctrl-C can be noticed. */
  private static final long SLICE_FUEL = 200_000;

  /** How old output can get before a person or the next program sees it. */
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How often the running total is drawn: fast enough to seem alive, slow enough to be read. */
  private static final long DRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Moonshift moonshift;
  private final RunSettings settings;
  private final Outlet outlet;
  private final Watch watch;
  private final List<LuaProcess> processes;
  private int alive;
  private long fuel;
  private long nanos;
  private volatile boolean isInterrupted;

  /** Prepares a run of processes that have just been spawned. */
  ScriptRun(
      Moonshift moonshift,
      List<LuaProcess> processes,
      RunSettings settings,
      Outlet outlet,
      Watch watch) {
    this.moonshift = moonshift;
    this.processes = processes;
    this.settings = settings;
    this.outlet = outlet;
    this.watch = watch;
    alive = processes.size();
    processes.forEach(process -> process.exit().thenRun(() -> alive--));
  }

  /** Makes the run stop soon. */
  void interrupt() {
    isInterrupted = true;
  }

  /** Whether somebody wanted it to stop. */
  boolean isInterrupted() {
    return isInterrupted;
  }

  /**
   * Runs.
   *
   * @return what stopped it while processes were alive, for a person to read; empty if nothing did
   */
  String run() {
    try {
      return runUntilStopped();
    } finally {
      watch.end();
    }
  }

  private String runUntilStopped() {
    long start = System.nanoTime();
    long flushed = 0;
    long drawn = 0;
    while (true) {
      String stop = alive == 0 ? "" : reasonToStop();
      if (alive == 0 || !stop.isEmpty()) {
        return stop;
      }
      // A turn uses at least 1 fuel, so this slice cannot have more turns than are left.
      long left = Math.min(settings.maxFuel() - fuel, settings.maxTicks() - turns());
      long used = moonshift.tick(Math.min(SLICE_FUEL, left));
      fuel += used;
      nanos = System.nanoTime() - start;
      boolean isIdle = used == 0;
      if (isIdle || nanos - flushed >= FLUSH_NANOS) {
        outlet.flush();
        flushed = nanos;
      }
      if (nanos - drawn >= DRAW_NANOS && !outlet.isLineOpen()) {
        watch.draw(this);
        drawn = nanos;
      }
      if (isIdle && alive > 0) {
        rest();
      }
    }
  }

  private String reasonToStop() {
    if (isInterrupted) {
      return "an interrupt";
    }
    if (turns() >= settings.maxTicks()) {
      return "--max-ticks " + settings.maxTicks();
    }
    if (fuel >= settings.maxFuel()) {
      return "--max-fuel " + settings.maxFuel();
    }
    if (nanos >= settings.timeout().toNanos()) {
      return "--timeout";
    }
    return outlet.isClosed() ? "the end of its reader" : "";
  }

  /** Lets a millisecond pass, as all processes wait for something. */
  private void rest() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
  }

  /** How things stand, in a line. */
  String total() {
    return String.format(
        Locale.ROOT,
        "%d of %d alive, %,d ticks, %,d fuel, %.1f s",
        alive,
        processes.size(),
        turns(),
        fuel,
        nanos / 1e9);
  }

  List<LuaProcess> processes() {
    return processes;
  }

  /** How many have not ended. */
  int alive() {
    return alive;
  }

  /** How many turns there were. */
  long turns() {
    return moonshift.scheduler().turns();
  }

  /** How much fuel was used. */
  long fuel() {
    return fuel;
  }

  /** How long it took. */
  long nanos() {
    return nanos;
  }

  /** What fraction of all fuel a process used. */
  double share(LuaProcess process) {
    return fuel == 0 ? 0 : (double) process.fuelUsed() / fuel;
  }
}
