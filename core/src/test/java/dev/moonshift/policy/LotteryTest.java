package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LotteryTest implements SchedulingPolicyContract {
  /**
   * Wins are within so many standard deviations: with a thousand tasks over all seeds, one in a
   * hundred sets of seeds would fail by chance. Ours does not.
   */
  private static final double DEVIATIONS = 4.5;

  @Override
  public SchedulingPolicy newPolicy() {
    return new Lottery(7);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void winsFollowTheBinomialDistribution(long seed) {
    Random random = new Random(seed);
    SchedulingPolicy policy = new Lottery(seed);
    int[] weights = random.ints(2 + random.nextInt(8), 1, 101).toArray();
    Tasks.ofWeights(weights).forEach(policy::enqueue);
    double total = java.util.Arrays.stream(weights).sum();
    int draws = 20_000;
    int[] wins = new int[weights.length];
    for (int draw = 0; draw < draws; draw++) {
      wins[(int) SchedulingPolicyContract.turn(policy, true).id()]++;
    }
    for (int id = 0; id < weights.length; id++) {
      double chance = weights[id] / total;
      double deviation = Math.sqrt(draws * chance * (1 - chance));
      assertThat(Math.abs(wins[id] - draws * chance)).isLessThanOrEqualTo(DEVIATIONS * deviation);
    }
  }

  @Test
  void theSeedDecides() {
    assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
  }

  private static String drawn(long seed) {
    SchedulingPolicy policy = new Lottery(seed);
    Tasks.queued(policy, 20);
    return SchedulingPolicyContract.order(policy, 100);
  }

  @Test
  void manyTasksFindRoom() {
    SchedulingPolicy policy = newPolicy();
    for (int id = 0; id < 1_000; id++) {
      policy.enqueue(Tasks.task(id, 1 + id % 7));
    }
    for (int turn = 0; turn < 1_000; turn++) {
      SchedulingPolicyContract.turn(policy, false);
    }
    assertThat(policy.next()).isNull();
  }
}
