package dev.moonshift.bench.speed;

import dev.moonshift.bench.speed.ShortScript.Figures;
import dev.moonshift.process.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Does a short script pay for a compiler that it has no time to gain from?
 *
 * <p>A script of some fifty lines is run once, for as long as the interpreter takes some
 * milliseconds for it, then another of the same form but of another text, and so on: each is new to
 * the compiler, in a JVM that is warm. Then the same in new JVMs, one script in each. The tiers
 * take turns, and which is first alternates.
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
  private static final int MAX_JVMS = 1000;

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

  @Option(
      names = "--jvms",
      defaultValue = "15",
      description = "New JVMs for each tier; default ${DEFAULT-VALUE}.")
  private int jvms;

  private int made;

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

  /** Runs a script that nobody has seen. */
  @FunctionalInterface
  private interface Run {
    Figures of(int number, int rounds, Tier tier);
  }

  /** Measures as the options say. */
  @Override
  public void run() {
    output.checkFiles();
    output.check("--scripts", scripts, 1, MAX_SCRIPTS);
    output.check("--warm-up", warmUps, 0, MAX_SCRIPTS);
    output.check("--millis", millis, 1, MAX_MILLIS);
    output.check("--jvms", jvms, 0, MAX_JVMS);
    output.say(Output.conditions());
    int rounds = rounds();
    output.say(
        "scripts of %d lines and %d rounds, milliseconds, median of %d after %d, and of %d new JVMs"
            .formatted(ShortScript.lines(), rounds, scripts, warmUps, jvms));
    String name = tier.name().toLowerCase(Locale.ROOT);
    TextTable table = new TextTable(List.of("time", "interpreter", name, "ratio"));
    measure(table, "warm JVM", rounds, WarmUp::here, warmUps, scripts);
    if (jvms > 0) {
      measure(table, "new JVM", rounds, NewJvm::run, 0, jvms);
    }
    output.progress("");
    output.show(table);
  }

  private static Figures here(int number, int rounds, Tier by) {
    return new ShortScript(number).run(rounds, by);
  }

  /** Adds the rows of one way to run scripts. */
  private void measure(
      TextTable table, String where, int rounds, Run run, int before, int counted) {
    List<Figures> interpreted = new ArrayList<>();
    List<Figures> tiered = new ArrayList<>();
    for (int i = 0; i < before + counted; i++) {
      output.progress(where + ", script " + i);
      if (i == before) {
        interpreted.clear();
        tiered.clear();
      }
      for (int turn = 0; turn < 2; turn++) {
        if ((i + turn) % 2 == 0) {
          interpreted.add(run.of(++made, rounds, Tier.INTERPRETER));
        } else {
          tiered.add(run.of(++made, rounds, tier));
        }
      }
    }
    for (Measure measure : Measure.values()) {
      double without = measure.median(interpreted);
      double with = measure.median(tiered);
      table.addRow(
          List.of(
              where + ", " + measure.title,
              Comparison.millis(without),
              Comparison.millis(with),
              Comparison.ratio(with / without)));
    }
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
      double one = here(++made, rounds, Tier.INTERPRETER).thread();
      all.add(one);
      sum += Math.max(one, 0.01); // the clock may be too coarse to see it
    }
    return Statistics.median(all);
  }
}
