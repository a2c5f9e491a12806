package dev.moonshift.bench.speed;

import dev.moonshift.bench.workload.SizedProgram;
import dev.moonshift.process.InterruptSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What does it cost a program to be cut into turns? */
@Command(
    name = "preemption",
    description = {
      "Times programs in turns of some lengths, and in turns as long as they may be.",
      "Prints the medians, and the times in turns as ratios of those without."
    },
    mixinStandardHelpOptions = true)
public final class Preemption implements Runnable {
  private static final int MAX_PROCESSES = 100;

  @Mixin private Measuring measuring = new Measuring();
  @Mixin private Output output = new Output();

  @Option(
      names = "--quantum",
      split = ",",
      paramLabel = "FUEL",
      defaultValue = "10000,1000,100",
      description = "Fuel a turn, one or more; default ${DEFAULT-VALUE}.")
  private List<Integer> quanta = new ArrayList<>();

  @Option(
      names = "--processes",
      defaultValue = "1",
      description = {
        "How many run a program at once; default ${DEFAULT-VALUE}.",
        "More than one take turns, so each turn ends with a switch; times are for one of them."
      })
  private int processes;

  /** Compares as the options say. */
  @Override
  public void run() {
    List<SizedProgram> programs = measuring.check(output);
    output.check("--processes", processes, 1, MAX_PROCESSES);
    List<String> competitors = new ArrayList<>(List.of("unlimited"));
    List<Comparison.Ratio> ratios = new ArrayList<>();
    for (int quantum : quanta) {
      output.check("--quantum", quantum, 1, InterruptSettings.MAX_QUANTUM);
      ratios.add(new Comparison.Ratio("ratio at " + quantum, competitors.size(), 0));
      competitors.add(Integer.toString(quantum));
    }
    Comparison comparison = new Comparison(competitors, ratios);
    output.say(Output.conditions());
    String each = processes == 1 ? "" : ", " + processes + " processes";
    output.say("by quantum, " + measuring.summary() + each);
    for (SizedProgram program : programs) {
      output.progress(program.toString());
      List<Runner> runners = new ArrayList<>();
      runners.add(measuring.runner(program, InterruptSettings.MAX_QUANTUM, processes));
      quanta.forEach(quantum -> runners.add(measuring.runner(program, quantum, processes)));
      comparison.add(program.name(), measuring.medians(runners));
    }
    output.progress("");
    output.show(comparison.table(false));
  }
}
