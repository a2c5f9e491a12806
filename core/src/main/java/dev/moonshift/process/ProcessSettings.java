package dev.moonshift.process;

import dev.moonshift.library.StandardLibrary;
import dev.moonshift.policy.Reservation;
import dev.moonshift.policy.TaskSettings;
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
          TaskSettings.DEFAULT,
          LuaValue.NONE,
          Environment.EMPTY,
          Limits.DEFAULT,
          InterruptSettings.DEFAULT,
          TimeSource.system(),
          null,
          Tier.AUTOMATIC);

  private final @Nullable String name;
  private final TaskSettings task;
  private final Varargs args;
  private final Environment environment;
  private final Limits limits;
  private final InterruptSettings interrupts;
  private final TimeSource time;
  private final @Nullable OutputListener output;
  private final Tier tier;
  private final Execution.Setting machineSetting;

  private ProcessSettings(
      @Nullable String name,
      TaskSettings task,
      Varargs args,
      Environment environment,
      Limits limits,
      InterruptSettings interrupts,
      TimeSource time,
      @Nullable OutputListener output,
      Tier tier) {
    this.name = name;
    this.task = task.withQuantum(interrupts.quantum());
    this.args = Objects.requireNonNull(args, "args");
    this.environment = Objects.requireNonNull(environment, "environment");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.interrupts = Objects.requireNonNull(interrupts, "interrupts");
    this.time = Objects.requireNonNull(time, "time");
    this.output = output;
    this.tier = Objects.requireNonNull(tier, "tier");
    machineSetting =
        new Execution.Setting(
            StandardLibrary.strings(),
            limits.callDepth(),
            limits.memoryBytes(),
            limits.sourceBytes(),
            interrupts.granularity() == Granularity.INSTRUCTION,
            // debug.getlocal and setlocal see all registers, of which compiled code keeps but some
            environment.grants(Grant.DEBUG) ? null : tier.engine());
  }

  /** What the machines of all processes with these settings share. */
  Execution.Setting machineSetting() {
    return machineSetting;
  }

  /** The name of the process; null for that of its script, which is the default. */
  public @Nullable String name() {
    return name;
  }

  /**
   * What it asks of the policy; default {@link TaskSettings#DEFAULT}. Its quantum is that of {@link
   * #interrupts}.
   */
  public TaskSettings task() {
    return task;
  }

  /** How much it should get in proportion to others, where the policy minds weights; default 1. */
  public int weight() {
    return task.weight();
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
        newName, task, args, environment, limits, interrupts, time, output, tier);
  }

  /**
   * These settings with all that is asked of the policy, the quantum included: it becomes that of
   * {@link #interrupts}.
   */
  public ProcessSettings withTask(TaskSettings newTask) {
    return new ProcessSettings(
        name,
        newTask,
        args,
        environment,
        limits,
        interrupts.withQuantum((int) newTask.quantum()),
        time,
        output,
        tier);
  }

  /** These settings with a weight, between 1 and 10,000. */
  public ProcessSettings withWeight(int newWeight) {
    return withTask(task.withWeight(newWeight));
  }

  /** These settings with a priority, between 0 and 31, the larger the more urgent. */
  public ProcessSettings withPriority(int newPriority) {
    return withTask(task.withPriority(newPriority));
  }

  /** These settings with fuel to be sure of in each period, or with null without. */
  public ProcessSettings withReservation(@Nullable Reservation newReservation) {
    return withTask(task.withReservation(newReservation));
  }

  /** These settings with a group, such as {@code tenants/acme}. */
  public ProcessSettings withGroup(String newGroup) {
    return withTask(task.withGroup(newGroup));
  }

  /** These settings with arguments for the script: any of what {@link Environment} takes. */
  public ProcessSettings withArgs(@Nullable Object... newArgs) {
    LuaValue[] values = new LuaValue[newArgs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Environment.toLua(newArgs[i]);
    }
    Varargs list = LuaValue.varargsOf(values);
    return new ProcessSettings(
        name, task, list, environment, limits, interrupts, time, output, tier);
  }

  /** These settings with an environment. */
  public ProcessSettings withEnvironment(Environment newEnvironment) {
    return new ProcessSettings(
        name, task, args, newEnvironment, limits, interrupts, time, output, tier);
  }

  /** These settings with limits. */
  public ProcessSettings withLimits(Limits newLimits) {
    return new ProcessSettings(
        name, task, args, environment, newLimits, interrupts, time, output, tier);
  }

  /** These settings with interrupt settings. */
  public ProcessSettings withInterrupts(InterruptSettings newInterrupts) {
    return new ProcessSettings(
        name, task, args, environment, limits, newInterrupts, time, output, tier);
  }

  /** These settings with clocks. */
  public ProcessSettings withTime(TimeSource newTime) {
    return new ProcessSettings(
        name, task, args, environment, limits, interrupts, newTime, output, tier);
  }

  /**
   * These settings with somebody who takes the output at once; then the process keeps none, and its
   * output is never full.
   */
  public ProcessSettings withOutput(OutputListener newOutput) {
    return new ProcessSettings(
        name, task, args, environment, limits, interrupts, time, newOutput, tier);
  }

  /** How the script is run; default {@link Tier#AUTOMATIC}. */
  public Tier tier() {
    return tier;
  }

  /** These settings with another way of running scripts. */
  public ProcessSettings withTier(Tier newTier) {
    return new ProcessSettings(
        name, task, args, environment, limits, interrupts, time, output, newTier);
  }
}
