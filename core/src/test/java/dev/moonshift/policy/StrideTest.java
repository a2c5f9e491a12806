package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrideTest implements VirtualTimeContract {
  @Override
  public SchedulingPolicy newPolicy() {
    return new Stride();
  }

  @Test
  void aSleeperDoesNotBankCredit() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    SchedulingPolicyContract.turn(policy, false); // a sleeps
    SchedulingPolicyContract.order(policy, 100);
    policy.enqueue(tasks.get(0));
    assertThat(SchedulingPolicyContract.order(policy, 6)).isEqualTo("ababab");
  }

  @Test
  void sleepingForgivesNothing() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    policy.ran(policy.next(), 5_000, false);
    SchedulingPolicyContract.order(policy, 100);
    policy.enqueue(tasks.get(0));
    assertThat(SchedulingPolicyContract.order(policy, 8)).isEqualTo("bbbbabab");
  }

  /** The pair error of Waldspurger and Weihl, for equal quanta: at most one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void aPairDriftsByAtMostOneQuantum(long seed) {
    Random random = new Random(seed);
    SchedulingPolicy policy = newPolicy();
    int[] weights = random.ints(2 + random.nextInt(40), 1, 2 + random.nextInt(9_999)).toArray();
    Tasks.ofWeights(weights).forEach(policy::enqueue);
    long[] service = new long[weights.length];
    for (int turn = 0; turn < 3_000; turn++) {
      int ran = (int) SchedulingPolicyContract.turn(policy, true).id();
      service[ran] += QUANTUM;
      for (int other = 0; other < weights.length; other++) {
        long gap = Math.abs(service[ran] * weights[other] - service[other] * weights[ran]);
        if (gap > QUANTUM * (weights[ran] + weights[other])) {
          fail("turn %d: %d and %d are %d apart", turn, ran, other, gap);
        }
      }
    }
  }
}
