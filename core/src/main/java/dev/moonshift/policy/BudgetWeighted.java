package dev.moonshift.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares fuel in proportion to weight, by a budget for each period.
 *
 * <p>In every period a task may use {@code weight * fuelPerWeight} fuel. It does so in turns of at
 * most one quantum, taken by rotation with the others, so that a heavy task does not hold up the
 * light ones for its whole budget. What is left of the budget is its <em>deficit</em>. Who has used
 * it up waits for the next period; that begins as soon as nobody has any left, so nobody idles
 * while there is work.
 *
 * <p>A turn that used more than it was given leaves a debt, which later budgets pay first. Unspent
 * budget stays with a task that yields, or that sleeps and wakes within the period; a period that
 * ends while it is asleep takes it along. A newcomer, and a sleeper from an earlier period, joins
 * with the next period: neither brings credit, and a flood of them cannot stretch the present one.
 *
 * <p><b>Promise.</b> Let {@code Q} be a task's budget and {@code m} the quantum plus the largest
 * charge that cannot be divided. After {@code k} periods in which the task was always runnable it
 * has received {@code S} with {@code k*Q - m <= S <= k*Q + m}; at the very end of a period even
 * {@code k*Q <= S}. It waits for at most the budgets of the others and one {@code m} each. A new
 * weight counts from the next period, save that it caps what is left of this one.
 *
 * <p>With a <em>cap</em>, periods also last for some time at least, in which nobody gets more than
 * its budget, even if all others sleep: in any window of length {@code t} a task receives at most
 * {@code 2*Q + Q/period * t + m}. Nothing is kept for later periods then, and who comes while a
 * period lasts has its budget in it at once.
 *
 * <p><b>Cost.</b> O(1) per decision while no turn overshoots by more than the budget of a period; a
 * task with a larger debt is passed over once in each period that it sits out. <b>Threads.</b>
 * None: the caller holds the lock.
 *
 * <p>After Shreedhar and Varghese, <cite>Efficient Fair Queuing Using Deficit Round-Robin</cite>,
 * 1996.
 */
public final class BudgetWeighted implements SchedulingPolicy {
  /**
   * The budget of a task of weight 1, unless told: one turn of the usual quantum in each period.
   */
  public static final long DEFAULT_FUEL_PER_WEIGHT = 10_000;

  /**
   * The largest budget per weight: two budgets of the heaviest task are still far from overflow.
   */
  public static final long MAX_FUEL_PER_WEIGHT = 1L << 40;

  private final long fuelPerWeight;

  /** How long a period lasts at least; 0 without a cap. */
  private final long capPeriod;

  /**
   * Those that may still run in this period; all with a deficit, once this period's budget is
   * added.
   */
  private TaskQueue current = new TaskQueue();

  /** Those that wait for the next period; none has a deficit, some have a debt. */
  private TaskQueue upcoming = new TaskQueue();

  private long period;

  /** Fuel used by all, and idle time. */
  private long now;

  private long periodBegan;

  /** The first period in which one of the upcoming can run; too early does no harm. */
  private long nextPeriod = Long.MAX_VALUE;

  /** Creates a policy with the default budget. */
  public BudgetWeighted() {
    this(DEFAULT_FUEL_PER_WEIGHT);
  }

  /**
   * Creates a policy that gives every task {@code weight * fuelPerWeight} fuel in each period. A
   * small value makes short periods and, below the quantum, short turns.
   */
  public BudgetWeighted(long fuelPerWeight) {
    this(fuelPerWeight, 0);
  }

  /** Creates a policy with a cap on each task; see there. */
  public static BudgetWeighted capped(long fuelPerWeight, long period) {
    if (period < 1 || period > Reservation.MAX_PERIOD) {
      throw new IllegalArgumentException(
          String.format("period must be between 1 and %d, was %d", Reservation.MAX_PERIOD, period));
    }
    return new BudgetWeighted(fuelPerWeight, period);
  }

  private BudgetWeighted(long fuelPerWeight, long capPeriod) {
    if (fuelPerWeight < 1 || fuelPerWeight > MAX_FUEL_PER_WEIGHT) {
      throw new IllegalArgumentException(
          String.format(
              "fuel per weight must be between 1 and %d, was %d",
              MAX_FUEL_PER_WEIGHT, fuelPerWeight));
    }
    this.fuelPerWeight = fuelPerWeight;
    this.capPeriod = capPeriod;
  }

  @Override
  public void enqueue(Task task) {
    Account account = (Account) task.note();
    if (account == null) {
      account = new Account(task, period);
      account.period -= lasts() ? 1 : 0; // it has its budget in this one
      task.setNote(account);
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    if (account.period != period) {
      account.deficit = Math.min(account.deficit, 0);
      if (lasts()) {
        refill(account);
      }
    }
    line(account);
  }

  @Override
  public @Nullable Task next() {
    while (true) {
      Task first = current.first();
      if (first == null) {
        if (upcoming.size() == 0 || idleNeeded() > 0) {
          return null;
        }
        startPeriod();
        continue;
      }
      Account account = Note.known((Account) first.note(), first);
      current.removeFirst(); // nobody asks for its queue until it joins the next
      refill(account);
      if (account.deficit > 0) {
        account.task.move(Place.QUEUED, Place.RUNNING, "next");
        return first;
      }
      line(account);
    }
  }

  @Override
  public long quantum(Task task) {
    return Math.min(task.quantum(), Note.known((Account) task.note(), task).deficit);
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Account account = Note.known((Account) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    now = Saturated.sum(now, usedFuel);
    account.deficit -= usedFuel; // it was positive, so this cannot overflow
    if (stillRunnable) {
      refill(account); // with several workers, a period can end while a turn goes on
      line(account);
    }
  }

  @Override
  public void remove(Task task) {
    Account account = (Account) task.note();
    if (account != null && task.forget()) {
      account.leaveQueue();
    }
  }

  @Override
  public void settingsChanged(Task task) {
    Account account = (Account) task.note();
    if (account != null) {
      account.deficit = Math.min(account.deficit, budget(account));
      expect(account); // a heavier task pays its debt sooner
    }
  }

  @Override
  public int runnable() {
    return current.size() + upcoming.size();
  }

  @Override
  public void idle(long fuel) {
    now = Saturated.sum(now, fuel);
  }

  @Override
  public long idleNeeded() {
    if (capPeriod == 0 || current.size() > 0 || upcoming.size() == 0) {
      return 0;
    }
    long periods = Math.max(period + 1, nextPeriod) - period;
    long ends = Saturated.sum(periodBegan, Saturated.product(periods, capPeriod));
    return Math.max(0, ends - now);
  }

  @Override
  public List<Promise> promises() {
    Promise share = new Promise.FairShare(2 * fuelPerWeight, 1);
    Promise wait = new Promise.BoundedWait(this::longestWait);
    return capPeriod == 0
        ? List.of(share, wait)
        : List.of(share, wait, new Promise.Cap(this::allowance));
  }

  private Reservation allowance(Task task) {
    return new Reservation(Math.min(task.weight() * fuelPerWeight, capPeriod), capPeriod);
  }

  /** Whether there is a cap, and the present period is not over yet. */
  private boolean lasts() {
    return capPeriod > 0 && now - periodBegan < capPeriod;
  }

  /** Two budgets of the others, one more for each that it owes, and a turn of each. */
  private long longestWait(Task task, Load load) {
    long othersBudget = Saturated.product(load.weight() - task.weight(), fuelPerWeight);
    long periods = 2 + load.largestTurn() / (task.weight() * fuelPerWeight);
    return Saturated.sum(
        Saturated.product(periods, othersBudget),
        Saturated.product(load.tasks() - 1, load.largestTurn()));
  }

  /**
   * Returns the number of the period; it only grows, and skips periods in which nobody could run.
   */
  long period() {
    return period;
  }

  private long budget(Account account) {
    return account.task.weight() * fuelPerWeight;
  }

  private void line(Account account) {
    if (account.deficit > 0) {
      account.join(current);
    } else {
      account.join(upcoming);
      expect(account);
    }
  }

  private void startPeriod() {
    TaskQueue empty = current;
    current = upcoming;
    upcoming = empty;
    period = Math.max(period + 1, nextPeriod);
    nextPeriod = Long.MAX_VALUE;
    periodBegan = now;
  }

  /**
   * Adds the budgets of the periods since the last refill, so far as they do not become a hoard.
   */
  private void refill(Account account) {
    long periods = period - account.period;
    if (periods == 0) {
      return;
    }
    account.period = period;
    long budget = budget(account);
    if (capPeriod > 0 && account.deficit > 0) {
      account.deficit = budget;
    } else if (account.deficit > 0) {
      account.deficit = Math.min(account.deficit, budget) + budget;
    } else {
      account.deficit += Math.min(periods, periodsInDebt(account)) * budget;
    }
  }

  private void expect(Account account) {
    nextPeriod = Math.min(nextPeriod, account.period + periodsInDebt(account));
  }

  /** Returns how many budgets it takes until there is a deficit again; at least 1. */
  private long periodsInDebt(Account account) {
    return Math.max(0, -account.deficit) / budget(account) + 1;
  }

  private static final class Account extends TaskQueue.Entry {
    /** What may still be used of the budgets so far; below 0, a debt. */
    long deficit;

    /** The last period whose budget is in the deficit. */
    long period;

    Account(Task task, long period) {
      super(task);
      this.period = period;
    }
  }
}
