package dev.moonshift.fuzz;

import java.util.List;
import java.util.Random;

/** Where all choices come from: the same seed makes the same choices everywhere. */
final class Dice {
  private final Random random; // its algorithm is specified

  Dice(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L); // near seeds would begin alike
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from {@code least} to {@code most}. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  double fraction() {
    return random.nextDouble();
  }

  @SafeVarargs
  final <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
