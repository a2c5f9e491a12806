package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a policy gives its word on, in numbers, so that an {@link Auditor} can check it after each
 * decision.
 *
 * <p>Here {@code m} is what a turn can use: a quantum and the largest piece of work that is not
 * divided; {@code w} is a weight and {@code S} the fuel received. All promises are about a time in
 * which at most one task runs at once.
 */
public sealed interface Promise {
  /** Returns the promise in words. */
  String text();

  /** No queued task waits longer than this for its next turn. */
  record BoundedWait(Bound bound) implements Promise {
    /** How long a task waits at most. */
    @FunctionalInterface
    public interface Bound {
      /** Returns how much fuel others use at most between two turns of a task. */
      long fuel(Task task, Load load);
    }

    @Override
    public String text() {
      return "the wait for a turn is bounded";
    }
  }

  /** Among tasks that stay runnable, turn counts differ by at most 1. */
  record EqualTurns() implements Promise {
    @Override
    public String text() {
      return "turn counts differ by at most 1";
    }
  }

  /**
   * While two tasks stay runnable, {@code |S_i/w_i - S_j/w_j| <= fuelPerWeight + turns * (m_i/w_i +
   * m_j/w_j)}, over any interval.
   *
   * @param fuelPerWeight what they may differ in besides turns
   * @param turns how many turns of each they may differ in
   */
  record FairShare(long fuelPerWeight, int turns) implements Promise {
    @Override
    public String text() {
      return "fuel follows weight";
    }
  }

  /**
   * Among the outermost groups, fuel follows the weight of the group, however many members it has:
   * while two of them compete, they keep to what is promised of two tasks. What a turn of a group
   * can use is here the most that anybody's turn can, and the quantum of the group.
   *
   * @param share what is promised of two tasks
   * @param books says who is in which group
   */
  record FairGroups(FairShare share, Books books) implements Promise {
    /** What the policy has written down. */
    @FunctionalInterface
    public interface Books {
      /**
       * Returns what stands for the outermost group of a task, with the weight of that group, or
       * for the task if it is in none; null while it does not compete.
       */
      @Nullable Task outermost(Task task);
    }

    @Override
    public String text() {
      return "fuel follows the weight of groups";
    }
  }

  /**
   * Nobody is ahead of its fluid share, nor behind it, by more than a turn, by the policy's own
   * books. A turn is here the largest quantum, and the largest charge that the policy reckons with
   * or that was seen.
   *
   * @param largestCharge how far a turn can overrun its quantum, as the policy was told: it gives
   *     everybody that much time, whether it is used or not
   */
  record BoundedLag(Books books, long largestCharge) implements Promise {
    /** What the policy has written down. */
    @FunctionalInterface
    public interface Books {
      /** Returns the fuel that a task is owed, rounded away from 0; below 0 if it is ahead. */
      long lag(Task task);
    }

    @Override
    public String text() {
      return "lag is within one turn";
    }
  }

  /**
   * Nobody runs while a task of a higher {@linkplain TaskSettings#priority priority} is queued,
   * unless it has waited for some time.
   *
   * @param patience how much fuel others use before a wait excuses it
   */
  record UrgentFirst(long patience) implements Promise {
    @Override
    public String text() {
      return "the most urgent runs first";
    }
  }

  /**
   * In any window of length {@code t}, a task gets at most {@code 2 * budget + budget/period * t +
   * m}: the burst is two budgets, the end of one period and the beginning of the next.
   */
  record Cap(Allowance allowance) implements Promise {
    /** What a task may use. */
    @FunctionalInterface
    public interface Allowance {
      /** Returns the fuel that a task may use in each period. */
      Reservation of(Task task);
    }

    @Override
    public String text() {
      return "fuel is capped";
    }
  }

  /**
   * A task with a {@linkplain TaskSettings#reservation reservation} that wakes up at most once a
   * period, and then needs no more than its budget, has had it before the period ends.
   */
  record Deadlines() implements Promise {
    @Override
    public String text() {
      return "who keeps to a reservation meets every deadline";
    }
  }

  /** Each decision is a draw in which a task's chances are its weight among all that are queued. */
  record Odds() implements Promise {
    /** Fair draws break the bound with a probability of e to the minus this: never, in effect. */
    private static final double CERTAINTY = 24;

    /**
     * Returns by how much the number of wins can be off what is expected, after Freedman, <cite>On
     * Tail Probabilities for Martingales</cite>, 1975.
     *
     * @param variance the sum of {@code p * (1 - p)} over all draws
     */
    static double bound(double variance) {
      double third = CERTAINTY / 3;
      return third + Math.sqrt(third * third + 2 * CERTAINTY * variance);
    }

    @Override
    public String text() {
      return "turns follow weight, by chance";
    }
  }
}
