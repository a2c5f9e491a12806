package dev.moonshift.simulator.load;

/**
 * When a process is asked for work, and how much.
 *
 * <p>Requests do not wait for answers: one comes although the last is still being worked on. Else a
 * policy that answers late would be asked less, and look better for it.
 *
 * @param every from one arrival to the next
 * @param size of each request, in fuel as far as the script does what it is asked
 * @param burst how many arrive at the same moment
 * @param deadline how long after its arrival a request should be answered; 0 for no matter when
 */
record Requests(Distribution every, Distribution size, int burst, long deadline)
    implements Pattern {
  @Override
  public Arrivals arrivals(long start, Dice dice) {
    return new DrawnArrivals(this, start, dice);
  }
}
