package dev.moonshift.simulator;

import dev.moonshift.policy.PolicyName;
import dev.moonshift.simulator.load.Library;
import dev.moonshift.simulator.load.TraceFile;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.load.WorkloadException;
import dev.moonshift.simulator.load.WorkloadFile;
import dev.moonshift.simulator.report.Csv;
import dev.moonshift.simulator.report.HtmlReport;
import dev.moonshift.simulator.report.Json;
import dev.moonshift.simulator.report.MarkdownTable;
import dev.moonshift.simulator.report.Results;
import dev.moonshift.simulator.report.TerminalTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code compare}: runs workloads under policies and shows how these differ. */
@Command(
    name = "compare",
    description = {
      "Runs real scripts under scheduling policies in virtual time, and compares.",
      "Without options: every workload under every policy."
    },
    mixinStandardHelpOptions = true,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Times and durations are in fuel: 10,000 are about a tenth of a millisecond.",
      "Exit status: 0 if every policy kept its promise, 1 if one did not, 2 if something asked for"
          + " is wrong."
    })
public final class Simulate implements Callable<Integer> {
  private static final int KEPT = 0;
  private static final int BROKEN = 1;
  private static final int USAGE = 2;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--workload",
      split = ",",
      paramLabel = "NAME",
      description = "a workload by name, a file ending in .lua, or all")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = "--policy",
      split = ",",
      paramLabel = "NAME",
      description = "a policy by name, or all")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "replay what 'moonshift run --record' wrote, to its end")
  private List<Path> traces = new ArrayList<>();

  @Option(names = "--list", description = "list workloads and policies, and run nothing")
  private boolean isList;

  @Option(names = "--seed", paramLabel = "N", description = "of arrivals and sizes; default 1")
  private long seed = Settings.DEFAULT.seed();

  @Option(
      names = "--duration",
      paramLabel = "FUEL",
      description = "of each run; default 20,000,000, or 400,000,000 in real time")
  private @Nullable Long duration;

  @Option(
      names = "--quantum",
      paramLabel = "FUEL",
      description = "of processes that ask for none; default 10,000")
  private long quantum = Settings.DEFAULT.quantum();

  @Option(
      names = "--real-time",
      description = "go by the machine's clock, and measure what decisions cost")
  private boolean isRealTime;

  @Option(names = "--csv", paramLabel = "FILE", description = "write all numbers as CSV")
  private @Nullable Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "write all numbers as JSON")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write a page of HTML with tables, drawings and advice")
  private @Nullable Path report;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "write the average places of policies as a table")
  private @Nullable Path markdown;

  /** Compares as its options say. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (isList) {
        list(out);
        return KEPT;
      }
      for (Path file : Stream.of(csv, json, markdown, report).filter(Objects::nonNull).toList()) {
        begin(file); // a run takes a while: better to know before
      }
      Results results = compare(err);
      TerminalTable.print(results, out);
      write(csv, () -> Csv.of(results), out);
      write(json, () -> Json.of(results), out);
      write(markdown, () -> MarkdownTable.of(results), out);
      write(report, () -> HtmlReport.of(results), out);
      out.flush();
      boolean isBroken =
          results.workloads().stream()
              .flatMap(group -> group.outcomes().stream())
              .anyMatch(run -> run.violation() != null);
      return isBroken ? BROKEN : KEPT;
    } catch (LaboratoryException | WorkloadException | IllegalArgumentException e) {
      err.println("compare: " + e.getMessage());
      err.flush();
      return USAGE;
    }
  }

  private Results compare(PrintWriter err) {
    long usual = isRealTime ? Settings.REAL_TIME_DURATION : Settings.DEFAULT.duration();
    Settings settings =
        new Settings(seed, duration == null ? usual : duration, quantum, isRealTime);
    List<PolicyName> chosen = Registry.policies(policies.isEmpty() ? List.of("all") : policies);
    List<Experiment> loaded = experiments(settings);
    boolean isTerminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    int runs = loaded.size() * (chosen.size() + 1);
    ProgressBar bar = new ProgressBar(err, isTerminal, runs);
    try {
      return new Comparison(settings, chosen, bar::advance).run(loaded);
    } finally {
      bar.end();
    }
  }

  private List<Experiment> experiments(Settings settings) {
    List<Experiment> planned = new ArrayList<>();
    for (Workload workload : workloads(settings)) {
      planned.add(new Experiment(workload, settings));
    }
    for (Path file : traces) {
      Workload workload = trace(file);
      planned.add(
          duration != null
              ? new Experiment(workload, settings)
              : Experiment.untilDone(workload, settings));
    }
    return planned;
  }

  private static Workload trace(Path file) {
    try (Reader from = Files.newBufferedReader(file)) {
      return TraceFile.read(String.valueOf(file.getFileName()), from);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private List<Workload> workloads(Settings settings) {
    List<Workload> loaded = new ArrayList<>();
    List<String> usual = traces.isEmpty() ? List.of("all") : List.of();
    for (String asked : workloads.isEmpty() ? usual : workloads) {
      if (asked.endsWith(".lua")) {
        Path file = Path.of(asked);
        String name = String.valueOf(file.getFileName()).replaceAll("\\.lua$", "");
        loaded.add(load(name, read(file), settings));
      } else {
        for (String name : Registry.workloads(List.of(asked))) {
          loaded.add(load(name, Library.workload(name), settings));
        }
      }
    }
    return loaded;
  }

  private static Workload load(String name, String source, Settings settings) {
    return WorkloadFile.read(
        name, source, settings.seed(), settings.duration(), settings.quantum());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static LaboratoryException unreadable(Path file, IOException why) {
    if (why instanceof NoSuchFileException) {
      return new LaboratoryException("there is no file '" + file + "'");
    }
    if (why instanceof CharacterCodingException) {
      return new LaboratoryException("file '" + file + "' must be UTF-8");
    }
    return failed(file, "read", why);
  }

  /** What a file is to contain. */
  @FunctionalInterface
  private interface Text {
    String make();
  }

  /** Makes a file, and the folders it is in, if it is not there; leaves what is in it. */
  private static void begin(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (FileAlreadyExistsException e) {
      throw new LaboratoryException("'" + e.getFile() + "' must be a folder, is a file");
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  /** Writes a file if it was asked for. */
  private static void write(@Nullable Path file, Text text, PrintWriter out) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text.make());
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
    out.println("wrote " + file);
  }

  private static LaboratoryException failed(Path file, String what, IOException why) {
    String reason = why instanceof FileSystemException known ? known.getReason() : why.getMessage();
    String because = reason == null ? "" : ": " + reason;
    return new LaboratoryException("file '" + file + "' cannot be " + what + because);
  }

  private static void list(PrintWriter out) {
    out.println("workloads:");
    for (String name : Library.workloads()) {
      Workload workload = load(name, Library.workload(name), Settings.DEFAULT);
      out.printf("  %-20s %s%n", name, workload.summary());
    }
    out.println("policies:");
    for (PolicyName policy : PolicyName.values()) {
      out.printf("  %-20s %s%n", policy, policy.promise());
    }
    out.printf("  %-20s %s%n", "(ideal)", "always beside: the fluid share that nobody reaches");
    out.flush();
  }
}
