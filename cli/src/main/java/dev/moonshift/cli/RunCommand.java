package dev.moonshift.cli;

import dev.moonshift.Moonshift;
import dev.moonshift.event.Event;
import dev.moonshift.event.EventListener;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonshift run}: runs scripts side by side. */
@Command(
    name = "run",
    description = "Runs Lua scripts side by side, each as a process of its own.",
    separator = " ",
    sortOptions = false,
    customSynopsis = "@|bold moonshift run|@ [@|yellow OPTION|@...] @|yellow FILE|@...",
    parameterListHeading = "%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All processes finished.",
      "1:A process ended in ERROR.",
      "2:The command line is wrong, or a file is missing or does not compile; nothing ran.",
      "3:Stopped by a limit or Ctrl-C with processes still alive, even if others ended in ERROR."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  moonshift run hello.lua",
      "  moonshift run --timeout 2s examples/scripts/*.lua",
      "  moonshift run --top --timeout 20s examples/scripts/*.lua",
      "  moonshift run --trace run.json --max-ticks 500 a.lua b.lua",
      "  moonshift run --policy budget-weighted --weight a.lua=3 --max-ticks 1000 a.lua b.lua",
      "  echo 'print(6 * 7)' | moonshift run --json -"
    })
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Lua 5.2 scripts; - is standard input. The output of one is shown as it is; of several,"
              + " each line after the name of its process.")
  private List<String> files = List.of();

  @Mixin private RunOptions options;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 99,
      description = "Shows this help.")
  private boolean isHelpWanted;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunSettings settings = settings();
    List<Script> scripts = scripts(settings.limits());
    if (scripts.size() < files.size()) {
      return ExitStatus.USAGE;
    }
    try {
      return run(
          scripts, settings, new EventFiles(options.report.trace, options.report.record, settings));
    } catch (SourceFile.UnusableException e) {
      console.err().print("moonshift: " + e.getMessage() + "\n");
      return ExitStatus.USAGE;
    }
  }

  private int run(List<Script> scripts, RunSettings settings, EventFiles eventFiles) {
    StatusLine statusLine = new StatusLine(console.err(), console.isErrTerminal());
    Outlet outlet = new Outlet(console.out(), statusLine::erase);
    List<String> names = SourceFile.processNames(files);
    Display display = new Display(console, outlet, statusLine, names);
    for (String option : options.uselessOptions(settings.policy())) {
      display.say("moonshift: " + option + " changes nothing under --policy " + settings.policy());
    }
    Transcript transcript = new Transcript(names.size());
    LastLines lastLines = new LastLines(names.size());
    Watch watch = isTopShown() ? new LiveTable(console, lastLines) : statusLine;
    if (isTopShown()) {
      display.hold();
    }
    List<LuaProcess> processes = new ArrayList<>();
    BiConsumer<LuaProcess, byte[]> reader = reader(display, transcript);
    EventListener output =
        event ->
            readOutput(event, processes, isTopShown() ? reader.andThen(lastLines::add) : reader);
    Moonshift moonshift =
        Moonshift.builder()
            .policy(settings.policy().create())
            .measured(true)
            .listener(output.and(eventFiles))
            .build();
    for (int i = 0; i < scripts.size(); i++) {
      ProcessSettings own = processSettings(settings).withName(names.get(i));
      TaskSettings asked = settings.asks().get(files.get(i));
      processes.add(moonshift.spawn(scripts.get(i), asked == null ? own : own.withTask(asked)));
    }
    ScriptRun run = new ScriptRun(moonshift, processes, settings, outlet, watch);
    if (!options.report.isJson) {
      processes.forEach(process -> showItsError(process, display));
    }
    return Interruption.whileDoing(
        () -> {
          try {
            String stop = run.run();
            display.release();
            report(run, settings, transcript, outlet);
            if (!stop.isEmpty() && !outlet.isClosed()) {
              display.say(
                  "moonshift: stopped by %s, %d of %d processes still alive"
                      .formatted(stop, run.alive(), processes.size()));
            }
            return status(processes);
          } finally {
            eventFiles.close().forEach(problem -> display.say("moonshift: " + problem));
          }
        },
        run::interrupt);
  }

  /** Who takes what processes print. */
  private BiConsumer<LuaProcess, byte[]> reader(Display display, Transcript transcript) {
    if (options.report.isJson) {
      return transcript::add;
    }
    if (isTopShown() && console.isOutTerminal()) {
      return (process, printed) -> {}; // the table covers the terminal, and shows the last line
    }
    return display::show;
  }

  private boolean isTopShown() {
    return options.report.isTop && console.isErrTerminal();
  }

  /** Whether there is a table. Who presses Ctrl-C wants to know what a lone process was doing. */
  private boolean hasTable(ScriptRun run) {
    return options.report.isSummary
        || isTopShown()
        || files.size() > 1
        || (run.isInterrupted() && console.isOutTerminal());
  }

  /** Takes what a process printed in its turn. */
  private static void readOutput(
      Event event, List<LuaProcess> processes, BiConsumer<LuaProcess, byte[]> reader) {
    if (event instanceof Event.Turn turn) {
      LuaProcess process = processes.get((int) turn.pid() - 1);
      byte[] printed = process.takeOutputBytes();
      if (printed.length > 0) {
        reader.accept(process, printed);
      }
    }
  }

  private void report(ScriptRun run, RunSettings settings, Transcript transcript, Outlet outlet) {
    if (options.report.isJson) {
      outlet.write(JsonReport.of(run, settings, transcript));
    } else if (hasTable(run)) {
      outlet.endLine();
      outlet.write((outlet.isUsed() ? "\n" : "") + SummaryTable.of(run));
    }
    outlet.flush();
  }

  private RunSettings settings() {
    if (Collections.frequency(files, "-") > 1) {
      throw new ParameterException(spec.commandLine(), "standard input (-) can be read only once");
    }
    try {
      return options.settings(files);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Compiles the files that can be, and complains about each of the others. */
  private List<Script> scripts(Limits limits) {
    List<Script> scripts = new ArrayList<>();
    for (String file : files) {
      try {
        scripts.add(SourceFile.compile(file, console.in(), limits));
      } catch (SourceFile.UnusableException e) {
        console.err().print("moonshift: " + e.getMessage() + "\n");
      }
    }
    console.err().flush();
    return scripts;
  }

  private static ProcessSettings processSettings(RunSettings settings) {
    return ProcessSettings.DEFAULT
        .withInterrupts(settings.interrupts())
        .withLimits(settings.limits())
        .withEnvironment(settings.environment());
  }

  private static void showItsError(LuaProcess process, Display display) {
    process
        .exit()
        .thenAccept(
            exit -> {
              if (exit.error() != null) {
                display.showError(process, exit.error());
              }
            });
  }

  private static int status(List<LuaProcess> processes) {
    int status = ExitStatus.FINISHED;
    for (LuaProcess process : processes) {
      if (!process.state().isEnded()) {
        return ExitStatus.STOPPED;
      }
      if (process.state() == ProcessState.ERROR) {
        status = ExitStatus.ERROR;
      }
    }
    return status;
  }
}
