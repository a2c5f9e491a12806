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
 * <p>A task that goes away ahead of its share competes on, without running, until it would be
 * chosen again: nobody sheds a debt by sleeping, and nobody comes back with a credit. A newcomer
 * begins to compete when the ideal machine has done one quantum of it, or when nobody else is
 * there. A new weight counts from the end of its next turn.
 *
 * <p><b>Promise.</b> With {@code m} the largest quantum and the largest charge that the policy was
 * told of, everybody's lag stays within {@code -m} and {@code m}, and the lags of all who compete
 * add up to 0. <b>Cost.</b> O(log n) per decision, on average over those in a row. <b>Threads.</b>
 * None: the caller holds the lock.
 *
 * <p>After Stoica and Abdel-Wahab, <cite>Earliest Eligible Virtual Deadline First: A Flexible and
 * Accurate Mechanism for Proportional Share Resource Allocation</cite>, 1995. As a turn may overrun
 * its quantum, a request is for the quantum and the largest charge: otherwise many who ask for
 * little and take more could get ahead together.
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
      if (request.task.place() == Place.QUEUED) {
        request.task.move(Place.QUEUED, Place.RUNNING, "next");
        queued--;
        return request.task;
      }
      leave(request); // it went away long ago, and has paid for what it had
    }
    return null;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Request request = Note.known((Request) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    long used = Math.min(usedFuel, MAX_TURN);
    request.advance(used);
    part += used;
    carry();
    reweigh(request);
    request.ask(largestCharge);
    if (stillRunnable) {
      queued++;
      request.competingThen = weight;
    }
    if (!isDue(request)) {
      addEarly(request);
    } else if (stillRunnable) {
      addEligible(request);
    } else {
      leave(request);
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
   * As long as virtual time takes to get as far as a task can be ahead and then behind, and the
   * turns in which it gets there.
   */
  private long longestWait(Task task, Load load) {
    Request request = Note.known((Request) task.note(), task);
    int least = Math.min(request.weight, task.weight());
    long competing = Saturated.sum(load.weight(), request.competingThen);
    long turns = 2 * (load.largestTurn() + largestCharge);
    return Saturated.sum(Saturated.product(turns, competing) / least + 1, turns);
  }

  // ---------------------------------------------------------------- who is eligible

  /** Moves those who have become eligible, or else the next who would. */
  private void admit() {
    Request first = early.first();
    while (first != null && (isDue(first) || eligible.size() == 0)) {
      early.removeFirst();
      if (!first.isCompeting) {
        join(first);
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

  // ---------------------------------------------------------------- virtual time

  /** Returns the fuel that a task is owed, rounded away from 0; 0 if it does not compete. */
  long lag(Task task) {
    Request request = (Request) task.note();
    if (request == null || !request.isCompeting) {
      return 0;
    }
    long lag = lagFloor(request);
    boolean isExact = part * request.weight % weight == 0;
    return lag < 0 || isExact ? lag : lag + 1;
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
    request.ask(largestCharge);
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

  /** Puts a new weight in force: virtual time and the lag stay, so the place changes. */
  private void reweigh(Request request) {
    int change = request.task.weight() - request.weight;
    if (change == 0) {
      return;
    }
    long parts = -Math.floorDiv(-part * change, weight); // rounded up
    long place = request.partsSince(whole) + parts;
    request.weight += change;
    request.whole = whole + Math.floorDiv(place, request.weight);
    request.part = Math.floorMod(place, request.weight);
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

    long part;

    /** When the request is done on the ideal machine: {@code whole + part / weight}. */
    long deadlineWhole;

    long deadlinePart;

    /** The part of the key in its heap. */
    long tie;

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
      part = parts - carried * weight;
    }

    void ask(long largestCharge) {
      long parts = part + task.quantum() + largestCharge;
      long carried = parts / weight;
      deadlineWhole = whole + carried;
      deadlinePart = parts - carried * weight;
    }

    /** Returns {@code weight * (place - since)}. */
    long partsSince(long since) {
      return (whole - since) * weight + part;
    }

    @Override
    boolean isBefore(Request other) {
      long mine = tie * other.weight;
      long others = other.tie * weight;
      return mine < others || (mine == others && task.id() < other.task.id());
    }
  }
}
