package dev.moonshift;

import dev.moonshift.event.EventListener;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import dev.moonshift.scheduler.PolicyException;
import dev.moonshift.scheduler.Scheduler;
import dev.moonshift.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs many Lua scripts side by side as processes, none of which can hold up the others.
 *
 * <pre>{@code
 * Moonshift moonshift = Moonshift.create();
 * LuaProcess hog = moonshift.spawn("hog", "while true do end");
 * LuaProcess greeter = moonshift.spawn("greeter", "print('hello')");
 * while (!greeter.state().isEnded()) {
 *   moonshift.tick(); // one quantum to each
 * }
 * System.out.print(greeter.output());
 * hog.kill();
 * }</pre>
 *
 * <p><b>Threads.</b> One thread at a time may tick. Spawning, killing and looking is for any
 * thread.
 */
public final class Moonshift {
  private final Scheduler scheduler;
  private final ProcessSettings settings;

  private Moonshift(Builder builder) {
    scheduler = new Scheduler(builder.policy, builder.time, builder.isMeasured);
    scheduler.listener(builder.listener);
    settings = builder.settings;
  }

  /** Makes a host with round robin and default settings. */
  public static Moonshift create() {
    return builder().build();
  }

  /** Begins a host with settings of its own. */
  public static Builder builder() {
    return new Builder();
  }

  // ---------------------------------------------------------------- processes

  /**
   * Compiles a source and starts it as a process with the default settings.
   *
   * @param name of the script and the process, as messages show it
   * @throws ScriptSyntaxException if the source is not a Lua program
   */
  public LuaProcess spawn(String name, String source) {
    return spawn(Script.compile(name, source));
  }

  /** Starts a process with the default settings. A script is compiled once and shared by many. */
  public LuaProcess spawn(Script script) {
    return scheduler.spawn(script, settings);
  }

  /**
   * Starts a process with settings of its own, usually made {@code with...} from {@link #settings}.
   */
  public LuaProcess spawn(Script script, ProcessSettings processSettings) {
    return scheduler.spawn(script, processSettings);
  }

  /** The settings of processes that are spawned without any. */
  public ProcessSettings settings() {
    return settings;
  }

  /** Returns the processes that have not ended, oldest first. */
  public List<LuaProcess> processes() {
    return scheduler.processes();
  }

  /** Returns a process that has not ended, or null. */
  public @Nullable LuaProcess process(long pid) {
    return scheduler.process(pid);
  }

  // ---------------------------------------------------------------- ticking

  /**
   * Gives as many turns as there are runnable processes: under round robin, one quantum to each.
   *
   * @return how many turns were given
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public int tick() {
    return scheduler.tick();
  }

  /**
   * Gives turns until they have used some fuel, or nobody is runnable.
   *
   * @param fuel at least 1; the last turn may go beyond it
   * @return how much was used
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public long tick(long fuel) {
    return scheduler.tick(fuel);
  }

  /**
   * Gives turns until some time has passed, or nobody is runnable: for the frame of a game.
   *
   * @param duration more than zero; the last turn may go beyond it
   * @return how many turns were given
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public long tick(Duration duration) {
    return scheduler.tick(duration);
  }

  /**
   * Gives turns until nobody is runnable. It does not return while a script runs for ever; one that
   * waits, also for its full output to be taken, is not runnable.
   *
   * @return how many turns were given
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public long runUntilIdle() {
    return scheduler.runUntilIdle();
  }

  /** The scheduler underneath: for counting turns and changing the policy. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** Collects the settings of a host. */
  public static final class Builder {
    private SchedulingPolicy policy = new RoundRobin();
    private ProcessSettings settings = ProcessSettings.DEFAULT;
    private TimeSource time = TimeSource.system();
    private boolean isMeasured;
    private @Nullable EventListener listener;

    private Builder() {}

    /** Who runs next, and for how long; default {@link RoundRobin}. */
    public Builder policy(SchedulingPolicy newPolicy) {
      policy = Objects.requireNonNull(newPolicy, "policy");
      return this;
    }

    /**
     * The settings of processes that are spawned without any; default {@link
     * ProcessSettings#DEFAULT}.
     */
    public Builder settings(ProcessSettings newSettings) {
      settings = Objects.requireNonNull(newSettings, "settings");
      return this;
    }

    /**
     * Fuel between two interrupts of a process; default 10,000. Short for {@link #settings}.
     *
     * @param fuel between 1 and 1,000,000,000
     */
    public Builder quantum(int fuel) {
      return settings(settings.withInterrupts(settings.interrupts().withQuantum(fuel)));
    }

    /** What each process may use; default {@link Limits#DEFAULT}. Short for {@link #settings}. */
    public Builder limits(Limits limits) {
      return settings(settings.withLimits(limits));
    }

    /** The clocks, of the host and of the scripts; default the machine's. */
    public Builder time(TimeSource newTime) {
      time = Objects.requireNonNull(newTime, "time");
      return settings(settings.withTime(newTime));
    }

    /**
     * Whether the length of every turn is taken, for {@link LuaProcess#longestTickNanos}; default
     * no. It costs two looks at the clock a turn.
     */
    public Builder measured(boolean newMeasured) {
      isMeasured = newMeasured;
      return this;
    }

    /** Who hears what happens to processes; default nobody, which costs nothing. */
    public Builder listener(EventListener newListener) {
      listener = Objects.requireNonNull(newListener, "listener");
      return this;
    }

    /** Makes the host. */
    public Moonshift build() {
      return new Moonshift(this);
    }
  }
}
