package dev.moonshift.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares fuel in proportion to weight, and lets those who ask for little at a time have it sooner.
 *
 * <p>Virtual time is where an ideal machine would be that runs everybody at once: the mean of what
 * the competing tasks have had, {@code service / weight}, weighted. What a task had less than the
 * ideal is its <em>lag</em>; it is <em>eligible</em> while its lag is not negative. Each asks for
 * one quantum after the other; the deadline of a request is when the ideal machine would be done
 * with it. The eligible task with the earliest deadline runs. So a shorter {@linkplain
 * TaskSettings#quantum quantum} makes a task wait less, but does not give it more.
 *
 * <p>Who comes, goes or changes its weight must not change what the others are owed; so this
 * happens at a lag of 0 only. A task that goes away ahead of its share competes on, without
 * running, until it would be chosen again: nobody sheds a debt by sleeping. One that goes away
 * behind its share forgoes what it is owed: it is billed as if it used its request up, and if it is
 * owed more, it competes on with a request of the largest size, and is billed for that when it
 * would be chosen. It comes back with no credit. A newcomer begins to compete when the ideal
 * machine has done one quantum of it, or when nobody else is there. A new weight counts from the
 * end of the next turn; but a smaller one, while the task is ahead of its share, only when it would
 * be chosen again. Who has a new weight while it is behind its share forgoes what it is owed, too.
 *
 * <p><b>Promise.</b> With {@code m} the largest quantum and the largest charge that the policy was
 * told of, everybody's lag stays within {@code -m} and {@code m}, and the lags of all who compete
 * add up to 0, whoever comes and goes. <b>Cost.</b> O(log n) per decision, on average over those in
 * a row; but who goes away owed much and outweighs all others together {@code k} times takes up to
 * {@code k} steps. <b>Threads.</b> None: the caller holds the lock.
 *
 * <p>After Stoica and Abdel-Wahab, <cite>Earliest Eligible Virtual Deadline First: A Flexible and
 * Accurate Mechanism for Proportional Share Resource Allocation</cite>, 1995. As a turn may overrun
 * its quantum, a request is for the quantum and the largest charge: otherwise many who ask for
 * little and take more could get ahead together. Its bounds are for tasks that join and leave with
 * a lag of 0; to bill the fuel that somebody forgoes keeps to them, for to the others it is as if
 * it had been used, in the order of deadlines like any other.
 */
public final class Eevdf implements SchedulingPolicy {
  /**
   * How far a turn can overrun its quantum, unless told: as far as code without a call or a
   * backward jump goes.
   */
  public static final long DEFAULT_LARGEST_CHARGE = 1_000;

  /** More than any turn uses; so virtual time cannot overflow, nor requests get too far apart. */
  private static final long MAX_TURN = 1L << 44;

  private final long largestCharge;

  /** Those with a lag of at least 0, by deadline. */
  private final Tournament<Request> eligible = new Tournament<>();

  /** Those ahead of their share, by when they are not; newcomers, by when they may compete. */
  private final Tournament<Request> early = new Tournament<>();

  /** Virtual time is {@code whole + part / weight}, with {@code 0 <= part < weight}. */
  private long whole;

  private long part;

  /** The weights of all who compete. */
  private long weight;

  /** The largest request so far. */
  private long largestRequest;

  private int queued;

  /** Creates a policy for turns that overrun their quantum by at most 1,000. */
  public Eevdf() {
    this(DEFAULT_LARGEST_CHARGE);
  }

  /**
   * Creates a policy.
   *
   * @param largestCharge how far a turn can overrun its quantum; 0 or more
   */
  public Eevdf(long largestCharge) {
    if (largestCharge < 0 || largestCharge > TaskSettings.MAX_QUANTUM) {
      throw new IllegalArgumentException(
          String.format(
              "largest charge must be between 0 and %d, was %d",
              TaskSettings.MAX_QUANTUM, largestCharge));
    }
    this.largestCharge = largestCharge;
  }

  // ---------------------------------------------------------------- calls

  @Override
  public void enqueue(Task task) {
    Request request = (Request) task.note();
    boolean isNew = request == null;
    if (request == null) {
      request = new Request(task);
      task.setNote(request);
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    queued++;
    if (isNew && weight > 0) {
      placeAtNow(request);
      request.advance(task.quantum());
      addEarly(request);
    } else if (!request.isCompeting) {
      join(request);
      addEligible(request);
    } // otherwise it is back before its debt was paid, and still where it was
    request.competingThen = weight;
  }

  @Override
  public @Nullable Task next() {
    while (queued > 0) {
      admit();
      Request request = eligible.removeFirst();
      if (request == null) {
        return null; // cannot be, as somebody is queued
      }
      if (request.isQueued() && request.task.weight() >= request.weight) {
        request.task.move(Place.QUEUED, Place.RUNNING, "next");
        queued--;
        return request.task;
      }
      settle(request, request.size());
    }
    return null;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Request request = Note.known((Request) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    long used = Math.min(usedFuel, MAX_TURN);
    long unused = Math.max(request.size() - used, 0);
    bill(request, used);
    if (stillRunnable) {
      queued++;
      request.competingThen = weight;
    }
    if (!isDue(request)) {
      if (task.weight() > request.weight) {
        reweigh(request);
      }
      ask(request);
      addEarly(request);
    } else if (stillRunnable && task.weight() == request.weight) {
      ask(request);
      addEligible(request);
    } else {
      settle(request, unused);
    }
  }

  @Override
  public void remove(Task task) {
    Request request = (Request) task.note();
    if (request != null && task.forget()) {
      queued--;
      if (!request.isCompeting) {
        early.remove(request);
      }
    }
  }

  @Override
  public int runnable() {
    return queued;
  }

  @Override
  public List<Promise> promises() {
    return List.of(
        new Promise.BoundedLag(this::lag, largestCharge),
        new Promise.BoundedWait(this::longestWait));
  }

  /**
   * As long as virtual time takes to get as far as a task can be ahead and then behind, and behind
   * again after it forwent what it was owed, and the turns in which it gets there.
   */
  private long longestWait(Task task, Load load) {
    Request request = Note.known((Request) task.note(), task);
    int least = Math.min(request.weight, task.weight());
    long competing = Saturated.sum(load.weight(), request.competingThen);
    long turns = 3 * (load.largestTurn() + largestCharge);
    return Saturated.sum(Saturated.product(turns, competing) / least + 1, turns);
  }

  // ---------------------------------------------------------------- who is eligible

  /** Moves those who have become eligible, or else the next who would. */
  private void admit() {
    long now = nowKey();
    Request first = early.first();
    while (first != null && (isFirstDue(first, now) || eligible.size() == 0)) {
      early.removeFirst();
      if (!first.isCompeting) {
        join(first);
        now = nowKey();
      }
      addEligible(first);
      first = early.first();
    }
  }

  private void addEligible(Request request) {
    request.tie = request.deadlinePart;
    eligible.add(
        request,
        Tournament.fractionalKey(request.deadlineWhole, request.deadlinePart, request.weight));
  }

  private void addEarly(Request request) {
    request.tie = request.part;
    early.add(request, Tournament.fractionalKey(request.whole, request.part, request.weight));
  }

  /** Whether a task's place is not after virtual time. */
  private boolean isDue(Request request) {
    return request.whole < whole
        || (request.whole == whole && request.part * weight <= part * request.weight);
  }

  /** Likewise, of the first who is early; seldom has to look at more than its key. */
  private boolean isFirstDue(Request first, long now) {
    long late = early.firstKey() - now;
    return late == 0 ? isDue(first) : late < 0;
  }

  /** Returns virtual time as the places of those who are early are kept. */
  private long nowKey() {
    return Tournament.fractionalKey(whole, part, Math.max(weight, 1));
  }

  // ---------------------------------------------------------------- virtual time

  /** Returns the fuel that a task is owed, rounded away from 0; 0 if it does not compete. */
  long lag(Task task) {
    Request request = (Request) task.note();
    if (request == null || !request.isCompeting) {
      return 0;
    }
    return lag(request);
  }

  private long lag(Request request) {
    long lag = lagFloor(request);
    boolean isExact = part * request.weight % weight == 0;
    return lag < 0 || isExact ? lag : lag + 1;
  }

  /** Returns the lag times {@link #competingWeight}, exactly; only if that is not too large. */
  long lagInParts(Task task) {
    Request request = (Request) task.note();
    return request == null || !request.isCompeting
        ? 0
        : weight * ((whole - request.whole) * request.weight - request.part)
            + part * request.weight;
  }

  /** Returns how much all who compete weigh. */
  long competingWeight() {
    return weight;
  }

  /** Returns {@code weight * (virtual time - place)}, rounded down. */
  private long lagFloor(Request request) {
    return (whole - request.whole) * request.weight - request.part + part * request.weight / weight;
  }

  /** Puts a task where virtual time is; a fraction that it cannot have is rounded up. */
  private void placeAtNow(Request request) {
    request.whole = whole;
    request.part = 0;
    request.advance(weight == 0 ? 0 : -Math.floorDiv(-part * request.weight, weight));
  }

  /** Lets a task compete from now on, with no lag. */
  private void join(Request request) {
    request.weight = request.task.weight();
    placeAtNow(request);
    part += request.partsSince(whole);
    weight += request.weight;
    carry();
    request.isCompeting = true;
    ask(request);
  }

  /** Asks for the next turn of a task. */
  private void ask(Request request) {
    long size = request.task.quantum() + largestCharge;
    largestRequest = Math.max(largestRequest, size);
    request.ask(size);
  }

  private void bill(Request request, long fuel) {
    request.advance(fuel);
    part += fuel;
    carry();
  }

  /**
   * Lets a task that is not ahead of its share leave, as soon as its lag is 0; one that is queued,
   * as it has a new weight, joins again.
   */
  private void settle(Request request, long atMost) {
    if (!forgo(request, atMost)) {
      request.ask(largestRequest);
      addEligible(request);
    } else if (request.isQueued()) {
      join(request);
      addEligible(request);
    }
  }

  /**
   * Bills a task for fuel that it will not use, up to a lag of 0, and then lets it leave.
   *
   * @return whether it could leave; if not, it was billed for the most that was allowed
   */
  private boolean forgo(Request request, long atMost) {
    // Of what a task uses, its own share was its due: the rest, that of the others, is what it is
    // owed less. To leave with a lag changes the others' lags just as to use up to it would.
    long owed = Math.max(lag(request), 0); // below 0 only if all others run at the moment
    long others = weight - request.weight;
    if (Saturated.product(owed, weight) <= Saturated.product(atMost, others)) {
      leave(request);
      return true;
    }
    bill(request, atMost);
    return false;
  }

  /** Lets a task compete no more; what it is owed goes to the others. */
  private void leave(Request request) {
    request.isCompeting = false;
    part -= request.partsSince(whole);
    weight -= request.weight;
    if (weight > 0) {
      carry();
    } else {
      whole = request.whole + (request.part > 0 ? 1 : 0);
      part = 0;
    }
  }

  /** Puts a larger weight in force, of a task that is ahead: virtual time and its lag stay. */
  private void reweigh(Request request) {
    int change = request.task.weight() - request.weight;
    long parts = -Math.floorDiv(-part * change, weight); // rounded up
    long place = request.partsSince(whole) + parts;
    request.weight += change;
    request.whole = whole + Math.floorDiv(place, request.weight);
    request.part = (int) Math.floorMod(place, (long) request.weight);
    part += parts;
    weight += change;
    carry();
  }

  private void carry() {
    if (part < 0 || part >= weight) {
      long carried = Math.floorDiv(part, weight);
      whole += carried;
      part -= carried * weight;
    }
  }

  /** What a task asks for, and what it has had. */
  private static final class Request extends Tournament.Entry<Request> {
    int weight;

    /** What it has had: {@code whole + part / weight}. */
    long whole;

    int part;

    /** When the request is done on the ideal machine: {@code whole + part / weight}. */
    long deadlineWhole;

    int deadlinePart;

    /** The part of the place that its key is of. */
    int tie;

    boolean isCompeting;

    /** The weights of all who competed when it was queued. */
    long competingThen;

    Request(Task task) {
      super(task);
      weight = task.weight();
    }

    void advance(long fuel) {
      long parts = part + fuel;
      long carried = parts / weight;
      whole += carried;
      part = (int) (parts - carried * weight);
    }

    /** Asks for so much fuel. */
    void ask(long size) {
      long parts = part + size;
      long carried = parts / weight;
      deadlineWhole = whole + carried;
      deadlinePart = (int) (parts - carried * weight);
    }

    /** Returns how much it asked for. */
    long size() {
      return (deadlineWhole - whole) * weight + deadlinePart - part;
    }

    /** Returns whether its task wants to run, and was not removed meanwhile. */
    boolean isQueued() {
      return task.note() == this && task.place() == Place.QUEUED;
    }

    /** Returns {@code weight * (place - since)}. */
    long partsSince(long since) {
      return (whole - since) * weight + part;
    }

    @Override
    boolean isBefore(Request other) {
      long mine = (long) tie * other.weight;
      long others = (long) other.tie * weight;
      return mine < others || (mine == others && task.id() < other.task.id());
    }
  }
}
