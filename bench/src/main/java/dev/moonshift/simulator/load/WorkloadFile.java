package dev.moonshift.simulator.load;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.Reservation;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.Environment;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * Reads a workload from a Lua file, by running it.
 *
 * <p>The file calls {@code summary}, {@code group} and {@code process}; docs/policies.md tells what
 * they take. It knows {@code duration} and {@code quantum}, and is itself a process with limits, so
 * a file that never ends is refused like any other mistake.
 */
public final class WorkloadFile {
  /**
   * Enough to describe a hundred thousand processes; an endless loop is noticed within a second.
   */
  private static final Limits LIMITS =
      Limits.DEFAULT.withFuel(10_000_000).withMemoryBytes(64 << 20);

  /** More would not fit a report that anybody reads. */
  private static final int MAX_MEMBERS = 100_000;

  private final Map<String, Script> scripts = new HashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> groupWeights = new HashMap<>();
  private final long seed;
  private final long quantum;
  private String summary = "";

  private WorkloadFile(long seed, long quantum) {
    this.seed = seed;
    this.quantum = quantum;
  }

  /**
   * Reads a file.
   *
   * @param name of the workload
   * @param source of the file
   * @param duration of the run that it is for
   * @param quantum of members that ask for none
   * @throws WorkloadException if the file is wrong
   */
  public static Workload read(String name, String source, long seed, long duration, long quantum) {
    WorkloadFile file = new WorkloadFile(seed, quantum);
    Environment environment =
        Environment.builder()
            .set("duration", duration)
            .set("quantum", quantum)
            .function("summary", file::summary)
            .function("group", file::group)
            .function("process", file::process)
            .function("exponential", args -> Map.of("law", "exponential", "mean", args.arg(1)))
            .function(
                "uniform", args -> Map.of("law", "uniform", "min", args.arg(1), "max", args.arg(2)))
            .function(
                "pareto",
                args ->
                    Map.of(
                        "law",
                        "pareto",
                        "min",
                        args.arg(1),
                        "shape",
                        args.arg(2),
                        "max",
                        args.arg(3)))
            .build();
    Moonshift host = Moonshift.create();
    ProcessSettings settings =
        ProcessSettings.DEFAULT.withEnvironment(environment).withLimits(LIMITS);
    LuaProcess process;
    try {
      process = host.spawn(Script.compile(name + ".lua", source), settings);
    } catch (ScriptSyntaxException e) {
      throw new WorkloadException("workload '" + name + "': " + e.getMessage());
    }
    host.runUntilIdle();
    ProcessError error = process.error();
    if (error != null) {
      throw new WorkloadException("workload '" + name + "': " + error.message());
    }
    if (file.members.isEmpty()) {
      throw new WorkloadException("workload '" + name + "' must have a process, has none");
    }
    return new Workload(name, file.summary, file.members, file.groupWeights);
  }

  private @Nullable Object summary(Varargs args) {
    summary = args.checkjstring(1);
    return null;
  }

  private @Nullable Object group(Varargs args) {
    Fields fields = new Fields("group", args.arg(1));
    String path = fields.text("name");
    Fields named = new Fields("group '" + path + "'", args.arg(1));
    named.text("name");
    long weight = named.whole("weight", TaskSettings.MIN_WEIGHT, TaskSettings.MAX_WEIGHT, 1);
    named.end();
    groupWeights.put(path, (int) weight);
    return null;
  }

  private @Nullable Object process(Varargs args) {
    String name = new Fields("process", args.arg(1)).text("name");
    Fields fields = new Fields("process '" + name + "'", args.arg(1));
    fields.text("name");
    String kind = fields.text("kind", name);
    Script script = script(name, fields.text("script"));
    TaskSettings settings = settings(fields);
    int count = (int) fields.whole("count", 1, MAX_MEMBERS, 1);
    long start = fields.fuel("start", 0, Fields.MAX_FUEL, 0);
    @Nullable Distribution every = fields.has("every") ? fields.distribution("every") : null;
    @Nullable Distribution size = fields.has("size") ? fields.distribution("size") : null;
    @Nullable Requests requests = requests(fields.fields("requests"));
    fields.end();
    if (members.size() + count > MAX_MEMBERS) {
      throw new IllegalArgumentException(
          "a workload must have at most " + MAX_MEMBERS + " processes (process '" + name + "')");
    }
    // One stream of dice for when the members of a kind begin and how much they do, apart from the
    // streams of their requests: those are numbered from 0.
    Dice dice = new Dice(seed, -1 - members.size());
    for (int i = 1; i <= count; i++) {
      if (every != null) {
        start += every.draw(dice);
      }
      add(
          new Member(
              count == 1 ? name : name + "-" + i,
              kind,
              script,
              settings,
              start,
              size == null ? 0 : size.draw(dice),
              requests));
    }
    return null;
  }

  private void add(Member member) {
    if (!names.add(member.name())) {
      throw new IllegalArgumentException(
          "names of processes must differ, '" + member.name() + "' is there twice");
    }
    members.add(member);
  }

  private TaskSettings settings(Fields fields) {
    Fields reserved = fields.fields("reservation");
    @Nullable Reservation reservation = null;
    if (reserved != null) {
      long period = reserved.fuel("period", 1, Reservation.MAX_PERIOD);
      reservation = new Reservation(reserved.fuel("budget", 1, period), period);
      reserved.end();
    }
    return new TaskSettings(
        (int) fields.whole("weight", TaskSettings.MIN_WEIGHT, TaskSettings.MAX_WEIGHT, 1),
        (int) fields.whole("priority", 0, TaskSettings.MAX_PRIORITY, 0),
        fields.fuel("quantum", 1, TaskSettings.MAX_QUANTUM, quantum),
        reservation,
        fields.text("group", ""));
  }

  private static @Nullable Requests requests(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Requests requests =
        new Requests(
            fields.distribution("every"),
            fields.distribution("size"),
            (int) fields.whole("burst", 1, MAX_MEMBERS, 1),
            fields.fuel("deadline", 0, Fields.MAX_FUEL, 0));
    fields.end();
    return requests;
  }

  /** Compiles what a process runs: the name of a script that comes along, or a source. */
  private Script script(String name, String text) {
    return scripts.computeIfAbsent(
        text,
        given -> {
          String known = given.contains("\n") ? null : Library.find("scripts", given);
          if (known == null && given.matches("[\\w-]*")) { // no word alone is Lua
            throw new IllegalArgumentException(
                "process '"
                    + name
                    + "': script must be hog, server, job or Lua, was '"
                    + given
                    + "'");
          }
          try {
            return known == null
                ? Script.compile(name, given)
                : Script.compile(given + ".lua", known);
          } catch (ScriptSyntaxException e) {
            throw new IllegalArgumentException("process '" + name + "': " + e.getMessage());
          }
        });
  }
}
