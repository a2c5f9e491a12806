package dev.moonshift.fuzz;

import dev.moonshift.Moonshift;
import dev.moonshift.bench.workload.Latin1;
import dev.moonshift.event.Event;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs one script after another, each different, and watches what stays behind: {@code java -jar
 * bench.jar soak}.
 */
@Command(
    name = "soak",
    description = "Runs thousands of different scripts and looks whether memory grows without end.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:memory stayed flat",
      "1:it grew, or the compiler failed of a script",
      "2:wrong arguments"
    })
public final class SoakCommand implements Callable<Integer> {
  private static final int ROWS = 20;

  private static final double MEBIBYTE = 1 << 20;

  /** Heap and metaspace breathe; what leaks a KB for each script is beyond this all the same. */
  private static final double TOLERATED_GROWTH = 1.2;

  private static final double TOLERATED_MEBIBYTES = 4;

  @Spec private CommandSpec spec;

  @Option(
      names = "--scripts",
      defaultValue = "10000",
      description = "How many scripts to run; default ${DEFAULT-VALUE}.")
  private int scripts;

  @Option(
      names = "--alive",
      defaultValue = "100",
      description = "How many of the latest to keep; default ${DEFAULT-VALUE}.")
  private int alive;

  @Option(
      names = "--tier",
      defaultValue = "COMPILED",
      description = "Which of ${COMPLETION-CANDIDATES} runs them; default ${DEFAULT-VALUE}.")
  private Tier tier = Tier.COMPILED;

  private final Deque<Script> latest = new ArrayDeque<>();
  private final AtomicLong failures = new AtomicLong(); // some are told by the compiler's thread

  /**
   * So many scripts are run between two collections, however large the heap is: units of dead code
   * fill the room for units until they are collected.
   */
  private static final int COLLECTION = 100;

  /** What the JVM holds after a collection. */
  private record Memory(double heap, double metaspace, long classes) {
    static Memory now() {
      System.gc();
      System.gc(); // a second time for what the first only made collectable
      double metaspace = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        if (pool.getName().equals("Metaspace")) {
          metaspace = pool.getUsage().getUsed();
        }
      }
      return new Memory(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE,
          metaspace / MEBIBYTE,
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }

    /** The most that was held at this look or an earlier one. */
    Memory orMore(@Nullable Memory earlier) {
      return earlier == null
          ? this
          : new Memory(
              Math.max(heap, earlier.heap),
              Math.max(metaspace, earlier.metaspace),
              Math.max(classes, earlier.classes));
    }

    boolean isBeyond(Memory earlier) {
      return heap > earlier.heap * TOLERATED_GROWTH + TOLERATED_MEBIBYTES
          || metaspace > earlier.metaspace * TOLERATED_GROWTH + TOLERATED_MEBIBYTES;
    }
  }

  @Override
  public Integer call() {
    check("--scripts", scripts);
    check("--alive", alive);
    System.out.printf("%10s %12s %15s %10s%n", "scripts", "heap MiB", "metaspace MiB", "classes");
    int step = Math.max(1, scripts / ROWS);
    @Nullable Memory most = null; // of the first half
    boolean hasGrown = false;
    for (int seed = 1; seed <= scripts; seed++) {
      run(seed);
      if (seed % COLLECTION == 0) {
        System.gc();
      }
      if (seed % step == 0) {
        Memory now = Memory.now();
        System.out.printf(
            Locale.ROOT, "%10d %12.1f %15.1f %10d%n", seed, now.heap, now.metaspace, now.classes);
        boolean isLate = seed >= scripts / 2 && seed >= alive;
        if (most == null || !isLate) {
          most = now.orMore(most); // it goes up and down as the JVM unloads classes
        } else {
          hasGrown |= now.isBeyond(most);
        }
      }
    }
    Reference.reachabilityFence(latest);
    if (failures.get() > 0) {
      System.out.printf("the compiler failed %d times%n", failures.get());
      return 1;
    }
    if (hasGrown) {
      System.out.println("memory grew with the number of scripts");
      return 1;
    }
    return 0;
  }

  private void check(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least 1, was " + value);
    }
  }

  private void run(long seed) {
    String source = Generator.program(seed, Dialect.FULL).text();
    Script script = Latin1.compile("soak-" + seed, source);
    latest.add(script);
    if (latest.size() > alive) {
      latest.remove();
    }
    Moonshift moonshift = Moonshift.builder().listener(this::onEvent).build();
    LuaProcess process =
        moonshift.spawn(
            script,
            ProcessSettings.DEFAULT
                .withTier(tier)
                .withLimits(Run.LIMITS)
                .withOutput((who, bytes, at, length) -> {}));
    while (process.tick()) {
      // on to its end
    }
  }

  private void onEvent(Event event) {
    if (event instanceof Event.CompilationFailed failure) {
      failures.incrementAndGet();
      System.out.println(failure);
    }
  }
}
