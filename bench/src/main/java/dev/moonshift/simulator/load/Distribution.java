package dev.moonshift.simulator.load;

/** What a time or a size is drawn from; a draw is a whole number of fuel, at least 1. */
sealed interface Distribution {
  /** Draws a number. */
  long draw(Dice dice);

  /** Always the same. */
  record Constant(long value) implements Distribution {
    @Override
    public long draw(Dice dice) {
      return value;
    }
  }

  /** Every whole number between two bounds, equally often. */
  record Uniform(long min, long max) implements Distribution {
    @Override
    public long draw(Dice dice) {
      return min + (long) (dice.next() * (max - min + 1));
    }
  }

  /** What lies between events that know nothing of each other. */
  record Exponential(long mean) implements Distribution {
    @Override
    public long draw(Dice dice) {
      return Math.max(1, (long) (-StrictMath.log(dice.next()) * mean));
    }
  }

  /** Many small ones and a few that are very large: a bounded Pareto distribution. */
  record Pareto(long min, double shape, long max) implements Distribution {
    @Override
    public long draw(Dice dice) {
      double beyondMax = StrictMath.pow((double) min / max, shape);
      double tail = 1 - dice.next() * (1 - beyondMax);
      return Math.min(max, (long) (min * StrictMath.pow(tail, -1 / shape)));
    }
  }
}
