package dev.moonshift.bench;

import dev.moonshift.bench.speed.Preemption;
import dev.moonshift.bench.speed.Versus;
import dev.moonshift.bench.speed.WarmUp;
import dev.moonshift.fuzz.FuzzCommand;
import dev.moonshift.fuzz.SoakCommand;
import dev.moonshift.simulator.Simulate;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What {@code bench.jar} does: the subcommand that its first argument names; without one, all its
 * arguments go to JMH.
 */
@Command(
    name = "bench.jar",
    description = "Measures, compares and tests Moonshift.",
    footer = {
      "",
      "Whatever is no command goes to JMH: a regular expression for benchmarks,",
      "and its options. -l lists the benchmarks, -h the options; without any",
      "arguments all of them run, which takes about an hour."
    },
    subcommands = {
      EscapeLatencyBenchmark.class,
      Footprint.class,
      FuzzCommand.class,
      Preemption.class,
      Simulate.class,
      SoakCommand.class,
      Versus.class,
      WarmUp.class
    })
public final class BenchMain {
  private BenchMain() {}

  /** Runs a subcommand or JMH, and leaves with its exit status. */
  public static void main(String[] args) throws IOException {
    CommandLine commands = commands();
    if (args.length > 0 && commands.getSubcommands().containsKey(args[0])) {
      System.exit(commands.execute(args));
    }
    if (args.length > 0 && args[0].equals("--help")) {
      commands.usage(System.out);
      return;
    }
    org.openjdk.jmh.Main.main(args);
  }

  static CommandLine commands() {
    return new CommandLine(new BenchMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(BenchMain::complain)
        .setExecutionExceptionHandler(BenchMain::report);
  }

  /** Says in one line what is wrong with the arguments: the usage would push it off the screen. */
  private static int complain(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    command
        .getErr()
        .printf(
            "%s: %s (try '%s --help')%n",
            command.getCommandName(),
            problem.getMessage(),
            command.getCommandSpec().qualifiedName());
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A measurement that went wrong says what; anything else is a defect, and shows where. */
  private static int report(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!(failure instanceof IllegalStateException)) {
      throw failure;
    }
    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
