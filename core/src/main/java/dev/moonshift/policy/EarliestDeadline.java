package dev.moonshift.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives tasks the fuel they have reserved, before the end of each of their periods.
 *
 * <p>A task with a {@linkplain TaskSettings#reservation reservation} has a server: a budget and a
 * deadline. When it wakes and could not have kept a fair pace with what is left until the deadline,
 * the server is filled up and the deadline is one period away. Among all tasks that are queued and
 * have budget left the earliest deadline runs. Who has used up its budget gets the next one at the
 * deadline, with a deadline one period later; until then it is an <em>idler</em>. Idlers and tasks
 * without reservation take turns with what nobody has reserved; they too have a server, for a
 * twentieth of all fuel, so that they do not starve.
 *
 * <p>A reservation is refused with an {@link AdmissionException} if the promise could not be kept:
 * let {@code c} be the largest charge that is not divided, {@code m} the longest turn, and {@code
 * T} the shortest period. Then {@code budget/period + c/T} of all tasks with reservations and of
 * the idlers may be no more than {@code 1 - m/T}; the last term is for a turn that is going on when
 * somebody wakes. What a task reserved that goes away is free again at its deadline. Another
 * reservation counts from the next period.
 *
 * <p><b>Promise.</b> A task that wakes up at most once a period, and then needs at most its budget,
 * has it before the period ends, whatever all others do: who uses more harms only itself. Nobody
 * starves. <b>Cost.</b> O(log n) per decision. <b>Threads.</b> None: the caller holds the lock.
 *
 * <p>After Abeni and Buttazzo, <cite>Integrating Multimedia Applications in Hard Real-Time
 * Systems</cite>, 1998, where a server without budget runs on at a later deadline; here it waits
 * for that time, as in Rajkumar, Juvva, Molano and Oikawa, <cite>Resource Kernels</cite>, 1998, so
 * that nobody gets ahead so far that it starves when others come. The blocking term is Baker's,
 * <cite>Stack-Based Scheduling of Realtime Processes</cite>, 1991.
 */
public final class EarliestDeadline implements SchedulingPolicy {
  /** The longest turn, unless told: the usual quantum. */
  public static final long DEFAULT_LONGEST_TURN = 10_000;

  /** How far a turn can overrun its quantum, unless told. */
  public static final long DEFAULT_LARGEST_CHARGE = 1_000;

  /** The shortest period, unless told: a turn that is in the way takes less than a twentieth. */
  public static final long DEFAULT_SHORTEST_PERIOD = 250_000;

  /** The part of all fuel that idlers are sure of is one in this many. */
  private static final int IDLERS_SHARE = 20;

  /** Shares are counted in these, and rounded up: a sum of thousands is exact to a thousandth. */
  private static final long WHOLE = 1L << 22;

  /** More than any turn uses, or idle time lasts; so time cannot overflow. */
  private static final long MAX_TURN = 1L << 48;

  private final long longestTurn;
  private final long shortestPeriod;

  /** What every reservation costs besides its share. */
  private final long overhead;

  /** The shares that can be given away. */
  private final long available;

  /** Those with budget left, by deadline. */
  private final Tournament<Server> ready = new Tournament<>();

  /** Those that are queued without budget, by deadline: then they get the next. */
  private final Tournament<Server> exhausted = new Tournament<>();

  /** Those whose task is gone, by the deadline at which their share is free. */
  private final Tournament<Server> gone = new Tournament<>();

  /** Those without reservation or without budget. */
  private final TaskQueue idlers = new TaskQueue();

  /** That of the idlers; in no tournament. */
  private final Server idlersServer;

  /** The shares that are given away, in parts of {@link #WHOLE}. */
  private long reserved;

  private long now;
  private int queued;

  /** Creates a policy for usual quanta and periods of at least 250,000. */
  public EarliestDeadline() {
    this(DEFAULT_LONGEST_TURN, DEFAULT_LARGEST_CHARGE, DEFAULT_SHORTEST_PERIOD);
  }

  /**
   * Creates a policy.
   *
   * @param longestTurn turns get no more fuel than this; 1 or more
   * @param largestCharge how far a turn can overrun its fuel; 0 or more
   * @param shortestPeriod of all reservations; at least twice the sum of the others, so that there
   *     is something to reserve
   */
  public EarliestDeadline(long longestTurn, long largestCharge, long shortestPeriod) {
    if (longestTurn < 1 || longestTurn > TaskSettings.MAX_QUANTUM) {
      throw new IllegalArgumentException(
          String.format(
              "longest turn must be between 1 and %d, was %d",
              TaskSettings.MAX_QUANTUM, longestTurn));
    }
    if (largestCharge < 0 || largestCharge > TaskSettings.MAX_QUANTUM) {
      throw new IllegalArgumentException(
          String.format(
              "largest charge must be between 0 and %d, was %d",
              TaskSettings.MAX_QUANTUM, largestCharge));
    }
    long least = 2 * (longestTurn + largestCharge);
    if (shortestPeriod < least || shortestPeriod > Reservation.MAX_PERIOD) {
      throw new IllegalArgumentException(
          String.format(
              "shortest period must be between %d and %d, was %d",
              least, Reservation.MAX_PERIOD, shortestPeriod));
    }
    this.longestTurn = longestTurn;
    this.shortestPeriod = shortestPeriod;
    overhead = share(largestCharge, shortestPeriod);
    long idlersPeriod = Math.max(shortestPeriod, longestTurn * IDLERS_SHARE);
    Task nobody = new Task(-1, "idlers", TaskSettings.DEFAULT);
    idlersServer =
        new Server(nobody, new Reservation(idlersPeriod / IDLERS_SHARE, idlersPeriod), 0);
    available =
        WHOLE
            - share(longestTurn + largestCharge, shortestPeriod)
            - share(idlersServer.reservation);
  }

  // ---------------------------------------------------------------- calls

  @Override
  public void enqueue(Task task) {
    Standing standing = (Standing) task.note();
    if (standing == null) {
      standing = new Standing(task);
      Reservation asked = task.asks().reservation();
      if (asked != null) {
        standing.server = new Server(task, asked, claim(task, asked, 0, 0));
      }
      task.setNote(standing);
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    if (standing.server != null) {
      standing.server.wake();
    }
    queued++;
    line(standing);
  }

  @Override
  public @Nullable Task next() {
    while (exhausted.size() > 0 && exhausted.firstKey() <= now) {
      Server server = exhausted.first();
      Standing standing = server == null ? null : (Standing) server.task.note();
      if (standing != null) {
        leaveLine(standing);
        line(standing);
      }
    }
    Standing standing = choose();
    if (standing == null) {
      return null;
    }
    standing.task.move(Place.QUEUED, Place.RUNNING, "next");
    leaveLine(standing);
    queued--;
    return standing.task;
  }

  /** Returns who is next, and notes at whose expense. */
  private @Nullable Standing choose() {
    Task longestIdle = idlers.first();
    Standing idler = longestIdle == null ? null : (Standing) longestIdle.note();
    Server earliest = ready.first();
    if (earliest == null) {
      if (idler != null) {
        idler.payer = null; // nobody else wants it
      }
      return idler;
    }
    if (idler != null) {
      idlersServer.refill();
      if (idlersServer.left > 0 && idlersServer.deadline < earliest.deadline) {
        idler.payer = idlersServer;
        return idler;
      }
    }
    Standing standing = (Standing) earliest.task.note();
    if (standing != null) {
      standing.payer = earliest;
    }
    return standing;
  }

  @Override
  public long quantum(Task task) {
    Standing standing = Note.known((Standing) task.note(), task);
    long most = Math.min(task.quantum(), longestTurn);
    return standing.payer == null ? most : Math.min(most, standing.payer.left);
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Standing standing = Note.known((Standing) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    long used = Math.min(usedFuel, MAX_TURN);
    now += used;
    if (standing.payer != null) {
      standing.payer.left -= used;
    }
    if (stillRunnable) {
      queued++;
      line(standing);
    }
  }

  @Override
  public void remove(Task task) {
    Standing standing = (Standing) task.note();
    if (standing == null) {
      return;
    }
    if (task.forget()) {
      leaveLine(standing);
      queued--;
    }
    dismiss(standing);
  }

  @Override
  public void settingsChanged(Task task) {
    Standing standing = (Standing) task.note();
    if (standing == null) {
      return;
    }
    Server server = standing.server;
    Reservation asked = task.asks().reservation();
    if (server != null && asked != null) {
      server.claimed = claim(task, asked, server.claimed, share(server.reservation));
      server.asked = asked;
    } else if (server != null || asked != null) {
      long claimed = asked == null ? 0 : claim(task, asked, 0, 0);
      boolean isQueued = standing.task.place() == Place.QUEUED;
      if (isQueued) {
        leaveLine(standing);
      }
      dismiss(standing);
      if (asked != null) {
        standing.server = new Server(task, asked, claimed);
        standing.server.wake();
      }
      if (isQueued) {
        line(standing);
      }
    }
  }

  @Override
  public int runnable() {
    return queued;
  }

  @Override
  public void idle(long fuel) {
    now += Math.min(fuel, MAX_TURN);
  }

  @Override
  public List<Promise> promises() {
    return List.of(new Promise.Deadlines(), new Promise.BoundedWait(this::longestWait));
  }

  /** Whoever has no budget waits until the idlers before it had theirs, or for its own. */
  private long longestWait(Task task, Load load) {
    Reservation own = task.asks().reservation();
    Reservation waited = own == null ? idlersServer.reservation : own;
    long ahead = own == null ? load.tasks() : 1;
    long periods = Saturated.product(ahead, load.largestTurn()) / waited.budget() + 3;
    return Saturated.sum(Saturated.product(periods, waited.period()), load.largestTurn());
  }

  // ---------------------------------------------------------------- queues

  private void line(Standing standing) {
    Server server = standing.server;
    if (server != null) {
      server.refill();
      if (server.left > 0) {
        ready.add(server, server.deadline);
        return;
      }
      exhausted.add(server, server.deadline);
    }
    if (idlers.size() == 0) {
      idlersServer.wake();
    }
    standing.join(idlers);
  }

  private void leaveLine(Standing standing) {
    standing.leaveQueue();
    Server server = standing.server;
    if (server != null && server.isSeated()) {
      (server.left > 0 ? ready : exhausted).remove(server);
    }
  }

  // ---------------------------------------------------------------- admission

  /**
   * Gives away a share.
   *
   * @param claimed what of it the task has already
   * @param least what it keeps for the present period
   * @return what the task has then
   */
  private long claim(Task task, Reservation asked, long claimed, long least) {
    if (asked.period() < shortestPeriod) {
      throw new AdmissionException(
          String.format(
              "the period of a reservation must be at least %d, was %d (%s)",
              shortestPeriod, asked.period(), task));
    }
    reclaim();
    long wanted = Math.max(share(asked), least);
    long left = available - reserved + claimed;
    if (wanted > left) {
      throw new AdmissionException(
          String.format(
              Locale.ROOT,
              "a reservation must be at most what is left, %.2f %% of all fuel, was %s, which takes"
                  + " %.2f %% (%s)",
              left * 100.0 / WHOLE,
              asked,
              wanted * 100.0 / WHOLE,
              task));
    }
    reserved += wanted - claimed;
    return wanted;
  }

  /** Lets a task have no server any more; the share is free when its deadline has passed. */
  private void dismiss(Standing standing) {
    reclaim();
    Server server = standing.server;
    if (server != null) {
      standing.server = null;
      gone.add(server, server.deadline);
    }
  }

  private void reclaim() {
    while (gone.size() > 0 && gone.firstKey() <= now) {
      Server server = gone.removeFirst();
      reserved -= server == null ? 0 : server.claimed;
    }
  }

  private long share(Reservation reservation) {
    return share(reservation.budget(), reservation.period()) + overhead;
  }

  private static long share(long budget, long period) {
    return (budget * WHOLE + period - 1) / period;
  }

  // ---------------------------------------------------------------- notes

  /** What is known of a task; in the queue of the idlers while it is one. */
  private final class Standing extends TaskQueue.Entry {
    /** Null without a reservation. */
    @Nullable Server server;

    /** At whose expense its turn goes; null if nobody else wants the fuel. */
    @Nullable Server payer;

    Standing(Task task) {
      super(task);
    }
  }

  /** A budget and a deadline. */
  private final class Server extends Tournament.Entry<Server> {
    Reservation reservation;

    /** What counts from the next period. */
    Reservation asked;

    /** The share that is given away for it. */
    long claimed;

    /** What is left of the budget; below 0 after a turn that overran it. */
    long left;

    long deadline;

    Server(Task task, Reservation reservation, long claimed) {
      super(task);
      this.reservation = reservation;
      this.claimed = claimed;
      asked = reservation;
    }

    /** Begins a period now, unless it must keep to the present one. */
    void wake() {
      if (now >= deadline) {
        refill();
        deadline = now + reservation.period();
      } else if (left > 0 && couldNotKeepPace()) {
        putInForce();
        left = reservation.budget();
        deadline = now + reservation.period();
      }
    }

    /** Whether {@code left / (deadline - now) >= budget / period}; the products take 128 bits. */
    private boolean couldNotKeepPace() {
      long time = deadline - now;
      long had = Math.multiplyHigh(left, reservation.period());
      long fair = Math.multiplyHigh(time, reservation.budget());
      return had > fair
          || (had == fair
              && Long.compareUnsigned(left * reservation.period(), time * reservation.budget())
                  >= 0);
    }

    /** Begins the period in which now is, if that is not the present one. */
    void refill() {
      if (now < deadline) {
        return;
      }
      long periods = (now - deadline) / reservation.period() + 1;
      deadline += periods * reservation.period();
      putInForce();
      long budget = reservation.budget();
      left = left < 0 ? Math.min(budget, left + periods * budget) : budget;
    }

    private void putInForce() {
      if (!asked.equals(reservation)) {
        reservation = asked;
        long share = share(reservation);
        reserved -= claimed - share;
        claimed = share;
      }
    }

    @Override
    boolean isBefore(Server other) {
      return task.id() < other.task.id();
    }
  }
}
