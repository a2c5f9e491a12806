package dev.moonshift.scheduler;

import dev.moonshift.event.Event;
import dev.moonshift.event.EventListener;
import dev.moonshift.event.FlightRecorder;
import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.Guard;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Worker;
import dev.moonshift.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs processes one quantum at a time, in the order that a policy decides.
 *
 * <p>A process that has ended leaves the scheduler; its result stays with its handle.
 *
 * <p><b>Threads.</b> One thread at a time may tick; a second one gets an {@link
 * IllegalStateException}. Spawning and killing is for any thread, also while another ticks: it
 * takes effect before the next turn.
 */
public final class Scheduler implements LuaProcess.Owner {
  private final AtomicBoolean isTicking = new AtomicBoolean();
  private final AtomicLong lastPid = new AtomicLong();

  /** What other threads want done: a {@link Runnable}, or a process that is to be queued. */
  private final ConcurrentLinkedQueue<Object> mail = new ConcurrentLinkedQueue<>();

  private final Worker worker = new Worker(new Next());
  private volatile boolean hasMail;
  private final TimeSource time;
  private final boolean isMeasured;
  private volatile @Nullable EventListener listener;
  private SchedulingPolicy policy;

  private final ProcessTable alive = new ProcessTable();
  private int runnable;
  private long turns;

  // how far a tick goes
  private long lastTurn;
  private long wantedFuel;
  private long began; // in nanoseconds
  private long wantedNanos; // 0 if it has no end

  // since it began
  private long usedFuel;
  private long idled;

  // what is left for after the turn of a process that was asked whether it has the next one, too
  private @Nullable Task chosenAhead;
  private boolean isHeldBack; // nobody was chosen
  private @Nullable Throwable problem;

  /**
   * Creates a scheduler without processes.
   *
   * @param policy who runs next; used by this scheduler alone
   * @param time the clock for {@link #tick(Duration)}
   * @param isMeasured whether the length of every turn is taken; costs two looks at the clock
   */
  public Scheduler(SchedulingPolicy policy, TimeSource time, boolean isMeasured) {
    this.policy = Objects.requireNonNull(policy, "policy");
    listenTo(policy);
    this.time = Objects.requireNonNull(time, "time");
    this.isMeasured = isMeasured;
  }

  // ---------------------------------------------------------------- processes

  /** Starts a process; it gets its first turn when the policy says. Any thread may. */
  public LuaProcess spawn(Script script, ProcessSettings settings) {
    Objects.requireNonNull(script, "script");
    Objects.requireNonNull(settings, "settings");
    LuaProcess process = new LuaProcess(lastPid.incrementAndGet(), script, settings, this);
    alive.add(process);
    if (isListening()) {
      TaskSettings task = settings.task();
      report(
          new Event.Spawned(
              process.pid(),
              settings.time().nanoTime(),
              process.name(),
              task.weight(),
              task.priority(),
              task.quantum(),
              task.group()));
    }
    postArrival(process);
    return process;
  }

  /** Returns the processes that have not ended, oldest first. */
  public List<LuaProcess> processes() {
    return alive.list();
  }

  /** Returns a process that has not ended, or null. */
  public @Nullable LuaProcess process(long pid) {
    return alive.find(pid);
  }

  /** How many turns it has given in all. */
  public long turns() {
    return turns;
  }

  /** The policy. */
  public SchedulingPolicy policy() {
    return policy;
  }

  /** Goes over to another policy, which gets every process that is alive. Not during a tick. */
  public void policy(SchedulingPolicy newPolicy) {
    Objects.requireNonNull(newPolicy, "policy");
    begin();
    try {
      List<LuaProcess> known = processes(); // also those that are killed meanwhile
      while (hasMail) {
        try {
          readMail();
        } catch (PolicyException e) {
          continue; // the old policy's last words: the new one gets all that are alive anyway
        }
      }
      runnable = 0;
      chosenAhead = null;
      isHeldBack = false;
      known.addAll(processes());
      for (LuaProcess process : known) {
        process.forgetPolicy();
        process.setQueued(false);
      }
      policy = newPolicy;
      listenTo(newPolicy);
      for (LuaProcess process : processes()) {
        if (process.state() == ProcessState.RESUMABLE) {
          enqueue(process);
        }
      }
    } finally {
      isTicking.set(false);
    }
  }

  /** Has somebody listen to what happens from now on, or with null nobody. Any thread may. */
  public void listener(@Nullable EventListener newListener) {
    listener = newListener;
  }

  @Override
  public boolean isListening() {
    return listener != null || FlightRecorder.isRecording();
  }

  @Override
  public void report(Event event) {
    FlightRecorder.record(event);
    EventListener told = listener;
    if (told != null) {
      try {
        told.onEvent(event);
      } catch (RuntimeException e) {
        listener = null; // a turn must be booked whatever becomes of those who watch
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  /** Reports it if a policy that is guarded is given up. */
  private void listenTo(SchedulingPolicy candidate) {
    if (candidate instanceof Guard guard) {
      guard.addListener(
          fault -> {
            if (isListening()) {
              String problem = fault.cause() == null ? "" : ": " + fault.cause();
              report(
                  new Event.PolicyFellBack(
                      0, time.nanoTime(), fault.policy(), fault.problem() + problem));
            }
          });
    }
  }

  // ---------------------------------------------------------------- ticking

  /**
   * Gives as many turns as there are runnable processes: under round robin, one to each.
   *
   * @return how many turns were given
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public int tick() {
    begin();
    try {
      readMail();
      lastTurn = turns + runnable;
      return (int) run();
    } finally {
      isTicking.set(false);
    }
  }

  /**
   * Gives turns until they have used some fuel, or nobody is runnable. For the policy, this much
   * time has passed then: what was not used was idle time.
   *
   * @param fuel at least 1; the last turn may go beyond it
   * @return how much was used
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public long tick(long fuel) {
    if (fuel < 1) {
      throw new IllegalArgumentException("fuel must be at least 1, was " + fuel);
    }
    begin();
    try {
      wantedFuel = fuel;
      run();
      if (usedFuel + idled < fuel) {
        passIdle(fuel - usedFuel - idled);
      }
      return usedFuel;
    } finally {
      isTicking.set(false);
    }
  }

  /**
   * Gives turns until some time has passed, or nobody is runnable.
   *
   * @param duration more than zero; the last turn may go beyond it
   * @return how many turns were given
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public long tick(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("duration must be more than zero, was " + duration);
    }
    begin();
    try {
      began = time.nanoTime();
      wantedNanos = duration.toNanos();
      return run();
    } finally {
      isTicking.set(false);
    }
  }

  /**
   * Gives turns until nobody is runnable. It does not return while a script runs for ever.
   *
   * @return how many turns were given
   * @throws PolicyException if the policy breaks its contract; no process is lost
   */
  public long runUntilIdle() {
    begin();
    try {
      return run();
    } finally {
      isTicking.set(false);
    }
  }

  /**
   * Tells the policy that time has passed in which nobody ran, for one that minds it (deadlines,
   * caps, ageing). {@link #tick(long)} does so by itself. Not during a tick.
   *
   * @param fuel what could have been used meanwhile; 0 or more
   */
  public void idle(long fuel) {
    if (fuel < 0) {
      throw new IllegalArgumentException("fuel must be at least 0, was " + fuel);
    }
    begin();
    try {
      passIdle(fuel);
    } finally {
      isTicking.set(false);
    }
  }

  private void passIdle(long fuel) {
    idled += fuel;
    try {
      policy.idle(fuel);
    } catch (RuntimeException e) {
      throw broken("failed when told of idle time", e);
    }
  }

  private void begin() {
    if (!isTicking.compareAndSet(false, true)) {
      throw new IllegalStateException("the scheduler is already ticking");
    }
    lastTurn = Long.MAX_VALUE;
    wantedFuel = Long.MAX_VALUE;
    wantedNanos = 0;
    usedFuel = 0;
    idled = 0;
  }

  /** Gives turns until nobody is runnable or the tick is over; how many there were. */
  private long run() {
    long before = turns;
    while (turns < lastTurn && runNext() && (isChosen() || goesOn())) {}
    return turns - before;
  }

  /** Whether the policy has been asked already who is next. */
  private boolean isChosen() {
    return chosenAhead != null || isHeldBack;
  }

  /** Whether the tick goes on after a turn. */
  private boolean goesOn() {
    return turns < lastTurn
        && usedFuel + idled < wantedFuel
        && (wantedNanos == 0 || time.nanoTime() - began < wantedNanos);
  }

  /**
   * Gives one turn, and those that follow it at once; lets idle time pass before it if the policy
   * needs that.
   *
   * @return false if nobody is runnable in time
   */
  private boolean runNext() {
    Task chosen = choose();
    if (chosen == null) {
      return false;
    }
    LuaProcess process = inQueue(chosen);
    long quantum = quantumFor(process);
    runnable--;
    process.setQueued(false);
    long used = process.runTurn(quantum, isMeasured, worker);
    ProcessState state = process.state();
    if (used != LuaProcess.TOLD_TURN) {
      book(process, used, state == ProcessState.RESUMABLE, state.isEnded());
    } else if (state.isEnded()) { // when it had been booked already
      onKill(process);
    }
    if (problem != null) {
      throwProblem();
    }
    return true;
  }

  /** Throws what went wrong while the process was still at work. */
  private void throwProblem() {
    Throwable met = problem;
    problem = null;
    if (met instanceof Error) {
      throw (Error) met;
    }
    throw (RuntimeException) Objects.requireNonNull(met);
  }

  /** Returns who has the next turn, or null if nobody is runnable in time. */
  private @Nullable Task choose() {
    Task chosen = chosenAhead;
    if (chosen != null) {
      chosenAhead = null;
      return chosen;
    }
    if (isHeldBack) {
      isHeldBack = false;
    } else {
      if (hasMail) {
        readMail();
      }
      if (runnable == 0) {
        return null;
      }
      chosen = askPolicy();
    }
    if (chosen == null) {
      long idle = idleNeeded();
      if (idle > wantedFuel - usedFuel - idled) {
        return null;
      }
      passIdle(idle);
      chosen = askPolicy();
      inQueue(chosen);
    }
    return chosen;
  }

  /** Counts a turn, and tells the policy; that also if there was none, as it chose the process. */
  private void book(LuaProcess process, long used, boolean isRunnable, boolean isEnded) {
    if (used != LuaProcess.NO_TURN) {
      turns++;
      usedFuel += used;
    }
    if (isRunnable) {
      runnable++;
      process.setQueued(true);
    } else if (isEnded) {
      forget(process);
    }
    try {
      policy.ran(process, used == LuaProcess.NO_TURN ? 0 : used, isRunnable);
      if (isEnded) {
        policy.remove(process);
      }
    } catch (RuntimeException e) {
      throw broken("failed when told of a turn of " + process, e);
    }
  }

  /** Whose turn is next, for a process that is still at work. */
  private final class Next implements Worker.Succession {
    @Override
    public boolean isLikely() {
      return runnable == 0; // nobody else; to be asked costs more than to leave if there is
    }

    @Override
    public long next(LuaProcess process, long used) {
      return nextTurnInPlace(process, used);
    }
  }

  /**
   * Takes a turn that is over while its process is still at work, and says whether that goes on at
   * once: see {@link Worker.Succession}. What else there is to do waits until it has stopped.
   */
  private long nextTurnInPlace(LuaProcess process, long used) {
    try {
      book(process, used, true, false);
      if (!goesOn()) {
        return 0;
      }
      if (hasMail) {
        readMail();
      }
      Task chosen = askPolicy();
      if (chosen != process) {
        chosenAhead = chosen;
        isHeldBack = chosen == null;
        return 0;
      }
      long quantum = quantumFor(process);
      runnable--;
      process.setQueued(false);
      return quantum;
    } catch (RuntimeException | Error e) { // not the process's fault
      problem = e;
      return 0;
    }
  }

  private @Nullable Task askPolicy() {
    try {
      return policy.next();
    } catch (RuntimeException e) {
      throw broken("failed to choose among " + runnable + " runnable processes", e);
    }
  }

  private long idleNeeded() {
    long idle;
    try {
      idle = policy.idleNeeded();
    } catch (RuntimeException e) {
      throw broken("failed to say how long it holds everybody back", e);
    }
    if (idle <= 0) {
      throw broken("chose none of " + runnable + " runnable processes", null);
    }
    return idle;
  }

  /** Returns the process of a task, if it is one that can run. */
  private LuaProcess inQueue(@Nullable Task task) {
    if (task == null) {
      throw broken("chose none of " + runnable + " runnable processes", null);
    }
    if (task instanceof LuaProcess process && process.owner() == this && process.isQueued()) {
      return process;
    }
    throw broken("chose " + task + ", which is not in the run queue of this scheduler", null);
  }

  private long quantumFor(Task task) {
    long quantum;
    try {
      quantum = policy.quantum(task);
    } catch (RuntimeException e) {
      throw broken("failed to give a quantum to " + task, e);
    }
    if (quantum <= 0) {
      throw broken("quantum must be at least 1, was " + quantum + " (" + task + ")", null);
    }
    return quantum;
  }

  private PolicyException broken(String what, @Nullable RuntimeException cause) {
    return new PolicyException("policy " + policy.getClass().getSimpleName() + ": " + what, cause);
  }

  // ---------------------------------------------------------------- mail

  private void post(Runnable letter) {
    mail.add(letter);
    hasMail = true;
  }

  /** As {@code post(() -> enqueue(process))}, of which there are many. */
  private void postArrival(LuaProcess process) {
    mail.add(process);
    hasMail = true;
  }

  private void readMail() {
    hasMail = false;
    for (Object letter = mail.poll(); letter != null; letter = mail.poll()) {
      try {
        if (letter instanceof LuaProcess arrived) {
          enqueue(arrived);
        } else {
          ((Runnable) letter).run();
        }
      } catch (RuntimeException e) {
        hasMail = true; // for those that are left
        throw broken("failed when told of a process that came, went or changed", e);
      }
    }
  }

  /** Hands a process to the policy; one that woke as its turn ended is there already. */
  private void enqueue(LuaProcess process) {
    if (process.state() == ProcessState.RESUMABLE && !process.isQueued() && isAdmitted(process)) {
      process.setQueued(true);
      runnable++;
    }
  }

  /**
   * Queues a process if the policy can promise what it asks for. If not, a new one ends; one that
   * has run before, under another policy, goes on without its reservation.
   */
  private boolean isAdmitted(LuaProcess process) {
    try {
      policy.enqueue(process);
      return true;
    } catch (AdmissionException e) {
      if (process.ticks() == 0) {
        process.refuse(e);
        forget(process);
        return false;
      }
      process.setAsks(process.asks().withReservation(null));
      policy.enqueue(process);
      return true;
    }
  }

  private void forget(LuaProcess process) {
    alive.remove(process);
  }

  @Override
  public void onWake(LuaProcess process) {
    postArrival(process);
  }

  @Override
  public void onKill(LuaProcess process) {
    forget(process);
    post(
        () -> {
          if (process.isQueued()) {
            process.setQueued(false);
            runnable--;
          }
          policy.remove(process);
        });
  }

  @Override
  public CompletableFuture<Void> onChange(LuaProcess process, UnaryOperator<TaskSettings> change) {
    CompletableFuture<Void> isInForce = new CompletableFuture<>();
    post(
        () -> {
          try {
            change(process, change);
            isInForce.complete(null);
          } catch (RuntimeException e) {
            isInForce.completeExceptionally(e);
            if (!(e instanceof AdmissionException)) {
              throw e;
            }
          }
        });
    return isInForce;
  }

  private void change(LuaProcess process, UnaryOperator<TaskSettings> change) {
    if (process.state().isEnded()) {
      return;
    }
    TaskSettings before = process.asks();
    process.setAsks(change.apply(before));
    try {
      policy.settingsChanged(process);
    } catch (AdmissionException e) {
      process.setAsks(before);
      throw e;
    }
    if (process.weight() != before.weight() && isListening()) {
      long now = process.settings().time().nanoTime();
      report(new Event.WeightChanged(process.pid(), now, process.weight()));
    }
  }
}
