package dev.moonshift.policy;

import java.math.BigInteger;

/**
 * Finds the window in which a task exceeds a cap most: a bucket that leaks at the rate of the cap
 * and takes in what is used. Exact, in units of fuel times period.
 */
final class CapAudit {
  private BigInteger level = BigInteger.ZERO;
  private long since;

  void clear() {
    level = BigInteger.ZERO;
  }

  /** Takes in a turn that ended now; the fuel by which some window exceeds its cap, or below 1. */
  long use(Reservation allowance, long now, long used) {
    BigInteger period = BigInteger.valueOf(allowance.period());
    BigInteger leak =
        BigInteger.valueOf(now - used - since).multiply(BigInteger.valueOf(allowance.budget()));
    BigInteger atBegin = level.subtract(leak).max(BigInteger.ZERO);
    BigInteger gain = BigInteger.valueOf(used).multiply(period);
    BigInteger leakMeanwhile =
        BigInteger.valueOf(used).multiply(BigInteger.valueOf(allowance.budget()));
    level = atBegin.add(gain).subtract(leakMeanwhile).max(BigInteger.ZERO);
    since = now;
    BigInteger burst = BigInteger.valueOf(allowance.budget()).multiply(BigInteger.TWO);
    BigInteger excess = level.subtract(burst.multiply(period));
    BigInteger[] parts = excess.divideAndRemainder(period);
    return parts[0].longValueExact() + parts[1].signum(); // rounded up, as less is no breach
  }
}
