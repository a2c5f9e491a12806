package dev.moonshift.simulator.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a workload under a policy. All times are in fuel.
 *
 * @param policy its name; {@link #IDEAL} for the fluid share
 * @param total of all processes together
 * @param kinds sums of the processes of each kind, in the order in which they appear
 * @param processes each
 * @param duration how long the run was
 * @param idle how much of that nobody ran
 * @param switches how often a turn went to another process than the one before
 * @param fairness Jain's index of received to entitled fuel among those that stayed runnable
 *     through a window, on average over the windows, in ppm; null where never two stayed runnable
 * @param worstFairness the same of the least fair window
 * @param starved who had the longest wait for a turn; empty if nobody waited
 * @param violation the first promise that the policy broke, in words; null if it kept its word
 * @param series how it went
 * @param timeline a stretch of it, turn by turn
 * @param speed how fast it went; null in virtual time
 */
public record Outcome(
    String policy,
    Score total,
    List<Score> kinds,
    List<Score> processes,
    long duration,
    long idle,
    long switches,
    @Nullable Long fairness,
    @Nullable Long worstFairness,
    String starved,
    @Nullable String violation,
    Series series,
    Timeline timeline,
    @Nullable Speed speed) {
  /** The name under which the fluid share competes. */
  public static final String IDEAL = "ideal";

  /** Whether this is the yardstick and not a policy. */
  public boolean isIdeal() {
    return policy.equals(IDEAL);
  }

  /**
   * How fast a run in real time went.
   *
   * @param decisionPicos what a decision of the policy took, in thousandths of a nanosecond
   * @param fuelPerSecond how much fuel the processes used in a second of their turns
   */
  public record Speed(long decisionPicos, long fuelPerSecond) {}
}
