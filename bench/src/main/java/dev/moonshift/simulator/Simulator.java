package dev.moonshift.simulator;

import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.Auditor;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.Violation;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.scheduler.Scheduler;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.simulator.measure.Fluid;
import dev.moonshift.simulator.measure.Meter;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Samples;
import dev.moonshift.simulator.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a workload under a policy: the scheduler of production, the policy of production and real
 * Lua processes, on a clock of the laboratory's.
 *
 * <p>Before each turn, what is due by then happens: processes are born, requests arrive. Where
 * nobody can run, time passes until something is due.
 */
final class Simulator implements Observed.Observer {
  /** As many turns as fit across a page. */
  private static final long TIMELINE_QUANTA = 80;

  private static final double PICOS_PER_SECOND = 1e12;

  private final Experiment experiment;
  private final Clock clock;
  private final Observed policy;
  private final Scheduler scheduler;
  private final Agenda agenda = new Agenda();
  private final Meter meter;
  private final List<Participant> participants = new ArrayList<>();

  /** Who has which number in the scheduler: numbers begin with 1, in the order of birth. */
  private final List<Participant> born = new ArrayList<>();

  private Simulator(Experiment experiment, SchedulingPolicy subject, Clock clock) {
    this.experiment = experiment;
    this.clock = clock;
    policy = new Observed(subject, clock, this);
    scheduler = new Scheduler(policy, clock.time(), false);
    Fluid ideal =
        new Fluid(
            experiment.shares(), experiment.demands(), (process, piece, arrival, fuel, time) -> {});
    long middle = experiment.settings().duration() / 2;
    Timeline timeline =
        new Timeline(middle, middle + TIMELINE_QUANTA * experiment.settings().quantum());
    meter = new Meter(experiment.contestants(), ideal, experiment.settings().duration(), timeline);
    List<Member> members = experiment.workload().members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Participant participant =
          new Participant(
              i, member, member.arrivals(experiment.settings().seed(), i), agenda, meter);
      participants.add(participant);
      agenda.add(member.start(), () -> bear(member, participant));
    }
  }

  /**
   * Runs a workload in virtual time, audits each decision, and measures.
   *
   * @param name of the policy
   */
  static Outcome run(Experiment experiment, String name, SchedulingPolicy policy) {
    Auditor auditor = new Auditor(policy);
    Simulator simulator = new Simulator(experiment, auditor, new VirtualClock());
    simulator.run();
    Violation violation = auditor.violation();
    return simulator.finish(name, violation == null ? null : violation.text(), null);
  }

  /**
   * Runs a workload in real time and measures, the policy's speed included. It runs twice, and the
   * first time counts for nothing: then scripts are compiled, and found out what they want.
   *
   * @param picosPerFuel how long this machine takes for a unit of fuel
   */
  static Outcome runInRealTime(
      Experiment experiment, String name, Supplier<SchedulingPolicy> policy, long picosPerFuel) {
    new Simulator(experiment, policy.get(), new RealClock(picosPerFuel)).run();
    DecisionLog log = new DecisionLog(policy.get());
    Simulator simulator = new Simulator(experiment, log, new RealClock(picosPerFuel));
    simulator.run();
    long busyPicos = Math.max(1, simulator.meter.busy() * picosPerFuel);
    double fuelPerSecond = simulator.meter.fuel() * PICOS_PER_SECOND / busyPicos;
    return simulator.finish(
        name, null, new Outcome.Speed(log.decisionPicos(policy), Math.round(fuelPerSecond)));
  }

  private void run() {
    long duration = experiment.settings().duration();
    while (clock.now() < duration) {
      agenda.runUntil(clock.now());
      if (scheduler.tick(1) == 0) {
        long due = Math.min(duration, agenda.next());
        long idleNeeded = policy.idleNeeded();
        if (idleNeeded > 0) {
          due = Math.min(due, clock.now() + idleNeeded);
        }
        scheduler.idle(Math.max(0, due - clock.now()));
      }
    }
    agenda.runUntil(meter.end());
  }

  private void bear(Member member, Participant participant) {
    participant.born(member.start());
    born.add(participant);
    scheduler.spawn(member.script(), ScriptSettings.of(member, participant::request, clock.time()));
  }

  private Participant participant(Task task) {
    return born.get((int) task.id() - 1);
  }

  @Override
  public void onRefusal(Task task, AdmissionException why) {
    participant(task).refused();
  }

  @Override
  public void onStart(Task task, long time) {
    participant(task).start(time);
  }

  @Override
  public void onTurn(Task task, long end, long fuel, boolean isRunnable) {
    boolean isEnded = false;
    if (!isRunnable && task instanceof LuaProcess process) {
      isEnded = process.state().isEnded();
      if (isEnded) {
        ScriptSettings.refuseError(process);
      }
    }
    participant(task).end(end, fuel, isRunnable, isEnded);
  }

  private Outcome finish(String name, @Nullable String violation, Outcome.@Nullable Speed speed) {
    List<Samples> waiting = new ArrayList<>();
    for (Participant participant : participants) {
      waiting.add(participant.waiting(meter.end()));
    }
    return meter.finish(name, waiting, violation, speed);
  }
}
