package dev.moonshift.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A script of some fifty lines that is run once: a queue of orders, with objects, closures, a
 * little arithmetic and text.
 */
final class ShortScript {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final String TEXT = text();

  private final Script script;

  /**
   * Compiles a script to instructions, which is not timed.
   *
   * @param number makes its text another than that of other numbers
   */
  ShortScript(int number) {
    script =
        Script.compile("orders-" + number + ".lua", TEXT.replace("SEED", Integer.toString(number)));
  }

  /** Milliseconds of a run, by three clocks. */
  record Figures(double wall, double thread, double jvm) {}

  /** Runs the script in a new host. */
  Figures run(int rounds, Tier tier) {
    ProcessSettings settings = ProcessSettings.DEFAULT.withTier(tier).withArgs(rounds);
    Moonshift moonshift = Moonshift.create();
    long jvm = SYSTEM.getProcessCpuTime();
    long thread = Stopwatch.PROCESSOR.nanos();
    long wall = Stopwatch.WALL.nanos();
    LuaProcess process = moonshift.spawn(script, settings);
    moonshift.runUntilIdle();
    wall = Stopwatch.WALL.nanos() - wall;
    thread = Stopwatch.PROCESSOR.nanos() - thread;
    jvm = SYSTEM.getProcessCpuTime() - jvm;
    if (process.state() != ProcessState.FINISHED) {
      ProcessError error = process.error();
      throw new IllegalStateException(process + ": " + (error == null ? "" : error.message()));
    }
    return new Figures(wall / 1e6, thread / 1e6, jvm / 1e6);
  }

  static long lines() {
    return TEXT.lines().count();
  }

  private static String text() {
    try (@Nullable InputStream stream =
        ShortScript.class.getResourceAsStream("/warm-up/orders.lua")) {
      if (stream == null) {
        throw new IllegalStateException("no resource warm-up/orders.lua");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
