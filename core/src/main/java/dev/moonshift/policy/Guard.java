package dev.moonshift.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a policy that is not trusted, and takes over when it breaks the contract.
 *
 * <p>It takes over if the policy throws, chooses nobody, a stranger, or somebody who is not queued;
 * grants no fuel, or endless fuel; counts wrongly who is queued; holds everybody back for longer
 * than it says, or for ever; or leaves a task waiting beyond the {@linkplain Promise.BoundedWait
 * bound} that it promises and eight turns of everybody, or, promising none, beyond the guard's
 * patience. From then on the policy is asked nothing more; everybody who is queued, and all who
 * come, take turns in order. Who listens is told once.
 *
 * <p>A policy that does not come back from a call cannot be helped from here, for nothing on this
 * floor has a clock or a thread: {@code TimeLimit}, beside the scheduler, makes such a call fail.
 *
 * <p><b>Promise.</b> While the policy keeps its word, what it promises; from then on, that of
 * {@link RoundRobin}. <b>Cost.</b> O(1) per decision besides that of the policy. <b>Threads.</b>
 * None: the caller holds the lock.
 */
public final class Guard implements SchedulingPolicy {
  /**
   * How many turns of others a task can wait, unless the policy says or the guard is told: in a
   * lottery of a thousand equals somebody waits as long once in e to the thousand.
   */
  public static final long DEFAULT_PATIENCE_TURNS = 1_000_000;

  /**
   * As long as it takes to give so many turns to everybody, nobody asks what was promised: asking
   * in each decision would cost too much.
   */
  private static final long LENIENT_TURNS = 8;

  /**
   * What a policy did.
   *
   * @param policy its class
   * @param problem what it did, or failed to do
   * @param cause what it threw; null if it threw nothing
   */
  public record Fault(String policy, String problem, @Nullable Throwable cause) {}

  private final SchedulingPolicy policy;
  private final long patienceTurns;
  private final Promise.@Nullable BoundedWait promisedWait;
  private Consumer<Fault> listener = fault -> {};
  private @Nullable Fault fault;

  /** All who are queued, the longest waiting first: the order of round robin. */
  private final TaskQueue queue = new TaskQueue();

  private int running;
  private long turns;

  /** Whether several tasks have run at a time: promises in fuel are not about that. */
  private boolean isOverlapping;

  /** Idle time that must yet pass before the policy chooses somebody; 0 if it did not say so. */
  private long holdLeft;

  private boolean isHeld;

  /** What a {@link Load} is made of. */
  private long used;

  private long present;
  private long presentWeight;
  private long arrivals;
  private long arrivedWeight;
  private long largestQuantum = 1;
  private long largestOvershoot;

  /** Guards a policy that does not know any task yet. */
  public Guard(SchedulingPolicy policy) {
    this(policy, DEFAULT_PATIENCE_TURNS);
  }

  /**
   * Guards a policy that does not know any task yet.
   *
   * @param patienceTurns how many turns of others a task may wait if the policy promises no bound
   */
  public Guard(SchedulingPolicy policy, long patienceTurns) {
    if (patienceTurns < 1) {
      throw new IllegalArgumentException("patience must be at least 1, was " + patienceTurns);
    }
    this.policy = policy;
    this.patienceTurns = patienceTurns;
    Promise.BoundedWait wait = null;
    try {
      for (Promise promise : policy.promises()) {
        wait = promise instanceof Promise.BoundedWait bounded ? bounded : wait;
      }
    } catch (RuntimeException e) {
      fail("failed to say what it promises", e);
    }
    promisedWait = wait;
  }

  /** Has somebody told, after those before, when the guard takes over; at once if it has. */
  public void addListener(Consumer<Fault> newListener) {
    listener = listener.andThen(newListener);
    Fault known = fault;
    if (known != null) {
      newListener.accept(known);
    }
  }

  /** Returns what the policy did; null while it did nothing wrong. */
  public @Nullable Fault fault() {
    return fault;
  }

  // ---------------------------------------------------------------- calls

  @Override
  public void enqueue(Task task) {
    Watched known = (Watched) task.note();
    Watched watched = known == null ? new Watched(task) : known;
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    if (fault == null) {
      try {
        policy.enqueue(watched.proxy);
      } catch (AdmissionException e) {
        task.place(Place.AWAY);
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        fail("failed to queue " + task, e);
      }
    }
    task.setNote(watched);
    present++;
    countArrival(watched);
    line(watched);
    checkCount();
  }

  @Override
  public @Nullable Task next() {
    Watched watched = choose();
    if (watched == null) {
      return null;
    }
    watched.task.move(Place.QUEUED, Place.RUNNING, "next");
    watched.leaveQueue();
    turns++;
    if (++running > 1) {
      isOverlapping = true;
    }
    checkCount();
    return watched.task;
  }

  private @Nullable Watched choose() {
    Watched longestWaiting = longestWaiting();
    if (fault != null || longestWaiting == null) {
      return longestWaiting;
    }
    Watched chosen = null;
    try {
      Task task = policy.next();
      if (task == null) {
        return hold(longestWaiting);
      }
      holdLeft = 0;
      isHeld = false;
      if (task instanceof Proxy proxy && proxy.subject instanceof Watched watched) {
        chosen = watched;
      }
      if (chosen == null || chosen.queue != queue) {
        fail("chose " + task + ", which is not queued", null);
      } else {
        checkWait(longestWaiting);
      }
    } catch (RuntimeException | StackOverflowError e) {
      fail("failed to choose among " + queue.size() + " tasks", e);
    }
    return fault == null ? chosen : longestWaiting;
  }

  private @Nullable Watched longestWaiting() {
    Task first = queue.first();
    return first == null ? null : (Watched) first.note();
  }

  /** Accepts that everybody is held back, once and for the time that the policy says. */
  private @Nullable Watched hold(Watched longestWaiting) {
    long needed = policy.idleNeeded();
    if (needed <= 0) {
      fail("chose none of " + queue.size() + " tasks", null);
    } else if (isHeld && holdLeft <= 0) {
      fail("still holds everybody back when the time for that has passed", null);
    } else if (needed > Reservation.MAX_PERIOD) {
      fail("holds everybody back for " + needed, null);
    } else {
      holdLeft = isHeld ? holdLeft : needed;
      isHeld = true;
      return null;
    }
    return longestWaiting;
  }

  @Override
  public long quantum(Task task) {
    Watched watched = Note.known((Watched) task.note(), task);
    watched.given = task.quantum();
    if (fault == null) {
      try {
        long quantum = policy.quantum(watched.proxy);
        if (quantum < 1 || quantum > TaskSettings.MAX_QUANTUM) {
          fail("granted " + quantum + " to " + task, null);
        } else {
          watched.given = quantum;
        }
      } catch (RuntimeException | StackOverflowError e) {
        fail("failed to grant anything to " + task, e);
      }
    }
    largestQuantum = Math.max(largestQuantum, Math.max(watched.given, task.quantum()));
    return watched.given;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Watched watched = Note.known((Watched) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    running--;
    used = Saturated.sum(used, usedFuel);
    largestOvershoot = Math.max(largestOvershoot, usedFuel - watched.given);
    if (stillRunnable) {
      line(watched);
    } else {
      present--;
      presentWeight -= watched.weight;
    }
    if (fault == null) {
      try {
        policy.ran(watched.proxy, usedFuel, stillRunnable);
      } catch (RuntimeException | StackOverflowError e) {
        fail("failed when told of a turn of " + task, e);
      }
    }
    checkCount();
  }

  @Override
  public void remove(Task task) {
    Watched watched = (Watched) task.note();
    if (watched == null) {
      return;
    }
    if (task.forget()) {
      watched.leaveQueue();
      present--;
      presentWeight -= watched.weight;
    }
    if (fault == null) {
      try {
        policy.remove(watched.proxy);
      } catch (RuntimeException | StackOverflowError e) {
        fail("failed to forget " + task, e);
      }
    }
    checkCount();
  }

  @Override
  public void settingsChanged(Task task) {
    Watched watched = (Watched) task.note();
    if (watched == null) {
      return;
    }
    TaskSettings before = watched.proxy.asks();
    watched.proxy.setAsks(task.asks());
    if (fault == null) {
      try {
        policy.settingsChanged(watched.proxy);
      } catch (AdmissionException e) {
        watched.proxy.setAsks(before);
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        fail("failed when told what " + task + " asks for", e);
      }
    }
    if (watched.task.place() != Place.AWAY) {
      presentWeight -= watched.weight;
      countArrival(watched); // a task that is heavier now delays others as a newcomer would
      startWaiting(watched);
    }
    checkCount();
  }

  @Override
  public int runnable() {
    return queue.size();
  }

  @Override
  public void idle(long fuel) {
    holdLeft -= fuel;
    if (fault == null) {
      try {
        policy.idle(fuel);
      } catch (RuntimeException | StackOverflowError e) {
        fail("failed when told of idle time", e);
      }
    }
  }

  @Override
  public long idleNeeded() {
    return fault == null && isHeld ? Math.max(holdLeft, 1) : 0;
  }

  /** What the policy promises about a task, it promises about what it sees of it. */
  @Override
  public List<Promise> promises() {
    if (fault != null) {
      return new RoundRobin().promises();
    }
    List<Promise> promises = new ArrayList<>();
    for (Promise promise : policy.promises()) {
      if (promise instanceof Promise.BoundedWait wait) {
        promises.add(new Promise.BoundedWait((task, load) -> wait.bound().fuel(seen(task), load)));
      } else if (promise instanceof Promise.BoundedLag lag) {
        promises.add(
            new Promise.BoundedLag(task -> lag.books().lag(seen(task)), lag.largestCharge()));
      } else if (promise instanceof Promise.FairGroups fair) {
        promises.add(
            new Promise.FairGroups(fair.share(), task -> fair.books().outermost(seen(task))));
      } else if (promise instanceof Promise.Cap cap) {
        promises.add(new Promise.Cap(task -> cap.allowance().of(seen(task))));
      } else {
        promises.add(promise);
      }
    }
    return promises;
  }

  private static Task seen(Task task) {
    return task.note() instanceof Watched watched ? watched.proxy : task;
  }

  // ---------------------------------------------------------------- checks

  private void fail(String problem, @Nullable Throwable cause) {
    if (fault != null) {
      return;
    }
    Fault found = new Fault(policy.getClass().getSimpleName(), problem, cause);
    fault = found;
    listener.accept(found);
  }

  private void checkCount() {
    if (fault != null) {
      return;
    }
    try {
      int count = policy.runnable();
      if (count != queue.size()) {
        fail("says that " + count + " tasks are queued, " + queue.size() + " are", null);
      }
    } catch (RuntimeException | StackOverflowError e) {
      fail("failed to say how many are queued", e);
    }
  }

  private void checkWait(Watched watched) {
    long waitedTurns = turns - watched.turnsBefore;
    Promise.BoundedWait promised = promisedWait;
    if (promised == null || isOverlapping) {
      if (waitedTurns > patienceTurns) {
        fail("let " + watched.task + " wait for " + waitedTurns + " turns", null);
      }
      return;
    }
    long waited = used - watched.usedBefore;
    long largestTurn = Saturated.sum(largestQuantum, largestOvershoot);
    if (waited <= Saturated.product(LENIENT_TURNS * present, largestTurn)) {
      return;
    }
    Load load =
        new Load(
            watched.presentThen + arrivals - watched.arrivalsBefore,
            watched.weightThen + arrivedWeight - watched.arrivedWeightBefore,
            largestTurn);
    long bound = promised.bound().fuel(watched.proxy, load);
    if (waited > bound) {
      fail("let " + watched.task + " wait for " + waited + " fuel, not " + bound, null);
    }
  }

  private void line(Watched watched) {
    watched.join(queue);
    startWaiting(watched);
  }

  private void startWaiting(Watched watched) {
    watched.turnsBefore = turns;
    watched.usedBefore = used;
    watched.presentThen = present;
    watched.weightThen = presentWeight;
    watched.arrivalsBefore = arrivals;
    watched.arrivedWeightBefore = arrivedWeight;
  }

  private void countArrival(Watched watched) {
    watched.weight = watched.task.weight();
    presentWeight += watched.weight;
    arrivals++;
    arrivedWeight += watched.weight;
    largestQuantum = Math.max(largestQuantum, watched.task.quantum());
  }

  /** A task, and what the policy sees of it. */
  private static final class Watched extends TaskQueue.Entry {
    final Proxy proxy;
    int weight;
    long given;
    long turnsBefore;
    long usedBefore;
    long presentThen;
    long weightThen;
    long arrivalsBefore;
    long arrivedWeightBefore;

    Watched(Task task) {
      super(task);
      proxy = new Proxy(task, this);
    }
  }
}
