package dev.moonshift.policy;

/**
 * Shares fuel in proportion to weight, and lets those who slept answer quickly.
 *
 * <p>A turn has a start tag and a finish tag, {@code used / weight} later in virtual time; the
 * finish of one turn is the start of the next. The smallest start tag runs, and virtual time is the
 * start tag of who runs. Who sleeps until its finish tag has passed comes back at the present: it
 * is next, but brings no credit. A newcomer begins one quantum after the present.
 *
 * <p><b>Promise.</b> Over any interval in which two tasks stay runnable, {@code |S_i/w_i - S_j/w_j|
 * <= m_i/w_i + m_j/w_j}, however much fuel there is. <b>Cost.</b> O(log n) per decision.
 * <b>Threads.</b> None: the caller holds the lock.
 *
 * <p>After Goyal, Vin and Cheng, <cite>Start-time Fair Queuing: A Scheduling Algorithm for
 * Integrated Services Packet Switching Networks</cite>, 1996.
 */
public final class StartTimeFair extends VirtualTime {
  /** Creates a policy that knows no task. */
  public StartTimeFair() {}

  @Override
  void leave(Pass pass) {}

  @Override
  long leadOnReturn(Pass pass) {
    return lead(pass);
  }
}
