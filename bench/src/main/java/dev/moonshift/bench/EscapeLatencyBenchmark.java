package dev.moonshift.bench;

import dev.moonshift.Moonshift;
import dev.moonshift.bench.workload.EscapeScripts;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How long does the longest tick take by the clock, whatever scripts do? Runs all scripts that try
 * to break out, a tick of each in turn, and prints percentiles, and the scripts of the worst ticks.
 *
 * <p>A script that ends, or has used enough fuel, starts again. Beside the clock stands the
 * <em>processor time</em> of the thread that ticks: what it worked, and not what it waited for, be
 * it the collector, a safepoint or another program on its core. So pauses are told apart: a tick
 * during which the collector ran is one of <em>collection</em>; one of which the thread worked less
 * than half, though a tick waits for nothing, is one of <em>waiting</em>. What is left is ours, the
 * work of the JVM's compiler on running code included.
 */
@Command(
    name = "latency",
    description = "Measures the ticks of scripts that try to break out.",
    mixinStandardHelpOptions = true)
final class EscapeLatencyBenchmark implements Runnable {
  /** Enough for each script to come to what it is about. */
  private static final long FUEL_OF_A_LIFE = 15_000_000;

  /** Only ticks that took this long are looked into; pauses are longer. */
  private static final long SLOW_NANOS = 100_000;

  private static final int SCRIPTS_SHOWN = 15;

  private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--quantum",
      defaultValue = "1000",
      description = "Fuel a tick; default ${DEFAULT-VALUE}.")
  private int quantum;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Not measured; default ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "Measured; default ${DEFAULT-VALUE}.")
  private int seconds;

  private final List<Subject> subjects = new ArrayList<>();
  private final Histogram all = new Histogram(MAX_NANOS, 3);
  private final Histogram withoutCollections = new Histogram(MAX_NANOS, 3);
  private final Histogram withoutWaiting = new Histogram(MAX_NANOS, 3);
  private final Histogram processor = new Histogram(MAX_NANOS, 3);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private long collectionsSeen;

  /** A script and its process at present. */
  private static final class Subject {
    final Script script;
    final Histogram ticks = new Histogram(MAX_NANOS, 3); // without collections and waiting
    final Histogram processor = new Histogram(MAX_NANOS, 3);
    @Nullable LuaProcess process;

    Subject(Script script) {
      this.script = script;
    }
  }

  @Override
  public void run() {
    check("--quantum", quantum, 1, InterruptSettings.MAX_QUANTUM);
    check("--warm-up", warmUpSeconds, 0, Integer.MAX_VALUE);
    check("--seconds", seconds, 1, Integer.MAX_VALUE);
    EscapeScripts.all()
        .forEach((name, source) -> subjects.add(new Subject(Script.compile(name, source))));
    tickFor(warmUpSeconds);
    for (Histogram histogram : List.of(all, withoutCollections, withoutWaiting, processor)) {
      histogram.reset();
    }
    for (Subject subject : subjects) {
      subject.ticks.reset();
      subject.processor.reset();
    }
    tickFor(seconds);
    print(System.out);
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s must be between %d and %d, was %d".formatted(option, least, most, value));
    }
  }

  private void tickFor(int duration) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(duration);
    while (System.nanoTime() < end) {
      for (Subject subject : subjects) {
        tick(subject);
      }
      collectionsSeen = collections();
    }
  }

  private void tick(Subject subject) {
    LuaProcess process = subject.process;
    if (process == null) {
      ProcessSettings settings =
          ProcessSettings.DEFAULT
              .withInterrupts(ProcessSettings.DEFAULT.interrupts().withQuantum(quantum))
              .withOutput((who, bytes, offset, length) -> {});
      process = Moonshift.create().spawn(subject.script, settings); // its host never ticks
      subject.process = process;
    }
    long worked = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    boolean goesOn = process.tick();
    long end = System.nanoTime();
    worked = threads.getCurrentThreadCpuTime() - worked;
    processor.recordValue(Math.min(worked, MAX_NANOS));
    subject.processor.recordValue(Math.min(worked, MAX_NANOS));
    record(subject, end - start, worked);
    if (!goesOn || process.fuelUsed() > FUEL_OF_A_LIFE) {
      subject.process = null;
    }
  }

  private void record(Subject subject, long took, long worked) {
    long nanos = Math.min(took, MAX_NANOS);
    all.recordValue(nanos);
    if (nanos > SLOW_NANOS) {
      long collections = collections();
      if (collections != collectionsSeen) {
        collectionsSeen = collections;
        return;
      }
    }
    withoutCollections.recordValue(nanos);
    if (nanos > SLOW_NANOS && worked < nanos / 2) {
      return;
    }
    withoutWaiting.recordValue(nanos);
    subject.ticks.recordValue(nanos);
  }

  private long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      count += collector.getCollectionCount();
    }
    return count;
  }

  private void print(PrintStream out) {
    out.printf("quantum %d, %d scripts, microseconds%n%n", quantum, subjects.size());
    out.printf(
        "%-28s %12s %9s %9s %9s %9s %9s%n",
        "ticks", "count", "p50", "p99", "p99.9", "p99.99", "max");
    print(out, "all", all);
    print(out, "without collections", withoutCollections);
    print(out, "without waiting either", withoutWaiting);
    print(out, "processor time, all", processor);
    out.printf("%nThe longest ticks by processor time, and the same scripts by the clock%n");
    out.printf("without collections and waiting:%n");
    subjects.sort(
        Comparator.comparingLong((Subject subject) -> subject.processor.getMaxValue()).reversed());
    for (Subject subject : subjects.subList(0, Math.min(SCRIPTS_SHOWN, subjects.size()))) {
      print(out, subject.script.name(), subject.processor);
      print(out, "  by the clock", subject.ticks);
    }
  }

  private static void print(PrintStream out, String name, Histogram ticks) {
    out.printf(
        Locale.ROOT,
        "%-28s %12d %9.1f %9.1f %9.1f %9.1f %9.1f%n",
        name,
        ticks.getTotalCount(),
        ticks.getValueAtPercentile(50) / 1e3,
        ticks.getValueAtPercentile(99) / 1e3,
        ticks.getValueAtPercentile(99.9) / 1e3,
        ticks.getValueAtPercentile(99.99) / 1e3,
        ticks.getMaxValue() / 1e3);
  }
}
