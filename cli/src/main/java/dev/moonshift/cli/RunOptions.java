package dev.moonshift.cli;

import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.PolicyName;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.Environment;
import dev.moonshift.process.Grant;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.OutputPolicy;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Tier;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code moonshift run}, in the groups that its help shows. */
final class RunOptions {
  /** As long as a run can take: "no timeout" without a special case. */
  private static final Duration NO_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);

  @ArgGroup(validate = false, order = 1, heading = "%nWho runs, and for how long:%n")
  final Scheduling scheduling = new Scheduling();

  @ArgGroup(validate = false, order = 2, heading = "%nWhen the run stops:%n")
  final Stops stops = new Stops();

  @ArgGroup(
      validate = false,
      order = 3,
      heading = "%nWhat each process may use (docs/limits.md):%n")
  final Allowance allowance = new Allowance();

  @ArgGroup(validate = false, order = 4, heading = "%nWhat is shown and kept:%n")
  final Report report = new Report();

  static final class Scheduling {
    @Option(
        names = "--policy",
        paramLabel = "NAME",
        completionCandidates = PolicyNames.class,
        description = "Who runs next: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    String policy = PolicyName.ROUND_ROBIN.toString();

    @Option(
        names = "--weight",
        paramLabel = "FILE=N",
        description =
            "What a file's process should get in proportion to the others, from 1 to 10000. Repeat"
                + " it, and those below, for more files. Default: 1")
    List<String> weights = List.of();

    @Option(
        names = "--priority",
        paramLabel = "FILE=N",
        description = "How urgent a file's process is, from 0 to 31, the most. Default: 0")
    List<String> priorities = List.of();

    @Option(
        names = "--reserve",
        paramLabel = "FILE=BUDGET/PERIOD",
        description =
            "Fuel that a file's process is to have in each period, itself in fuel: 50000/1000000.")
    List<String> reservations = List.of();

    @Option(
        names = "--group",
        paramLabel = "FILE=PATH",
        description = "The group that a file's process belongs to, such as tenants/acme.")
    List<String> groups = List.of();

    @Option(
        names = "--quantum",
        paramLabel = "N",
        description =
            "Fuel in one turn; an instruction costs one, a library call what it does. FILE=N for"
                + " one file. Default: 10000")
    List<String> quanta = List.of();

    @Option(
        names = "--granularity",
        paramLabel = "WHERE",
        description =
            "Where a turn can end. safepoint: at calls and backward jumps. instruction: anywhere."
                + " Default: ${DEFAULT-VALUE}")
    String granularity = name(InterruptSettings.DEFAULT.granularity());

    @Option(
        names = "--tier",
        paramLabel = "HOW",
        description =
            "interpreter: interpret. automatic: compile what runs often, in the background."
                + " compiled: compile everything at once; sporadic: some of it, at random moments;"
                + " both are for tests. What scripts do and cost is the same. Default: ${DEFAULT-VALUE}")
    String tier = name(ProcessSettings.DEFAULT.tier());

    @Option(
        names = "--stride",
        paramLabel = "N",
        description = "Pause a process only every N-th time. Default: ${DEFAULT-VALUE}")
    String stride = String.valueOf(InterruptSettings.DEFAULT.stride());
  }

  /** The names of all policies, for the help. */
  static final class PolicyNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(PolicyName.values()).map(PolicyName::toString).iterator();
    }
  }

  static final class Stops {
    @Option(
        names = "--max-ticks",
        paramLabel = "N",
        description = "After N turns (ticks), counted over all processes. Default: never")
    @Nullable String maxTicks;

    @Option(
        names = "--max-fuel",
        paramLabel = "N",
        description =
            "After N fuel, counted over all processes; the turn that reaches it is completed."
                + " Default: never")
    @Nullable String maxFuel;

    @Option(
        names = "--timeout",
        paramLabel = "TIME",
        description = "After some time: 500ms, 2s, 1m or PT2S. Default: never")
    @Nullable String timeout;
  }

  static final class Allowance {
    @Option(
        names = "--max-memory",
        paramLabel = "SIZE",
        description = "Memory that is alive, such as 512K. Default: ${DEFAULT-VALUE}")
    String memory = (Limits.DEFAULT.memoryBytes() >> 20) + "M";

    @Option(
        names = "--max-fuel-per-process",
        paramLabel = "N",
        description = "Fuel for life; then it ends in ERROR. Default: unlimited")
    @Nullable String fuel;

    @Option(
        names = "--max-depth",
        paramLabel = "N",
        description = "How deep calls may nest. Default: ${DEFAULT-VALUE}")
    String callDepth = String.valueOf(Limits.DEFAULT.callDepth());

    @Option(
        names = "--allow",
        paramLabel = "NAME,...",
        description =
            "Parts of the library that scripts do not have otherwise. debug: all of debug, for the"
                + " process itself. require: modules that are loaded or in package.preload; no"
                + " files. Default: none")
    List<String> grants = List.of();

    @Option(
        names = "--max-source",
        paramLabel = "SIZE",
        description =
            "The longest source: of a file, and of what a script hands to load. Default:"
                + " ${DEFAULT-VALUE}")
    String source = (Limits.DEFAULT.sourceBytes() >> 20) + "M";

    @Option(
        names = "--max-output",
        paramLabel = "SIZE",
        description = "What it may print in one turn. Default: ${DEFAULT-VALUE}")
    String output = (Limits.DEFAULT.outputBytes() >> 20) + "M";

    @Option(
        names = "--output-policy",
        paramLabel = "WHAT",
        description =
            "What becomes of one that prints more. block: its turn ends, and it goes on in the"
                + " next. drop-oldest: it loses the oldest of it. end: it ends in ERROR. Default:"
                + " ${DEFAULT-VALUE}")
    String outputPolicy = name(Limits.DEFAULT.outputPolicy());
  }

  static final class Report {
    @Option(
        names = "--top",
        description =
            "A live table of who gets how much now, in place of the output on a terminal; nothing"
                + " where there is none. At the end the table of --summary.")
    boolean isTop;

    @Option(
        names = "--trace",
        paramLabel = "FILE",
        description =
            "Write who ran when to a file in the Chrome trace format, for ui.perfetto.dev or"
                + " chrome://tracing (docs/observing.md).")
    @Nullable String trace;

    @Option(
        names = "--record",
        paramLabel = "FILE",
        description =
            "Write down what the processes wanted, to be replayed under other policies"
                + " (docs/recording.md).")
    @Nullable String record;

    @Option(
        names = "--summary",
        description =
            "The table at the end with one file too; with several, and after Ctrl-C on a terminal,"
                + " there always is one.")
    boolean isSummary;

    @Option(
        names = "--json",
        description =
            "Nothing but one JSON object at the end, with what each process did and the last MiB"
                + " of what it printed.")
    boolean isJson;
  }

  /**
   * Understands the options.
   *
   * @throws IllegalArgumentException if one of them breaks its rule
   */
  RunSettings settings(List<String> files) {
    checkIsNoScript("--trace", report.trace, files);
    checkIsNoScript("--record", report.record, files);
    Limits limits =
        Limits.DEFAULT
            .withFuel(limit("--max-fuel-per-process", allowance.fuel))
            .withMemoryBytes(bytes("--max-memory", allowance.memory, 1, Integer.MAX_VALUE))
            .withCallDepth(count("--max-depth", allowance.callDepth, Integer.MAX_VALUE))
            .withSourceBytes(bytes("--max-source", allowance.source, 1, Integer.MAX_VALUE))
            .withOutputBytes(
                bytes(
                    "--max-output",
                    allowance.output,
                    Limits.MIN_OUTPUT_BYTES,
                    Limits.MAX_OUTPUT_BYTES))
            .withOutputPolicy(
                constant("--output-policy", allowance.outputPolicy, OutputPolicy.values()));
    InterruptSettings interrupts =
        InterruptSettings.DEFAULT
            .withQuantum(commonQuantum())
            .withStride(count("--stride", scheduling.stride, Integer.MAX_VALUE))
            .withGranularity(
                constant("--granularity", scheduling.granularity, Granularity.values()));
    PolicyName policy = OptionValue.choice("--policy", scheduling.policy, PolicyName.values());
    Map<String, TaskSettings> asks = asks(files);
    checkIsAdmitted(policy, files, asks);
    return new RunSettings(
        policy,
        asks,
        interrupts,
        constant("--tier", scheduling.tier, Tier.values()),
        limits,
        environment(),
        limit("--max-ticks", stops.maxTicks),
        limit("--max-fuel", stops.maxFuel),
        stops.timeout == null ? NO_TIMEOUT : OptionValue.duration("--timeout", stops.timeout));
  }

  private Environment environment() {
    Environment.Builder environment = Environment.builder();
    for (String list : allowance.grants) {
      for (String name : list.split(",", -1)) {
        environment.grant(constant("--allow", name, Grant.values()));
      }
    }
    return environment.build();
  }

  /** Returns the quantum that is not for one file; the last, if there are several. */
  private int commonQuantum() {
    int quantum = InterruptSettings.DEFAULT.quantum();
    for (String text : scheduling.quanta) {
      if (text.indexOf('=') < 0) {
        quantum = count("--quantum", text, InterruptSettings.MAX_QUANTUM);
      }
    }
    return quantum;
  }

  /** Changes what a file asks for as a text says. */
  @FunctionalInterface
  private interface Ask {
    TaskSettings read(TaskSettings asked, String option, String text);
  }

  /** An option that is said again for each file, of which it says what that asks for. */
  private record PerFile(
      String name, String form, List<String> texts, PolicyName.@Nullable Setting setting, Ask ask) {
    void read(List<String> files, TaskSettings common, Map<String, TaskSettings> asks) {
      for (String text : texts) {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException(name + " must be " + form + ", was '" + text + "'");
        }
        String file = text.substring(0, equals);
        if (!files.contains(file)) {
          throw new IllegalArgumentException(
              name + " must name one of the files to run, was '" + file + "'");
        }
        TaskSettings asked = asks.getOrDefault(file, common);
        asks.put(file, ask.read(asked, name + " of " + file, text.substring(equals + 1)));
      }
    }
  }

  private List<PerFile> perFile() {
    return List.of(
        new PerFile(
            "--weight",
            "FILE=N",
            scheduling.weights,
            PolicyName.Setting.WEIGHT,
            (asked, option, text) ->
                asked.withWeight(
                    whole(option, text, TaskSettings.MIN_WEIGHT, TaskSettings.MAX_WEIGHT))),
        new PerFile(
            "--priority",
            "FILE=N",
            scheduling.priorities,
            PolicyName.Setting.PRIORITY,
            (asked, option, text) ->
                asked.withPriority(whole(option, text, 0, TaskSettings.MAX_PRIORITY))),
        new PerFile(
            "--quantum",
            "FILE=N",
            scheduling.quanta.stream().filter(text -> text.indexOf('=') >= 0).toList(),
            null,
            (asked, option, text) ->
                asked.withQuantum(count(option, text, InterruptSettings.MAX_QUANTUM))),
        new PerFile(
            "--reserve",
            "FILE=BUDGET/PERIOD",
            scheduling.reservations,
            PolicyName.Setting.RESERVATION,
            (asked, option, text) -> asked.withReservation(OptionValue.reservation(option, text))),
        new PerFile(
            "--group",
            "FILE=PATH",
            scheduling.groups,
            PolicyName.Setting.GROUP,
            OptionValue::group));
  }

  /** Returns what a file asks for that asks for nothing of its own. */
  private TaskSettings common() {
    return TaskSettings.DEFAULT.withQuantum(commonQuantum());
  }

  /** Returns what the files ask for that ask for something. */
  private Map<String, TaskSettings> asks(List<String> files) {
    TaskSettings common = common();
    Map<String, TaskSettings> asks = new LinkedHashMap<>();
    perFile().forEach(option -> option.read(files, common, asks));
    return asks;
  }

  /** Returns the options that were given, but make no difference under the policy. */
  List<String> uselessOptions(PolicyName policy) {
    return perFile().stream()
        .filter(option -> option.setting() != null && !policy.minds(option.setting()))
        .filter(option -> !option.texts().isEmpty())
        .map(PerFile::name)
        .toList();
  }

  /** Refuses what the policy cannot promise: another such policy is asked, before anything runs. */
  private void checkIsAdmitted(
      PolicyName name, List<String> files, Map<String, TaskSettings> asks) {
    SchedulingPolicy policy = name.create();
    for (int i = 0; i < files.size(); i++) {
      String file = files.get(i);
      try {
        policy.enqueue(new Task(i + 1, file, asks.getOrDefault(file, common())));
      } catch (AdmissionException e) {
        throw new IllegalArgumentException("--reserve: " + e.getMessage(), e);
      }
    }
  }

  /** Refuses to overwrite what is to be run. */
  private static void checkIsNoScript(String option, @Nullable String file, List<String> files) {
    if (file != null && files.contains(file)) {
      throw new IllegalArgumentException(option + " must not be a file to run, was '" + file + "'");
    }
  }

  /** Reads the name of a constant as the command line writes it: {@code drop-oldest}. */
  private static <E extends Enum<E>> E constant(String option, String text, E[] constants) {
    String[] names = Stream.of(constants).map(RunOptions::name).toArray(String[]::new);
    String name = OptionValue.choice(option, text, names);
    return constants[List.of(names).indexOf(name)];
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int bytes(String option, String text, int min, int max) {
    return (int) OptionValue.bytes(option, text, min, max);
  }

  private static int count(String option, String text, int max) {
    return whole(option, text, 1, max);
  }

  private static int whole(String option, String text, int min, int max) {
    return (int) OptionValue.wholeNumber(option, text, min, max);
  }

  private static long limit(String option, @Nullable String text) {
    return OptionValue.wholeNumber(
        option, Objects.requireNonNullElse(text, "" + Long.MAX_VALUE), 1, Long.MAX_VALUE);
  }
}
