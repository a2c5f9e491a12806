package dev.moonshift.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code moonshift} command. */
@Command(
    name = "moonshift",
    description = "Runs Lua scripts side by side as preemptive processes.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "'moonshift run --help' tells all about running scripts."})
public final class Main implements Runnable {
  /** Wide enough for two columns of options, narrow enough for a small window. */
  private static final int HELP_WIDTH = 90;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the command line and ends the JVM with its exit status. */
  public static void main(String[] args) {
    System.exit(run(args, Console.system()));
  }

  /** Runs the command line and returns its exit status. */
  static int run(String[] args, Console console) {
    PrintWriter out = new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(console.err(), true, StandardCharsets.UTF_8);
    CommandLine commandLine = new CommandLine(new Main());
    CommandLine runCommand = new CommandLine(new RunCommand(console));
    commandLine.addSubcommand(runCommand);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setColorScheme(Help.defaultColorScheme(console.isColored() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setUsageHelpWidth(HELP_WIDTH)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler((problem, rest) -> complain(problem, err))
        .execute(split(args, runCommand.getCommandSpec()));
  }

  /** Takes {@code --option=value} apart, as a value may have such a sign of its own. */
  private static String[] split(String[] args, CommandSpec spec) {
    List<String> parts = new ArrayList<>();
    boolean isOption = true;
    for (String arg : args) {
      isOption &= !arg.equals("--");
      int sign = isOption && arg.startsWith("--") ? arg.indexOf('=') : -1;
      OptionSpec option = sign < 0 ? null : spec.findOption(arg.substring(0, sign));
      if (option == null || option.arity().max() == 0) {
        parts.add(arg);
      } else {
        parts.addAll(List.of(arg.substring(0, sign), arg.substring(sign + 1)));
      }
    }
    return parts.toArray(new String[0]);
  }

  /** Without a subcommand there is nothing to do but to help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Says in one line what is wrong with the command line. */
  private static int complain(ParameterException problem, PrintWriter err) {
    String message = String.valueOf(problem.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && problem.getCommandLine().getParent() == null) {
      message = "unknown command: '" + unmatched.getUnmatched().get(0) + "'";
    }
    err.printf(
        "moonshift: %c%s (try '%s --help')%n",
        Character.toLowerCase(message.charAt(0)),
        message.substring(1),
        problem.getCommandLine().getCommandSpec().qualifiedName());
    return ExitStatus.USAGE;
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"moonshift " + (version == null ? "(not packaged)" : version)};
    }
  }
}
