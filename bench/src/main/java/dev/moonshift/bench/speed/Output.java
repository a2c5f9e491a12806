package dev.moonshift.bench.speed;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where else the table goes, and what all subcommands say in the same way. */
final class Output {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the figures as CSV.")
  private @Nullable Path csv;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write the table for a document.")
  private @Nullable Path markdown;

  /** Refuses files that cannot be, before anything has taken its time. */
  void checkFiles() {
    checkFile("--csv", csv);
    checkFile("--markdown", markdown);
  }

  private void checkFile(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw refusal(option + " must be a file in a folder that there is, was '" + file + "'");
    }
  }

  /** Prints a table, and writes it to the files that were asked for. */
  void show(TextTable table) {
    PrintWriter out = command().getOut();
    out.print(table.text());
    write(csv, table.csv());
    write(markdown, table.markdown());
    out.flush();
  }

  private void write(@Nullable Path file, String text) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException("file '" + file + "' cannot be written: " + e, e);
    }
    command().getOut().println("wrote " + file);
  }

  /** Prints a line now. */
  void say(String line) {
    command().getOut().println(line);
    command().getOut().flush();
  }

  /** Shows what is being done, where somebody can see it. */
  void progress(String what) {
    if (System.console() != null) {
      command().getErr().printf("\r%-40s\r", what);
      command().getErr().flush();
    }
  }

  /** Refuses an option's value that is out of its range. */
  void check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw refusal("%s must be between %d and %d, was %d".formatted(option, least, most, value));
    }
  }

  /** What is thrown to refuse an option. */
  ParameterException refusal(String message) {
    return new ParameterException(command(), message);
  }

  private CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("only picocli makes this");
    }
    return spec.commandLine();
  }

  /** The machine and the JVM, without which figures mean nothing. */
  static String conditions() {
    return "%s %s on %s, %d processors"
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors());
  }
}
