package dev.moonshift.policy;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a caller and a policy, passes on every call, and checks after each what the policy
 * promises. It keeps books of its own, so a policy cannot talk itself out of a broken promise.
 *
 * <p>The first violation is kept; auditing ends with it. While several tasks run at a time nothing
 * is checked, and what was measured until then is forgotten: see {@link Promise}.
 *
 * <p><b>Cost.</b> O(n) for each call, and allocates: for tests and comparisons. Pairs of tasks are
 * compared among the first {@link PairAudit#CAPACITY} that are there. <b>Threads.</b> None.
 */
public final class Auditor implements SchedulingPolicy {
  private final SchedulingPolicy policy;
  private final long largestCharge;
  private final Map<Task, TaskAudit> audits = new IdentityHashMap<>();
  private final List<TaskAudit> present = new ArrayList<>();
  private final PairAudit pairs = new PairAudit();
  private final GroupAudit groups = new GroupAudit();
  private final int[] queuedAt = new int[TaskSettings.MAX_PRIORITY + 1];
  private @Nullable Violation violation;

  /** Fuel used by all. */
  private long used;

  private long idle;
  private long turns;
  private int running;
  private boolean isOverlapping;

  /** How many became runnable or changed their weight so far, and what they weighed. */
  private long arrivals;

  private long arrivedWeight;
  private long weight;
  private long largestOvershoot;
  private long largestQuantum = 1;

  /**
   * Audits a policy that does not know any task yet; takes the largest charge from what it sees.
   */
  public Auditor(SchedulingPolicy policy) {
    this(policy, 0);
  }

  /**
   * Audits a policy that does not know any task yet.
   *
   * @param largestCharge how far a turn can overrun its quantum at least; 0 or more
   */
  public Auditor(SchedulingPolicy policy, long largestCharge) {
    this.policy = policy;
    this.largestCharge = largestCharge;
  }

  /** Returns the first promise that was broken; null if none was. */
  public @Nullable Violation violation() {
    return violation;
  }

  /** Returns the fuel used so far, and the idle time. */
  public long now() {
    return used + idle;
  }

  // ---------------------------------------------------------------- calls

  @Override
  public void enqueue(Task task) {
    policy.enqueue(task);
    TaskAudit audit = audits.computeIfAbsent(task, TaskAudit::new);
    audit.settings = task.asks();
    expect(audit, task.quantum());
    present.add(audit);
    arrivals++;
    arrivedWeight += audit.settings.weight();
    weight += audit.settings.weight();
    audit.release(now());
    startWaiting(audit);
    audit.slot = pairs.join(task);
    followGroups();
  }

  @Override
  public @Nullable Task next() {
    followGroups();
    Task task = policy.next();
    TaskAudit audit = task == null ? null : audits.get(task);
    if (audit == null) {
      return task; // a stranger is the caller's to refuse
    }
    if (++running > 1) {
      isOverlapping = true;
    }
    turns++;
    check(promise -> checkChoice(promise, audit));
    audit.isQueued = false;
    queuedAt[audit.settings.priority()]--;
    return task;
  }

  @Override
  public long quantum(Task task) {
    long quantum = policy.quantum(task);
    TaskAudit audit = audits.get(task);
    if (audit != null) {
      audit.quantum = quantum;
      expect(audit, quantum);
    }
    return quantum;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    followGroups();
    policy.ran(task, usedFuel, stillRunnable);
    TaskAudit audit = audits.get(task);
    if (audit == null) {
      return;
    }
    running--;
    used += usedFuel;
    largestOvershoot = Math.max(largestOvershoot, usedFuel - audit.quantum);
    audit.quantum = 0;
    audit.jobUsed += usedFuel;
    pairs.ran(audit.slot, usedFuel);
    groups.ran(task, usedFuel);
    check(promise -> checkTurn(promise, audit, usedFuel, stillRunnable));
    if (stillRunnable) {
      startWaiting(audit);
    } else {
      leave(audit);
    }
    followGroups();
    check(promise -> checkQueue(promise));
    if (isOverlapping && running == 0) {
      restart();
    }
  }

  @Override
  public void remove(Task task) {
    policy.remove(task);
    TaskAudit audit = audits.remove(task);
    if (audit != null && audit.isQueued) {
      audit.isQueued = false;
      queuedAt[audit.settings.priority()]--;
      leave(audit);
    }
    followGroups();
  }

  @Override
  public void settingsChanged(Task task) {
    policy.settingsChanged(task);
    TaskAudit audit = audits.get(task);
    if (audit == null) {
      return;
    }
    TaskSettings before = audit.settings;
    audit.settings = task.asks();
    expect(audit, task.quantum());
    if (audit.isQueued && before.priority() != audit.settings.priority()) {
      queuedAt[before.priority()]--;
      queuedAt[audit.settings.priority()]++;
      audit.queuedSince = used;
    }
    if (before.weight() != audit.settings.weight() && present.contains(audit)) {
      weight += audit.settings.weight() - before.weight();
      arrivals++; // a task that is heavier now delays others as a newcomer would
      arrivedWeight += audit.settings.weight();
      pairs.restart(audit.slot);
    }
    if (!audit.settings.equals(before)) {
      audit.waitingSince = used;
      audit.isJobJudged = false;
      audit.cap.clear();
      audit.restartLoad();
    }
    followGroups();
  }

  @Override
  public int runnable() {
    return policy.runnable();
  }

  @Override
  public void idle(long fuel) {
    policy.idle(fuel);
    idle += fuel;
  }

  @Override
  public long idleNeeded() {
    return policy.idleNeeded();
  }

  @Override
  public List<Promise> promises() {
    return policy.promises();
  }

  // ---------------------------------------------------------------- books

  private void startWaiting(TaskAudit audit) {
    audit.isQueued = true;
    queuedAt[audit.settings.priority()]++;
    audit.waitingSince = used;
    audit.queuedSince = used;
    audit.restartLoad();
  }

  private void leave(TaskAudit audit) {
    present.remove(audit);
    weight -= audit.settings.weight();
    pairs.leave(audit.slot);
    audit.slot = PairAudit.NONE;
  }

  private void restart() {
    isOverlapping = false;
    pairs.restart();
    groups.restart();
    for (TaskAudit audit : present) {
      audit.waitingSince = used;
      audit.isJobJudged = false;
      audit.restartLoad();
    }
  }

  private void followGroups() {
    for (Promise promise : policy.promises()) {
      if (violation == null && promise instanceof Promise.FairGroups fair) {
        groups.follow(present.stream().map(audit -> audit.task).toList(), fair.books());
      }
    }
  }

  private void expect(TaskAudit audit, long quantum) {
    audit.largestQuantum = Math.max(audit.largestQuantum, quantum);
    largestQuantum = Math.max(largestQuantum, quantum);
  }

  private long largestTurn() {
    return largestQuantum + Math.max(largestCharge, largestOvershoot);
  }

  private long largestTurn(TaskAudit audit) {
    return audit.largestQuantum + Math.max(largestCharge, largestOvershoot);
  }

  // ---------------------------------------------------------------- checks

  @FunctionalInterface
  private interface Check {
    void of(Promise promise);
  }

  private void check(Check check) {
    if (isOverlapping) {
      return;
    }
    for (Promise promise : policy.promises()) {
      if (violation == null) {
        check.of(promise);
      }
    }
  }

  private void checkChoice(Promise promise, TaskAudit chosen) {
    if (promise instanceof Promise.BoundedWait wait) {
      checkWait(wait, chosen);
    } else if (promise instanceof Promise.UrgentFirst urgent) {
      int level = chosen.settings.priority();
      int highest = queuedAt.length - 1;
      while (queuedAt[highest] == 0) {
        highest--;
      }
      if (highest > level && used - chosen.queuedSince < urgent.patience()) {
        broken(promise, chosen.task, highest, level, "a task of priority %d waits, %d was chosen");
      }
    } else if (promise instanceof Promise.Odds) {
      checkOdds(promise, chosen);
    }
  }

  private void checkWait(Promise.BoundedWait promise, TaskAudit audit) {
    long waited = used - audit.waitingSince;
    Load load =
        new Load(
            audit.loadTasks + arrivals - audit.arrivalsBefore,
            audit.loadWeight + arrivedWeight - audit.weightBefore,
            largestTurn());
    long bound = promise.bound().fuel(audit.task, load);
    if (waited > bound) {
      broken(promise, audit.task, waited, bound, "waited for %d fuel, was promised at most %d");
    }
  }

  private void checkTurn(Promise promise, TaskAudit audit, long usedFuel, boolean stillRunnable) {
    if (promise instanceof Promise.FairShare share) {
      PairAudit.Gap gap = pairs.worst(audit.slot, share, slot -> largestTurn(slot));
      if (gap != null) {
        broken(promise, audit.task, gap.actual(), gap.bound(), gap.text());
      }
    } else if (promise instanceof Promise.FairGroups fair) {
      PairAudit.Gap gap =
          groups.worst(audit.task, fair.share(), group -> Math.max(largestTurn(), group.quantum()));
      if (gap != null) {
        broken(promise, audit.task, gap.actual(), gap.bound(), gap.text());
      }
    } else if (promise instanceof Promise.EqualTurns) {
      PairAudit.Gap gap = pairs.worstTurns(audit.slot);
      if (gap != null) {
        broken(promise, audit.task, gap.actual(), gap.bound(), gap.text());
      }
    } else if (promise instanceof Promise.BoundedLag lag) {
      checkLag(lag, audit);
    } else if (promise instanceof Promise.Cap cap) {
      long excess = audit.cap.use(cap.allowance().of(audit.task), now(), usedFuel);
      long bound = largestTurn(audit);
      if (excess > bound) {
        broken(promise, audit.task, excess, bound, "went %d fuel beyond its cap, %d is allowed");
      }
    } else if (promise instanceof Promise.Deadlines && audit.isOverdue(now(), stillRunnable)) {
      broken(promise, audit.task, now(), audit.deadline, "got its budget at %d, was due at %d");
    }
  }

  /** What can be broken to somebody who waits. */
  private void checkQueue(Promise promise) {
    for (TaskAudit audit : present) {
      if (violation != null) {
        return;
      }
      if (promise instanceof Promise.BoundedWait wait && audit.isQueued) {
        checkWait(wait, audit);
      } else if (promise instanceof Promise.BoundedLag lag) {
        checkLag(lag, audit);
      } else if (promise instanceof Promise.Deadlines && audit.isOverdue(now(), true)) {
        broken(promise, audit.task, now(), audit.deadline, "at %d its budget was due since %d");
      }
    }
  }

  private void checkLag(Promise.BoundedLag promise, TaskAudit audit) {
    long lag = promise.books().lag(audit.task);
    long bound = Math.max(largestTurn(), largestQuantum + promise.largestCharge());
    if (Math.abs(lag) > bound) {
      broken(promise, audit.task, lag, bound, "lag is %d fuel, was promised within %d");
    }
  }

  private void checkOdds(Promise promise, TaskAudit chosen) {
    double total = 0;
    for (TaskAudit audit : present) {
      total += audit.isQueued ? audit.settings.weight() : 0;
    }
    for (TaskAudit audit : present) {
      if (audit.isQueued) {
        double chance = audit.settings.weight() / total;
        audit.expectedWins += chance;
        audit.variance += chance * (1 - chance);
      }
    }
    chosen.wins++;
    double deviation = Math.abs(chosen.wins - chosen.expectedWins);
    double bound = Promise.Odds.bound(chosen.variance);
    if (deviation > bound) {
      broken(
          promise,
          chosen.task,
          (long) deviation,
          (long) bound,
          "is %d turns off its chances, %d are likely");
    }
  }

  private void broken(Promise promise, Task task, long actual, long bound, String format) {
    String what = String.format(format, actual, bound);
    String text =
        String.format(
            "%s, after %d turns and %d fuel: %s (broken: %s)",
            task, turns, now(), what, promise.text());
    violation = new Violation(promise, task, turns, now(), actual, bound, text);
  }

  private long largestTurn(Task task) {
    TaskAudit audit = audits.get(task);
    return audit == null ? largestTurn() : largestTurn(audit);
  }

  /** What is known of one task. */
  private final class TaskAudit {
    final Task task;
    TaskSettings settings;
    boolean isQueued;
    int slot = PairAudit.NONE;
    long quantum;
    long largestQuantum;

    /** What everybody had used when it was queued, or asked for something else. */
    long waitingSince;

    /** What everybody had used when it was queued at its level. */
    long queuedSince;

    long loadTasks;
    long loadWeight;
    long arrivalsBefore;
    long weightBefore;

    double expectedWins;
    double variance;
    long wins;

    /** Its present job: from waking up until it sleeps again. */
    long jobUsed;

    boolean isJobJudged;
    long deadline;

    /** When the budgets that earlier jobs used are made up for. */
    long cleanAt;

    final CapAudit cap = new CapAudit();

    TaskAudit(Task task) {
      this.task = task;
      settings = task.asks();
      largestQuantum = task.quantum(); // what its first turn can use, while it waits for that
    }

    void restartLoad() {
      loadTasks = present.size();
      loadWeight = weight;
      arrivalsBefore = arrivals;
      weightBefore = arrivedWeight;
    }

    void release(long now) {
      jobUsed = 0;
      Reservation reservation = settings.reservation();
      isJobJudged = reservation != null && now >= cleanAt && !isOverlapping;
      if (reservation != null) {
        deadline = now + reservation.period();
        cleanAt = Math.max(cleanAt, now) + reservation.period();
      }
    }

    boolean isOverdue(long now, boolean stillRunnable) {
      Reservation reservation = settings.reservation();
      if (!isJobJudged || reservation == null) {
        return false;
      }
      if (jobUsed > reservation.budget() || (jobUsed == reservation.budget() && stillRunnable)) {
        isJobJudged = false; // it overran: for some periods it is not judged
        long periods = largestTurn(this) / reservation.budget() + 2;
        cleanAt = now + Saturated.product(periods, reservation.period());
        return jobUsed == reservation.budget() && now > deadline;
      }
      return now > deadline;
    }
  }
}
