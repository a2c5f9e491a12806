package dev.moonshift.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Our events as the Flight Recorder knows them. Loaded only where there is one. */
final class FlightEvents {
  /** One of each kind, to be asked whether the kind is recorded. */
  private static final ProcessEvent[] KINDS = {
    new TurnEvent(),
    new SpawnEvent(),
    new ExitEvent(),
    new KillEvent(),
    new OvershootEvent(),
    new LimitEvent(),
    new PolicyFallbackEvent(),
    new CompilationFailureEvent()
  };

  private static final ProcessEvent TURNS = KINDS[0];

  private FlightEvents() {}

  static boolean isRecording() {
    if (jdk.jfr.FlightRecorder.isInitialized()) {
      for (ProcessEvent kind : KINDS) {
        if (kind.isEnabled()) {
          return true;
        }
      }
    }
    return false;
  }

  static FlightRecorder.@Nullable OpenTurn beginTurn() {
    if (!TURNS.isEnabled()) {
      return null;
    }
    TurnEvent open = new TurnEvent();
    open.begin();
    return open;
  }

  static void record(Event event) {
    if (!jdk.jfr.FlightRecorder.isInitialized()) {
      return;
    }
    if (event instanceof Event.Spawned spawned) {
      SpawnEvent flight = new SpawnEvent();
      flight.name = spawned.name();
      flight.weight = spawned.weight();
      flight.commit(event);
    } else if (event instanceof Event.Exited exited) {
      ExitEvent flight = new ExitEvent();
      flight.reason = exited.reason();
      flight.fuel = exited.fuel();
      flight.message = exited.message();
      flight.commit(event);
    } else if (event instanceof Event.Killed) {
      new KillEvent().commit(event);
    } else if (event instanceof Event.Overshot overshot) {
      OvershootEvent flight = new OvershootEvent();
      flight.quantum = overshot.quantum();
      flight.fuel = overshot.fuel();
      flight.commit(event);
    } else if (event instanceof Event.LimitReached reached) {
      LimitEvent flight = new LimitEvent();
      flight.limit = reached.limit();
      flight.value = reached.value();
      flight.commit(event);
    } else if (event instanceof Event.PolicyFellBack fallback) {
      PolicyFallbackEvent flight = new PolicyFallbackEvent();
      flight.policy = fallback.policy();
      flight.problem = fallback.problem();
      flight.commit(event);
    } else if (event instanceof Event.CompilationFailed failure) {
      CompilationFailureEvent flight = new CompilationFailureEvent();
      flight.chunk = failure.chunk();
      flight.line = failure.line();
      flight.problem = failure.problem();
      flight.commit(event);
    }
  }

  @Category("Moonshift")
  @StackTrace(false)
  private abstract static class ProcessEvent extends jdk.jfr.Event {
    @Label("Process")
    @Description("The number of the process; 0 if it is not about one")
    long pid;

    void commit(Event event) {
      pid = event.pid();
      commit();
    }
  }

  @Name("dev.moonshift.Turn")
  @Label("Turn")
  @Description("A process ran for a quantum or less")
  private static final class TurnEvent extends ProcessEvent implements FlightRecorder.OpenTurn {
    @Label("Quantum")
    @Description("The fuel it was given")
    long quantum;

    @Label("Fuel")
    @Description("The fuel it used")
    long fuel;

    @Label("End")
    @Description("Why it ended")
    @Nullable String why;

    @Override
    public void end(Event.Turn turn) {
      quantum = turn.quantum();
      fuel = turn.fuel();
      why = turn.end().name();
      commit(turn);
    }
  }

  @Name("dev.moonshift.Spawn")
  @Label("Spawn")
  @Description("A process came to be")
  private static final class SpawnEvent extends ProcessEvent {
    @Label("Name")
    @Nullable String name;

    @Label("Weight")
    int weight;
  }

  @Name("dev.moonshift.Exit")
  @Label("Exit")
  @Description("A process ended")
  private static final class ExitEvent extends ProcessEvent {
    @Label("Reason")
    @Nullable String reason;

    @Label("Fuel")
    @Description("The fuel it used in all")
    long fuel;

    @Label("Message")
    @Nullable String message;
  }

  @Name("dev.moonshift.Kill")
  @Label("Kill")
  @Description("Somebody wants a process to end")
  private static final class KillEvent extends ProcessEvent {}

  @Name("dev.moonshift.Overshoot")
  @Label("Overshoot")
  @Description("A turn went on long after its fuel was used")
  private static final class OvershootEvent extends ProcessEvent {
    @Label("Quantum")
    long quantum;

    @Label("Fuel")
    @Description("How much more than its quantum it used")
    long fuel;
  }

  @Name("dev.moonshift.Limit")
  @Label("Limit")
  @Description("A process reached a limit")
  private static final class LimitEvent extends ProcessEvent {
    @Label("Limit")
    @Nullable String limit;

    @Label("Value")
    @Description("The limit, in units of fuel or in bytes")
    long value;
  }

  @Name("dev.moonshift.PolicyFallback")
  @Label("Policy Fallback")
  @Description("A policy broke its promise, and another took over")
  private static final class PolicyFallbackEvent extends ProcessEvent {
    @Label("Policy")
    @Nullable String policy;

    @Label("Problem")
    @Nullable String problem;
  }

  @Name("dev.moonshift.CompilationFailure")
  @Label("Compilation Failure")
  @Description("Some code could not be compiled, and stays with the interpreter")
  private static final class CompilationFailureEvent extends ProcessEvent {
    @Label("Chunk")
    @Nullable String chunk;

    @Label("Line")
    int line;

    @Label("Problem")
    @Nullable String problem;
  }
}
