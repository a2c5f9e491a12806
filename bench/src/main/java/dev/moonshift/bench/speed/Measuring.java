package dev.moonshift.bench.speed;

import dev.moonshift.bench.workload.Program;
import dev.moonshift.process.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options that say which programs are run, how often and how. */
final class Measuring {
  private static final int MAX_RUNS = 1000;

  @Option(
      names = "--programs",
      split = ",",
      paramLabel = "NAME",
      description = "Some of: ${COMPLETION-CANDIDATES}; default all.")
  private Set<Program> programs = new TreeSet<>();

  @Option(
      names = "--runs",
      defaultValue = "9",
      description = "Runs of each program that count; default ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warm-up",
      paramLabel = "RUNS",
      defaultValue = "6",
      description = "Runs of each program before; default ${DEFAULT-VALUE}.")
  private int warmUps;

  @Option(
      names = "--tier",
      defaultValue = "AUTOMATIC",
      description = "One of: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Tier tier = Tier.AUTOMATIC;

  @Option(
      names = "--stopwatch",
      defaultValue = "PROCESSOR",
      description =
          "What times our own runs: PROCESSOR, the time of the thread that ticks, or WALL, the"
              + " clock; default ${DEFAULT-VALUE}.")
  private Stopwatch stopwatch = Stopwatch.PROCESSOR;

  void check(Output output) {
    output.checkFiles();
    output.check("--runs", runs, 1, MAX_RUNS);
    output.check("--warm-up", warmUps, 0, MAX_RUNS);
  }

  List<Program> programs() {
    return programs.isEmpty() ? List.of(Program.values()) : List.copyOf(new TreeSet<>(programs));
  }

  OwnRunner runner(Program program, int quantum) {
    return runner(program, quantum, 1);
  }

  OwnRunner runner(Program program, int quantum, int processes) {
    return new OwnRunner(program, program.large(), tier, quantum, stopwatch, processes);
  }

  List<Double> medians(List<Runner> runners) {
    return Runner.medians(runners, warmUps, runs);
  }

  /** What the figures are, for the line above them. */
  String summary() {
    return "tier %s, safepoints, milliseconds (%s), median of %d after %d"
        .formatted(tier, stopwatch, runs, warmUps)
        .toLowerCase(Locale.ROOT);
  }
}
