package dev.moonshift.process;

import dev.moonshift.library.StandardLibrary;
import dev.moonshift.policy.Task;
import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Execution;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * All that is chosen about a process besides its script. Immutable; {@code with...} methods make
 * changed copies, so one set of settings serves many processes.
 */
public final class ProcessSettings {
  /** The settings of a process that asks for nothing. */
  public static final ProcessSettings DEFAULT =
      new ProcessSettings(
          null,
          Task.DEFAULT_WEIGHT,
          LuaValue.NONE,
          Environment.EMPTY,
          Limits.DEFAULT,
          InterruptSettings.DEFAULT,
          TimeSource.system(),
          null);

  private final @Nullable String name;
  private final int weight;
  private final Varargs args;
  private final Environment environment;
  private final Limits limits;
  private final InterruptSettings interrupts;
  private final TimeSource time;
  private final @Nullable OutputListener output;
  private final Execution.Setting machineSetting;

  private ProcessSettings(
      @Nullable String name,
      int weight,
      Varargs args,
      Environment environment,
      Limits limits,
      InterruptSettings interrupts,
      TimeSource time,
      @Nullable OutputListener output) {
    this.name = name;
    this.weight = weight;
    this.args = Objects.requireNonNull(args, "args");
    this.environment = Objects.requireNonNull(environment, "environment");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.interrupts = Objects.requireNonNull(interrupts, "interrupts");
    this.time = Objects.requireNonNull(time, "time");
    this.output = output;
    machineSetting =
        new Execution.Setting(
            StandardLibrary.strings(),
            limits.callDepth(),
            limits.memoryBytes(),
            limits.sourceBytes(),
            interrupts.granularity() == Granularity.INSTRUCTION);
  }

  /** What the machines of all processes with these settings share. */
  Execution.Setting machineSetting() {
    return machineSetting;
  }

  /** The name of the process; null for that of its script, which is the default. */
  public @Nullable String name() {
    return name;
  }

  /** How much it should get in proportion to others, where the policy minds weights; default 1. */
  public int weight() {
    return weight;
  }

  /** What the script finds in {@code ...}; default nothing. */
  public Varargs args() {
    return args;
  }

  /** What the script finds among its global variables besides the library; default nothing. */
  public Environment environment() {
    return environment;
  }

  /** What it may use in all. */
  public Limits limits() {
    return limits;
  }

  /** When it is interrupted. */
  public InterruptSettings interrupts() {
    return interrupts;
  }

  /** Where {@code os.time} and {@code os.clock} look; default the machine's clocks. */
  public TimeSource time() {
    return time;
  }

  /** Who takes the output; null if the process keeps it until taken, which is the default. */
  public @Nullable OutputListener output() {
    return output;
  }

  /** These settings with a name. */
  public ProcessSettings withName(String newName) {
    return new ProcessSettings(
        newName, weight, args, environment, limits, interrupts, time, output);
  }

  /** These settings with a weight, between 1 and 10,000. */
  public ProcessSettings withWeight(int newWeight) {
    if (newWeight < Task.MIN_WEIGHT || newWeight > Task.MAX_WEIGHT) {
      throw new IllegalArgumentException(
          String.format(
              "weight must be between %d and %d, was %d",
              Task.MIN_WEIGHT, Task.MAX_WEIGHT, newWeight));
    }
    return new ProcessSettings(
        name, newWeight, args, environment, limits, interrupts, time, output);
  }

  /** These settings with arguments for the script: any of what {@link Environment} takes. */
  public ProcessSettings withArgs(@Nullable Object... newArgs) {
    LuaValue[] values = new LuaValue[newArgs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Environment.toLua(newArgs[i]);
    }
    Varargs list = LuaValue.varargsOf(values);
    return new ProcessSettings(name, weight, list, environment, limits, interrupts, time, output);
  }

  /** These settings with an environment. */
  public ProcessSettings withEnvironment(Environment newEnvironment) {
    return new ProcessSettings(
        name, weight, args, newEnvironment, limits, interrupts, time, output);
  }

  /** These settings with limits. */
  public ProcessSettings withLimits(Limits newLimits) {
    return new ProcessSettings(
        name, weight, args, environment, newLimits, interrupts, time, output);
  }

  /** These settings with interrupt settings. */
  public ProcessSettings withInterrupts(InterruptSettings newInterrupts) {
    return new ProcessSettings(
        name, weight, args, environment, limits, newInterrupts, time, output);
  }

  /** These settings with clocks. */
  public ProcessSettings withTime(TimeSource newTime) {
    return new ProcessSettings(
        name, weight, args, environment, limits, interrupts, newTime, output);
  }

  /**
   * These settings with somebody who takes the output at once; then the process keeps none, and its
   * output is never full.
   */
  public ProcessSettings withOutput(OutputListener newOutput) {
    return new ProcessSettings(
        name, weight, args, environment, limits, interrupts, time, newOutput);
  }
}
