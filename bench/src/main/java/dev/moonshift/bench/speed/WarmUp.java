package dev.moonshift.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Does a short script pay for a compiler that it has no time to gain from?
 *
 * <p>A script of some fifty lines is run once, for as long as the interpreter takes some
 * milliseconds for it, then another of the same form but of another text, and so on: each is new to
 * the compiler, in a JVM that is warm. The tiers take turns, and which is first alternates.
 */
@Command(
    name = "warm-up",
    description = {
      "Times short scripts that are run once, by the interpreter alone and with the compiled tier.",
      "Prints the medians, and the tier's as a ratio of the interpreter's."
    },
    mixinStandardHelpOptions = true)
public final class WarmUp implements Runnable {
  private static final int MAX_SCRIPTS = 100_000;
  private static final int MAX_MILLIS = 10_000;

  @Mixin private Output output = new Output();

  @Option(
      names = "--scripts",
      defaultValue = "200",
      description = "Scripts of each tier that count; default ${DEFAULT-VALUE}.")
  private int scripts;

  @Option(
      names = "--warm-up",
      paramLabel = "SCRIPTS",
      defaultValue = "200",
      description = "Scripts of each tier before, for the JVM; default ${DEFAULT-VALUE}.")
  private int warmUps;

  @Option(
      names = "--millis",
      defaultValue = "20",
      description = "What a script takes the warm interpreter; default ${DEFAULT-VALUE}.")
  private int millis;

  @Option(
      names = "--tier",
      defaultValue = "AUTOMATIC",
      description = "One of: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Tier tier = Tier.AUTOMATIC;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final String text = template();
  private int made;

  /** Milliseconds of a run, by three clocks. */
  private record Figures(double wall, double thread, double jvm) {}

  /** What is said of runs: all that keeps them from ending, and all that they cost. */
  private enum Measure {
    WALL("by the clock", Figures::wall),
    THREAD("processor time, thread", Figures::thread),
    JVM("processor time, JVM", Figures::jvm);

    private final String title;
    private final Function<Figures, Double> figure;

    Measure(String title, Function<Figures, Double> figure) {
      this.title = title;
      this.figure = figure;
    }

    double median(List<Figures> runs) {
      return Statistics.median(runs.stream().map(figure).toList());
    }
  }

  private static String template() {
    try (@Nullable InputStream stream = WarmUp.class.getResourceAsStream("/warm-up/orders.lua")) {
      if (stream == null) {
        throw new IllegalStateException("no resource warm-up/orders.lua");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Measures as the options say. */
  @Override
  public void run() {
    output.check("--scripts", scripts, 1, MAX_SCRIPTS);
    output.check("--warm-up", warmUps, 0, MAX_SCRIPTS);
    output.check("--millis", millis, 1, MAX_MILLIS);
    int rounds = rounds();
    List<Figures> interpreted = new ArrayList<>();
    List<Figures> tiered = new ArrayList<>();
    for (int i = 0; i < warmUps + scripts; i++) {
      output.progress("script " + i);
      if (i == warmUps) {
        interpreted.clear();
        tiered.clear();
      }
      for (int turn = 0; turn < 2; turn++) {
        if ((i + turn) % 2 == 0) {
          interpreted.add(run(rounds, Tier.INTERPRETER));
        } else {
          tiered.add(run(rounds, tier));
        }
      }
    }
    output.progress("");
    output.say(Output.conditions());
    output.say(
        "scripts of %d lines and %d rounds, milliseconds, median of %d after %d"
            .formatted(text.lines().count(), rounds, scripts, warmUps));
    output.show(table(interpreted, tiered));
  }

  private TextTable table(List<Figures> interpreted, List<Figures> tiered) {
    String name = tier.name().toLowerCase(Locale.ROOT);
    TextTable table = new TextTable(List.of("time", "interpreter", name, "ratio"));
    for (Measure measure : Measure.values()) {
      double without = measure.median(interpreted);
      double with = measure.median(tiered);
      table.addRow(
          List.of(
              measure.title,
              Comparison.millis(without),
              Comparison.millis(with),
              Comparison.ratio(with / without)));
    }
    return table;
  }

  /** How many rounds take the interpreter the time wanted, once it is warm itself. */
  private int rounds() {
    int rounds = 100;
    double took = took(rounds);
    while (took < millis) {
      rounds *= 2;
      took = took(rounds);
    }
    return Math.max(1, (int) (rounds * millis / took));
  }

  /** Milliseconds of the interpreter's thread: the median of a second's worth of runs. */
  private double took(int rounds) {
    List<Double> all = new ArrayList<>();
    double sum = 0;
    while (sum < 1000) {
      double one = run(rounds, Tier.INTERPRETER).thread();
      all.add(one);
      sum += Math.max(one, 0.01); // the clock may be too coarse to see it
    }
    return Statistics.median(all);
  }

  /** Runs a script that nobody has seen. */
  private Figures run(int rounds, Tier by) {
    made++;
    Script script =
        Script.compile("orders-" + made + ".lua", text.replace("SEED", Integer.toString(made)));
    ProcessSettings settings = ProcessSettings.DEFAULT.withTier(by).withArgs(rounds);
    Moonshift moonshift = Moonshift.create();
    long jvm = system.getProcessCpuTime();
    long thread = Stopwatch.PROCESSOR.nanos();
    long wall = Stopwatch.WALL.nanos();
    LuaProcess process = moonshift.spawn(script, settings);
    moonshift.runUntilIdle();
    wall = Stopwatch.WALL.nanos() - wall;
    thread = Stopwatch.PROCESSOR.nanos() - thread;
    jvm = system.getProcessCpuTime() - jvm;
    if (process.state() != ProcessState.FINISHED) {
      throw new IllegalStateException(process + ": " + process.error());
    }
    return new Figures(wall / 1e6, thread / 1e6, jvm / 1e6);
  }
}
