package dev.moonshift.policy;

/**
 * Shares fuel in proportion to weight, without dice.
 *
 * <p>Every task carries a <em>pass</em>: the place it has reached in virtual time. The task
 * furthest behind runs, then moves forward by {@code used / weight}; at weight 3 it advances three
 * times slower than at weight 1, and so runs three times as often. Who goes away takes along how
 * far ahead it was, and is as far ahead when it comes back: sleeping neither earns anything nor
 * lets anybody escape what it has used. A newcomer begins one quantum ahead.
 *
 * <p><b>Promise.</b> While two tasks both stay runnable, neither drifts from its share of what the
 * two got by more than one turn, whatever the number of tasks: {@code |S_i/w_i - S_j/w_j| <=
 * m_i/w_i + m_j/w_j}. <b>Cost.</b> O(log n) per decision. <b>Threads.</b> None: the caller holds
 * the lock.
 *
 * <p>After Waldspurger and Weihl, <cite>Stride Scheduling: Deterministic Proportional-Share
 * Resource Management</cite>, 1995. Virtual time is not the average pass, as there, but that of the
 * last choice: so the promise also holds while tasks come and go.
 */
public final class Stride extends VirtualTime {
  /** Creates a policy that knows no task. */
  public Stride() {}

  @Override
  void leave(Pass pass) {
    pass.lead = lead(pass);
  }

  @Override
  long leadOnReturn(Pass pass) {
    return pass.lead;
  }
}
