package dev.moonshift.process;

import dev.moonshift.bytecode.ChunkName;
import dev.moonshift.bytecode.Code;
import dev.moonshift.event.Event;
import dev.moonshift.event.FlightRecorder;
import dev.moonshift.event.TurnEnd;
import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.vm.Execution;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A script in an isolated world of its own: the smallest unit of execution. See {@link
 * ProcessState} for its life.
 *
 * <p>What it prints it keeps until somebody takes it ({@link #takeOutput}). One that has printed a
 * MiB that nobody took waits, unless its {@link Limits} say otherwise.
 *
 * <p><b>Threads.</b> Any thread may look at a process, {@link #kill} it or wait for its {@link
 * #exit}; figures that change while it runs may be a turn old. One thread at a time runs it.
 */
public final class LuaProcess extends Task {
  /** What {@link #runTurn} returns if the process had no turn. */
  public static final long NO_TURN = -1;

  /** What {@link #runTurn} returns if the succession has heard of the last turn already. */
  public static final long TOLD_TURN = -2;

  /** Code without a safepoint may use so much more than its quantum; beyond, it is told. */
  private static final int TOLERATED_OVERSHOOT = 1000;

  /** At least this often, in fuel, a running process looks whether it was killed. */
  private static final int KILL_CHECK_FUEL = 1_000_000;

  private static final VarHandle STATE;
  private static final VarHandle OCCASIONAL;
  private static final VarHandle END;

  private static final ProcessState[] STATES = ProcessState.values();

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(LuaProcess.class, "state", byte.class);
      END = lookup.findVarHandle(LuaProcess.class, "end", Object.class);
      OCCASIONAL = lookup.findVarHandle(LuaProcess.class, "occasional", Occasional.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whoever runs processes: hears of what happens outside a turn. */
  public interface Owner {
    /** A process that waited can run again. Called on any thread. */
    void onWake(LuaProcess process);

    /** A process that was not running was killed. Called on any thread. */
    void onKill(LuaProcess process);

    /**
     * Other settings are wanted. Called on any thread.
     *
     * @return completes when they are in force, or with an {@link AdmissionException}
     */
    CompletableFuture<Void> onChange(LuaProcess process, UnaryOperator<TaskSettings> change);

    /** Whether anybody wants to hear of events; if not, none are made. */
    default boolean isListening() {
      return false;
    }

    /** Something happened to one of them. Called on any thread. */
    default void report(Event event) {}
  }

  private final ProcessSettings settings;
  private final Owner owner;
  private final long createdAtMillis;
  private volatile byte state; // of ProcessState; small, as there are many processes
  private volatile boolean isKilled;
  private boolean isQueued;
  private int slot;

  private @Nullable Machine execution; // null once ended
  private long fuelUsed;
  private long ticks;
  private int longestTickFuel; // Integer.MAX_VALUE stands for more

  private volatile @Nullable Occasional occasional; // made when first needed
  private volatile @Nullable Object end; // how it ended; until then, who waits for that, if anybody

  /** What few processes need: they pay for it when they do. */
  private static final class Occasional {
    volatile @Nullable Output output; // what was printed, if nobody listens
    volatile @Nullable Object wakeCall; // what a future gave: Varargs or a Throwable
    int interrupts; // so far, where not each of them ends a turn
    long longestTickNanos;
  }

  /** How it ended, and what its memory account said then. */
  private record Ended(ProcessExit how, long memoryBytes) {}

  /**
   * Creates a process that is ready for its first turn. Embedders spawn processes instead.
   *
   * @param pid its number, larger for a younger process
   */
  public LuaProcess(long pid, Script script, ProcessSettings settings, Owner owner) {
    super(pid, settings.name() == null ? script.name() : settings.name(), settings.task());
    this.settings = settings;
    this.owner = owner;
    state(ProcessState.RESUMABLE);
    createdAtMillis = settings.time().wallMillis();
    execution = new Machine(this, script.code());
  }

  // ---------------------------------------------------------------- what it is and did

  /** Its number, unique among the processes of its scheduler. */
  public long pid() {
    return id();
  }

  /** Where it stands. */
  public ProcessState state() {
    return STATES[state];
  }

  private void state(ProcessState newState) {
    state = (byte) newState.ordinal();
  }

  /** Follows an arrow; false if the process is no longer where that begins. */
  private boolean move(ProcessState from, ProcessState to) {
    return STATE.compareAndSet(this, (byte) from.ordinal(), (byte) to.ordinal());
  }

  private Occasional occasional() {
    Occasional made = occasional;
    if (made == null) {
      made = new Occasional();
      Object other = OCCASIONAL.compareAndExchange(this, null, made);
      if (other != null) {
        made = (Occasional) other;
      }
    }
    return made;
  }

  /** What it was created with. */
  public ProcessSettings settings() {
    return settings;
  }

  /** When it was created, in milliseconds since 1970-01-01T00:00Z by its own clock. */
  public long createdAtMillis() {
    return createdAtMillis;
  }

  /** How much fuel it has used. */
  public long fuelUsed() {
    return fuelUsed;
  }

  /** How many turns it has had. */
  public long ticks() {
    return ticks;
  }

  /** The most fuel a turn used; what is more than fits into an int counts as that much. */
  public long longestTickFuel() {
    return longestTickFuel;
  }

  /**
   * The longest turn by the clock, in nanoseconds; 0 unless its scheduler measures turns or
   * somebody listens to its events.
   */
  public long longestTickNanos() {
    Occasional mine = occasional;
    return mine == null ? 0 : mine.longestTickNanos;
  }

  /** What its memory account says, in bytes; at its end if it has ended. */
  public long memoryBytes() {
    Machine running = execution;
    if (running != null) {
      return running.memoryCharged();
    }
    return end instanceof Ended ended ? ended.memoryBytes() : 0;
  }

  /** Asks for another weight, between 1 and 10,000; it counts from the next turn on. */
  public void weight(int newWeight) {
    change(asked -> asked.withWeight(newWeight)).isDone(); // nobody waits for it
  }

  /**
   * Asks the policy for something else from the next turn on: {@code process.change(asked ->
   * asked.withPriority(3))}. Nothing happens if it has ended by then.
   *
   * @return completes on the thread that ticks when the change is in force, or exceptionally with
   *     an {@link AdmissionException} if the policy cannot promise it; then nothing has changed
   * @throws IllegalArgumentException if a value is out of its range
   */
  public CompletableFuture<Void> change(UnaryOperator<TaskSettings> change) {
    Objects.requireNonNull(change.apply(asks())); // refuses a value out of range at once
    return owner.onChange(this, change);
  }

  /** How it ended; null while it has not. */
  public @Nullable ProcessExit end() {
    return end instanceof Ended ended ? ended.how() : null;
  }

  /** What the script returned; none while or unless it has. */
  public Varargs results() {
    ProcessExit ended = end();
    return ended == null ? LuaValue.NONE : ended.results();
  }

  /** What went wrong; null while or unless something has. */
  public @Nullable ProcessError error() {
    ProcessExit ended = end();
    return ended == null ? null : ended.error();
  }

  /**
   * What it printed and nobody has taken yet, as text; it stays there. An {@link OutputListener}
   * has taken everything.
   */
  public String output() {
    return new String(outputBytes(), StandardCharsets.UTF_8);
  }

  /** What it printed, byte for byte; see {@link #output}. */
  public byte[] outputBytes() {
    Output printed = printed();
    return printed == null ? new byte[0] : printed.copy();
  }

  /**
   * Takes what it printed since the last time, as text, and lets the process go on if it waited for
   * that. A character of which only a part is there yet stays. Any thread may take.
   */
  public String takeOutput() {
    return new String(takeOutput(!state().isEnded()), StandardCharsets.UTF_8);
  }

  /** Takes what it printed since the last time, byte for byte; see {@link #takeOutput}. */
  public byte[] takeOutputBytes() {
    return takeOutput(false);
  }

  private @Nullable Output printed() {
    Occasional mine = occasional;
    return mine == null ? null : mine.output;
  }

  private byte[] takeOutput(boolean leavesUnfinished) {
    Output printed = printed();
    if (printed == null) {
      return new byte[0];
    }
    byte[] taken;
    boolean isAwaited;
    synchronized (printed) {
      isAwaited = printed.isRefusing();
      taken = printed.take(leavesUnfinished);
    }
    if (isAwaited) {
      wake(LuaValue.NONE);
    }
    return taken;
  }

  /** Whether it waits until somebody takes its output, which is full. */
  public boolean waitsForOutput() {
    return state() == ProcessState.WAITING && isOutputRefused();
  }

  private boolean isOutputRefused() {
    Output printed = printed();
    return printed != null && printed.isRefusing();
  }

  /**
   * Takes what the script prints; only the thread that runs the process calls this.
   *
   * @return how much of it was taken
   */
  int write(byte[] bytes, int offset, int length) {
    OutputListener listener = settings.output();
    if (listener != null) {
      listener.onOutput(this, bytes, offset, length);
      return length;
    }
    Output printed = printed();
    if (printed == null) {
      printed = new Output(settings.limits());
      occasional().output = printed;
    }
    return printed.write(bytes, offset, length);
  }

  /** Returns a future that completes when the process ends, in whatever way. */
  @SuppressWarnings("unchecked") // nothing but such a future is ever stored
  public CompletableFuture<ProcessExit> exit() {
    CompletableFuture<ProcessExit> future = new CompletableFuture<>();
    Object known = END.compareAndExchange(this, null, future);
    if (known instanceof Ended ended) {
      future.complete(ended.how());
    }
    return known instanceof CompletableFuture ? (CompletableFuture<ProcessExit>) known : future;
  }

  @Override
  public String toString() {
    return "process " + pid() + " '" + name() + "' (" + state() + ")";
  }

  // ---------------------------------------------------------------- running

  /** Whether its scheduler has it in the run queue. For schedulers. */
  public boolean isQueued() {
    return isQueued;
  }

  /** Notes whether it is in the run queue. For schedulers. */
  public void setQueued(boolean queued) {
    isQueued = queued;
  }

  /** Where its scheduler keeps it. For schedulers. */
  public int slot() {
    return slot;
  }

  /** Notes where its scheduler keeps it. For schedulers. */
  public void setSlot(int newSlot) {
    slot = newSlot;
  }

  /** Who runs it. */
  public Owner owner() {
    return owner;
  }

  /**
   * Runs one turn of its own quantum, outside its scheduler's order. Does nothing unless it is
   * resumable.
   *
   * @return whether it may be ticked again: it is still resumable
   */
  public boolean tick() {
    runTurn(quantum(), false, new Worker());
    return state() == ProcessState.RESUMABLE;
  }

  /**
   * Runs one turn, and those that follow it at once. For schedulers.
   *
   * @param quantum fuel until each interrupt
   * @param isMeasured whether to take the time; then it runs one turn
   * @param worker the thread that runs it
   * @return the fuel that the last turn used; or {@link #NO_TURN}, as the process was not resumable
   *     or was to end before its first instruction; or {@link #TOLD_TURN}
   */
  public long runTurn(long quantum, boolean isMeasured, Worker worker) {
    if (!move(ProcessState.RESUMABLE, ProcessState.RUNNING)) {
      return NO_TURN;
    }
    Machine machine = execution;
    if (machine == null) {
      throw new IllegalStateException(this + " has no machine");
    }
    boolean isReported = owner.isListening();
    FlightRecorder.OpenTurn recorded = isReported ? FlightRecorder.beginTurn() : null;
    boolean isTimed = isMeasured || isReported;
    long start = isTimed ? now() : 0;
    Occasional mine = occasional;
    if (mine != null && mine.wakeCall != null) {
      Object woken = mine.wakeCall;
      mine.wakeCall = null;
      deliver(machine, woken);
    }
    worker.begin(this, quantum, isTimed);
    Execution.Outcome outcome = null;
    RuntimeException problem = null;
    try {
      outcome = runUntilStopped(machine, worker);
    } catch (RuntimeException e) { // the interrupt handler's: the machine turns its own into errors
      problem = e;
    }
    long used;
    if (worker.isTold) {
      used = TOLD_TURN;
    } else if (outcome == null && problem == null && fuelUsed == worker.usedBefore) {
      used = NO_TURN; // killed, or out of fuel, before it began
    } else {
      used = book(worker);
    }
    if (isTimed && used != NO_TURN) {
      long nanos = now() - start;
      Occasional timed = occasional();
      timed.longestTickNanos = Math.max(timed.longestTickNanos, nanos);
      if (isReported) {
        Event.Turn turn = new Event.Turn(pid(), start, nanos, quantum, used, turnEnd(outcome));
        if (recorded != null) {
          recorded.end(turn);
        }
        owner.report(turn);
      }
    }
    if (problem == null) {
      if (outcome == Execution.Outcome.EXPIRED) { // as nearly always
        pause();
      } else {
        leave(machine, outcome);
      }
    } else {
      endWith(ProcessState.ERROR, handlerFailed(problem));
    }
    return used;
  }

  /** Counts a turn that is over. */
  private long book(Worker worker) {
    long used = fuelUsed - worker.usedBefore;
    ticks++;
    if (used > longestTickFuel) {
      longestTickFuel = (int) Math.min(used, Integer.MAX_VALUE);
    }
    return used;
  }

  private static TurnEnd turnEnd(Execution.@Nullable Outcome outcome) {
    if (outcome == null) {
      return TurnEnd.ERROR;
    }
    return switch (outcome) {
      case EXPIRED -> TurnEnd.EXPIRED;
      case YIELDED -> TurnEnd.YIELDED;
      case WAITING -> TurnEnd.WAITING;
      case FINISHED -> TurnEnd.FINISHED;
      case FAILED, OUT_OF_MEMORY -> TurnEnd.ERROR;
    };
  }

  private long now() {
    return settings.time().nanoTime();
  }

  /** Tells of a limit that was reached, if anybody wants to hear of it. */
  private void reportLimit(String limit, long value) {
    if (owner.isListening()) {
      owner.report(new Event.LimitReached(pid(), now(), limit, value));
    }
  }

  /** Tells that the compiler failed. Any thread may: it may do so when the process has ended. */
  void compilationFailed(Code failed, int pc, Throwable cause) {
    if (owner.isListening()) {
      String chunk = ChunkName.display(failed.prototype.source).tojstring();
      owner.report(new Event.CompilationFailed(0, now(), chunk, failed.line(pc), cause.toString()));
    }
  }

  /** Runs until the turn is over; null if the process is to be killed or out of fuel. */
  private Execution.@Nullable Outcome runUntilStopped(Execution machine, Worker worker) {
    while (!mustEnd()) {
      beginSlice(worker);
      Execution.Outcome outcome = machine.run(worker.slice, worker);
      endSlice(worker, machine.fuelLeft());
      if (outcome != Execution.Outcome.EXPIRED || worker.isTold || isOver(worker)) {
        return outcome;
      }
    }
    return null;
  }

  private boolean mustEnd() {
    return isKilled || fuelUsed >= settings.limits().fuel();
  }

  private void beginSlice(Worker worker) {
    long most = Math.min(KILL_CHECK_FUEL, settings.limits().fuel() - fuelUsed);
    worker.slice = (int) Math.min(worker.left, most);
  }

  private void endSlice(Worker worker, int fuelLeft) {
    int used = worker.slice - fuelLeft;
    worker.slice = fuelLeft;
    worker.left -= used;
    fuelUsed += used;
    if (worker.left < -TOLERATED_OVERSHOOT && owner.isListening()) {
      owner.report(new Event.Overshot(pid(), now(), worker.quantum, -worker.left));
    }
  }

  /**
   * Whether an interrupt is due and ends the turn; if that goes on, it does so with a whole
   * quantum.
   */
  private boolean isOver(Worker worker) {
    if (worker.left > 0 || mustEnd()) {
      return false;
    }
    switch (decide()) {
      case YIELD:
        return true;
      case KILL:
        isKilled = true;
        return false;
      default:
        worker.left = worker.quantum;
        return false;
    }
  }

  /**
   * Goes on in the middle of its turn, or with its next one, if nobody minds.
   *
   * @param fuelLeft 0 or less
   * @return the fuel to go on with; or what is left
   */
  int renew(Worker worker, int fuelLeft) {
    if (settings.interrupts().handler() != null || owner.isListening()) {
      return fuelLeft;
    }
    endSlice(worker, fuelLeft);
    boolean isStopped = isOver(worker) && !beginNextTurn(worker);
    if (isStopped || mustEnd()) { // whoever was asked may have killed it
      return fuelLeft;
    }
    beginSlice(worker);
    return worker.slice;
  }

  private boolean beginNextTurn(Worker worker) {
    long next = worker.next(this, book(worker));
    if (next > 0) {
      worker.begin(this, next, false);
    }
    return next > 0;
  }

  /** Says what follows an interrupt. */
  private InterruptHandler.Decision decide() {
    InterruptSettings interruption = settings.interrupts();
    InterruptHandler handler = interruption.handler();
    int stride = interruption.stride();
    if (handler == null && stride == 1) {
      return InterruptHandler.Decision.YIELD; // as nearly always
    }
    int interrupts = ++occasional().interrupts;
    if (handler != null) {
      return handler.onInterrupt(this, interrupts);
    }
    return interrupts % stride == 0
        ? InterruptHandler.Decision.YIELD
        : InterruptHandler.Decision.CONTINUE;
  }

  /** Takes the state that a turn ended in. */
  private void leave(Execution machine, Execution.@Nullable Outcome outcome) {
    if (outcome == null) {
      if (isKilled) {
        endWith(ProcessState.ERROR, killed());
      } else {
        reportLimit("fuel", settings.limits().fuel());
        endWith(ProcessState.ERROR, outOfFuel());
      }
      return;
    }
    switch (outcome) {
      case FINISHED:
        endWith(
            ProcessState.FINISHED, new ProcessExit(ExitReason.RETURNED, machine.results(), null));
        break;
      case OUT_OF_MEMORY:
        reportLimit("memory", settings.limits().memoryBytes());
        endWith(ProcessState.ERROR, outOfMemory(machine.failure()));
        break;
      case FAILED:
        ProcessExit failed = failed(machine.failure());
        if (failed.error() != null && Execution.isMemoryError(failed.error().value())) {
          reportLimit("memory", settings.limits().memoryBytes());
        }
        endWith(ProcessState.ERROR, failed);
        break;
      case WAITING:
        boolean isOutputFull = isOutputRefused();
        if (isOutputFull) {
          reportLimit("output", settings.limits().outputBytes());
        }
        if (isOutputFull && settings.limits().outputPolicy() == OutputPolicy.END) {
          endWith(ProcessState.ERROR, outputExceeded());
          break;
        }
        state(ProcessState.WAITING);
        Occasional mine = occasional;
        if (mine != null && mine.wakeCall != null) {
          move(ProcessState.WAITING, ProcessState.RESUMABLE);
        }
        endIfKilled(ProcessState.WAITING);
        break;
      default:
        pause();
    }
  }

  private void pause() {
    state(ProcessState.RESUMABLE);
    endIfKilled(ProcessState.RESUMABLE);
  }

  /** Kills from inside its own turn what was asked to be killed meanwhile. */
  private void endIfKilled(ProcessState from) {
    if (isKilled && move(from, ProcessState.ERROR)) {
      conclude(killed());
    }
  }

  private void endWith(ProcessState last, ProcessExit how) {
    state(last);
    conclude(how);
  }

  @SuppressWarnings("unchecked") // nothing but such a future is ever stored
  private void conclude(ProcessExit how) {
    Object waiting = END.getAndSet(this, new Ended(how, memoryBytes()));
    execution = null;
    if (owner.isListening()) {
      ProcessError error = how.error();
      owner.report(
          new Event.Exited(
              pid(), now(), how.reason().name(), fuelUsed, error == null ? null : error.message()));
    }
    if (waiting instanceof CompletableFuture) {
      ((CompletableFuture<ProcessExit>) waiting).complete(how);
    }
  }

  private static ProcessExit failed(Execution.@Nullable Failure failure) {
    if (failure == null) {
      throw new IllegalStateException("failed without a failure");
    }
    LuaValue value = failure.error();
    String message =
        value.isstring() ? value.tojstring() : "(error object is a " + value.typename() + " value)";
    return new ProcessExit(
        failure.bug() == null ? ExitReason.ERROR : ExitReason.INTERNAL_ERROR,
        LuaValue.NONE,
        new ProcessError(message, value, failure.traceback(), failure.bug()));
  }

  private static ProcessExit killed() {
    return ended(ExitReason.KILLED, "killed");
  }

  private ProcessExit outOfFuel() {
    return ended(
        ExitReason.OUT_OF_FUEL, "fuel limit of " + settings.limits().fuel() + " units exceeded");
  }

  private ProcessExit outputExceeded() {
    return ended(
        ExitReason.OUTPUT_LIMIT,
        "output limit of " + settings.limits().outputBytes() + " bytes exceeded");
  }

  private ProcessExit outOfMemory(Execution.@Nullable Failure failure) {
    String message = "memory limit of " + settings.limits().memoryBytes() + " bytes exceeded";
    String traceback = failure == null ? "" : failure.traceback();
    return new ProcessExit(
        ExitReason.OUT_OF_MEMORY,
        LuaValue.NONE,
        new ProcessError(message, LuaValue.valueOf(message), traceback, null));
  }

  private static ProcessExit handlerFailed(RuntimeException problem) {
    String message = "interrupt handler failed: " + problem.getMessage();
    return new ProcessExit(
        ExitReason.INTERNAL_ERROR,
        LuaValue.NONE,
        new ProcessError(message, LuaValue.valueOf(message), "", problem));
  }

  private static ProcessExit ended(ExitReason reason, String message) {
    return new ProcessExit(
        reason, LuaValue.NONE, new ProcessError(message, LuaValue.valueOf(message), "", null));
  }

  /**
   * Ends a process that its policy does not admit. For schedulers.
   *
   * @param why as the process's error says
   */
  public void refuse(AdmissionException why) {
    if (move(ProcessState.RESUMABLE, ProcessState.ERROR)) {
      conclude(ended(ExitReason.NOT_ADMITTED, String.valueOf(why.getMessage())));
    }
  }

  /**
   * Ends the process in ERROR. If it is running it ends before its turn does; the script cannot
   * catch or delay it. Does nothing to a process that has ended. Any thread may call it.
   */
  public void kill() {
    if (!isKilled && !state().isEnded() && owner.isListening()) {
      owner.report(new Event.Killed(pid(), now()));
    }
    isKilled = true;
    if (move(ProcessState.RESUMABLE, ProcessState.ERROR)
        || move(ProcessState.WAITING, ProcessState.ERROR)) {
      conclude(killed());
      owner.onKill(this);
    }
  }

  // ---------------------------------------------------------------- waiting

  /** Lets the process that runs here wait for a stage; see {@link Environment}. */
  static Varargs await(Execution execution, CompletionStage<? extends @Nullable Object> stage) {
    LuaProcess process = ((Machine) execution).process;
    stage.whenComplete((value, problem) -> process.wake(problem != null ? problem : asLua(value)));
    return execution.await();
  }

  /** The answer as results; or why it cannot be, which is an error in the script. */
  private static Object asLua(@Nullable Object value) {
    try {
      return Environment.toLuaList(value);
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  private void wake(Object with) {
    occasional().wakeCall = with;
    if (owner.isListening() && !state().isEnded()) {
      owner.report(new Event.Woken(pid(), now()));
    }
    if (move(ProcessState.WAITING, ProcessState.RESUMABLE)) {
      owner.onWake(this);
    }
  }

  private static void deliver(Execution machine, Object with) {
    if (with instanceof Varargs) {
      machine.wake((Varargs) with);
    } else {
      Throwable problem = (Throwable) with;
      Throwable cause =
          problem instanceof CompletionException && problem.getCause() != null
              ? problem.getCause()
              : problem;
      machine.wakeWithError(String.valueOf(cause.getMessage()));
    }
  }
}
