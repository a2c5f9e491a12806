package dev.moonshift.bench.speed;

import dev.moonshift.bench.workload.SizedProgram;
import dev.moonshift.process.InterruptSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How fast are programs, preempted, beside other implementations of Lua, not preempted?
 *
 * <p>Each program does the same work everywhere, returns a checksum that is looked at, and is kept
 * warm on every competitor while they take turns, so that nobody gets the better part of a session.
 */
@Command(
    name = "versus",
    description = {
      "Times programs here, preempted, and on other implementations of Lua that are installed.",
      "Prints the medians, our times as ratios of the others', and the ratios' geometric mean."
    },
    mixinStandardHelpOptions = true)
public final class Versus implements Runnable {
  @Mixin private Measuring measuring = new Measuring();
  @Mixin private Output output = new Output();

  @Option(
      names = "--quantum",
      paramLabel = "FUEL",
      defaultValue = "10000",
      description = "Fuel a turn; default ${DEFAULT-VALUE}.")
  private int quantum;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "COMMAND",
      defaultValue = "lua5.4,luajit",
      description = "Who competes, if installed; default ${DEFAULT-VALUE}.")
  private List<String> against = new ArrayList<>();

  /** Compares as the options say. */
  @Override
  public void run() {
    List<SizedProgram> programs = measuring.check(output);
    output.check("--quantum", quantum, 1, InterruptSettings.MAX_QUANTUM);
    output.say(Output.conditions());
    List<String> others = installed();
    List<String> competitors = new ArrayList<>(List.of("Moonshift"));
    List<Comparison.Ratio> ratios = new ArrayList<>();
    for (String other : others) {
      ratios.add(new Comparison.Ratio("/ " + other, 0, competitors.size()));
      competitors.add(other);
    }
    Comparison comparison = new Comparison(competitors, ratios);
    output.say("quantum " + quantum + ", " + measuring.summary());
    for (SizedProgram program : programs) {
      output.progress(program.toString());
      comparison.add(program.name(), medians(program, others));
    }
    output.progress("");
    output.show(comparison.table(true));
  }

  private List<String> installed() {
    List<String> found = new ArrayList<>();
    for (String command : against) {
      String version = OutsideRunner.version(command);
      output.say(command + ": " + (version == null ? "not installed, left out" : version));
      if (version != null) {
        found.add(command);
      }
    }
    return found;
  }

  private List<Double> medians(SizedProgram program, List<String> others) {
    List<Runner> runners = new ArrayList<>();
    try {
      runners.add(measuring.runner(program, quantum));
      for (String other : others) {
        runners.add(new OutsideRunner(other, program));
      }
      return measuring.medians(runners);
    } finally {
      runners.forEach(Runner::close);
    }
  }
}
