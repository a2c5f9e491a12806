package dev.moonshift.bench.speed;

import dev.moonshift.bench.workload.Program;
import dev.moonshift.bench.workload.SizedProgram;
import dev.moonshift.process.Tier;
import java.nio.file.Path;
import java.util.ArrayList;
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
      description = "Some of: ${COMPLETION-CANDIDATES}; default all, unless there is a --file.")
  private Set<Program> programs = new TreeSet<>();

  @Option(
      names = "--file",
      split = ",",
      paramLabel = "FILE:SIZE",
      description =
          "Programs of your own: files of Lua that return a function of n, which does its work"
              + " and returns a number, and the n to call it with. Without --programs, these alone.")
  private List<String> files = new ArrayList<>();

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

  /** Refuses what is wrong with the options, and returns the programs that they name. */
  List<SizedProgram> check(Output output) {
    output.checkFiles();
    output.check("--runs", runs, 1, MAX_RUNS);
    output.check("--warm-up", warmUps, 0, MAX_RUNS);
    List<SizedProgram> chosen = new ArrayList<>();
    Set<Program> known = new TreeSet<>(programs);
    if (programs.isEmpty() && files.isEmpty()) {
      known.addAll(List.of(Program.values()));
    }
    known.forEach(program -> chosen.add(SizedProgram.of(program, program.large())));
    files.forEach(file -> chosen.add(ofFile(file, output)));
    return chosen;
  }

  private static SizedProgram ofFile(String text, Output output) {
    int colon = text.lastIndexOf(':');
    String size = text.substring(colon + 1);
    if (colon < 1 || !size.matches("[0-9]{1,15}")) {
      throw output.refusal(
          "--file must be FILE:SIZE, the size a whole number of up to 15 digits, was '%s'"
              .formatted(text));
    }
    try {
      return SizedProgram.of(Path.of(text.substring(0, colon)), Long.parseLong(size));
    } catch (IllegalArgumentException e) { // also where it cannot be a path
      throw output.refusal("--file " + e.getMessage());
    }
  }

  OwnRunner runner(SizedProgram program, int quantum) {
    return runner(program, quantum, 1);
  }

  OwnRunner runner(SizedProgram program, int quantum, int processes) {
    return new OwnRunner(program, tier, quantum, stopwatch, processes);
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
