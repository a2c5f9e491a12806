package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundRobinTest implements SchedulingPolicyContract {
  @Override
  public SchedulingPolicy newPolicy() {
    return new RoundRobin();
  }

  @Test
  void turnsGoRoundInOrderOfArrival() {
    SchedulingPolicy policy = newPolicy();
    Tasks.queued(policy, 3);
    StringBuilder order = new StringBuilder();
    for (int turn = 0; turn < 7; turn++) {
      order.append(SchedulingPolicyContract.turn(policy, true).name());
    }
    assertThat(order).hasToString("abcabca");
  }

  /** Turn counts differ by at most 1, and nobody waits for more than n - 1 turns of others. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void everyoneGetsAsManyTurns(long seed) {
    Random random = new Random(seed);
    SchedulingPolicy policy = newPolicy();
    int count = 1 + random.nextInt(50);
    Tasks.queued(policy, count);
    long[] turns = new long[count];
    int[] lastTurn = new int[count];
    Arrays.fill(lastTurn, -1);
    for (int turn = 0; turn < 2_000; turn++) {
      Task task = policy.next();
      int id = (int) task.id();
      assertThat(turn - lastTurn[id] - 1).isLessThanOrEqualTo(Math.max(count - 1, 0));
      lastTurn[id] = turn;
      turns[id]++;
      policy.ran(task, random.nextInt(100_000), true);
      LongSummaryStatistics spread = Arrays.stream(turns).summaryStatistics();
      assertThat(spread.getMax() - spread.getMin()).isLessThanOrEqualTo(1);
    }
  }
}
