package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetWeightedTest implements SchedulingPolicyContract {
  private static final long FUEL_PER_WEIGHT = 1_000;

  private final BudgetWeighted policy = newPolicy();

  @Override
  public BudgetWeighted newPolicy() {
    return new BudgetWeighted(FUEL_PER_WEIGHT);
  }

  @Test
  void aHeavyTaskTakesItsBudgetInTurnsBetweenTheOthers() {
    Tasks.ofWeights(4, 1, 2).forEach(policy::enqueue);
    assertThat(order(14)).isEqualTo("abcacaa" + "bcacaaa");
  }

  @Test
  void aTurnNeverGetsMoreThanIsLeftOfTheBudget() {
    Task task = Tasks.task(0, 1);
    task.setAsks(task.asks().withQuantum(700));
    policy.enqueue(task);
    assertThat(policy.next()).isSameAs(task);
    assertThat(policy.quantum(task)).isEqualTo(700);
    policy.ran(task, 700, true);
    assertThat(policy.quantum(policy.next())).isEqualTo(300);
  }

  @Test
  void anOvershootIsPaidFromLaterBudgets() {
    Tasks.ofWeights(1, 1).forEach(policy::enqueue);
    policy.ran(policy.next(), FUEL_PER_WEIGHT + 2_500, true);
    assertThat(order(3)).isEqualTo("bbb");
    Task debtor = policy.next();
    assertThat(debtor.name()).isEqualTo("a");
    assertThat(policy.quantum(debtor)).isEqualTo(500);
  }

  @Test
  void aHugeDebtHoldsUpNobodyAndIsNotForgotten() {
    Tasks.ofWeights(1, 1, 1).forEach(policy::enqueue);
    for (int i = 0; i < 3; i++) {
      policy.ran(policy.next(), (5 + i) * 1_000_000_000_000_000L, true);
    }
    assertThat(order(20)).isEqualTo("a".repeat(20));
  }

  @Test
  void aYielderKeepsTheRestOfItsBudget() {
    Tasks.ofWeights(1, 1).forEach(policy::enqueue);
    for (int turn = 0; turn < 4; turn++) {
      policy.ran(policy.next(), 250, true); // a, b, a, b: a quarter of the budget each
    }
    assertThat(policy.period()).isEqualTo(1);
    assertThat(policy.quantum(policy.next())).isEqualTo(500);
  }

  @Test
  void aSleeperDoesNotBankCredit() {
    List<Task> tasks = Tasks.ofWeights(3, 1);
    tasks.forEach(policy::enqueue);
    SchedulingPolicyContract.turn(policy, false); // a sleeps with two thirds of its budget unspent
    for (int turn = 0; turn < 100; turn++) {
      SchedulingPolicyContract.turn(policy, true);
    }
    policy.enqueue(tasks.get(0));
    assertThat(order(8)).isEqualTo("baaa" + "baaa");
  }

  @Test
  void aSleeperThatWakesWithinThePeriodStillHasItsBudget() {
    List<Task> tasks = Tasks.ofWeights(3, 3);
    tasks.forEach(policy::enqueue);
    SchedulingPolicyContract.turn(policy, false); // a sleeps
    SchedulingPolicyContract.turn(policy, true);
    policy.enqueue(tasks.get(0));
    assertThat(order(4)).isEqualTo("baba");
    assertThat(policy.period()).isEqualTo(1);
  }

  @Test
  void sleepingDoesNotForgiveADebtAtOnce() {
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    policy.ran(policy.next(), 5 * FUEL_PER_WEIGHT, false);
    policy.enqueue(tasks.get(0));
    assertThat(order(6)).isEqualTo("bbbbba");
  }

  @Test
  void aFloodOfNewcomersDoesNotStretchThePeriod() {
    policy.enqueue(Tasks.task(0, 1));
    SchedulingPolicyContract.turn(policy, true);
    int turns = 0;
    policy.enqueue(Tasks.task(1, 1));
    for (int id = 2; SchedulingPolicyContract.turn(policy, false).id() != 0; id++) {
      policy.enqueue(Tasks.task(id, 1)); // each newcomer brings the next, then ends
      turns++;
    }
    assertThat(turns).isLessThanOrEqualTo(1);
  }

  @Test
  void aNewWeightCountsFromTheNextPeriod() {
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    SchedulingPolicyContract.turn(policy, true);
    weigh(tasks.get(0), 3);
    assertThat(order(1 + 4)).isEqualTo("b" + "abaa");
  }

  @Test
  void aLowerWeightCapsWhatIsLeftOfThePeriod() {
    List<Task> tasks = Tasks.ofWeights(10_000, 1);
    tasks.forEach(policy::enqueue);
    SchedulingPolicyContract.turn(policy, true);
    weigh(tasks.get(0), 1);
    assertThat(order(4)).isEqualTo("ba" + "ba");
  }

  @Test
  void aHeavierTaskPaysItsDebtSooner() {
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    policy.ran(policy.next(), 100 * FUEL_PER_WEIGHT, true);
    policy.ran(policy.next(), 1_000 * FUEL_PER_WEIGHT, true);
    weigh(tasks.get(1), 10_000);
    assertThat(policy.next()).isSameAs(tasks.get(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, (1L << 40) + 1})
  void refusesABudgetOutOfBounds(long fuelPerWeight) {
    assertThatThrownBy(() -> new BudgetWeighted(fuelPerWeight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fuel per weight must be between 1 and 1099511627776, was " + fuelPerWeight);
  }

  @Test
  void refusesNegativeFuel() {
    policy.enqueue(Tasks.task(0, 1));
    Task task = policy.next();
    assertThatThrownBy(() -> policy.ran(task, -1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("used fuel must not be negative, was -1 (process 'a')");
  }

  /**
   * Runs hogs, some of which yield, beside sleepers, newcomers and tasks that are killed, and
   * checks the service of each hog after every turn: with {@code c} the largest overshoot, and the
   * hog in its k-th period, {@code (k-1)*Q <= S < k*Q + c}, and {@code (k-1)*Q <= S < (k-1)*Q + c}
   * as the period begins.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void serviceFollowsWeight(long seed) {
    Random random = new Random(seed);
    long fuelPerWeight = 1 + random.nextInt(3_000);
    long quantum = 1 + random.nextInt(5_000);
    int largestOvershoot = 1 + random.nextInt(5_000);
    BudgetWeighted policy = new BudgetWeighted(fuelPerWeight);
    int hogs = 1 + random.nextInt(8);
    long[] service = new long[hogs];
    Task[] tasks = new Task[hogs + 8];
    for (int id = 0; id < tasks.length; id++) {
      tasks[id] = Tasks.task(id, 1 + random.nextInt(20));
      tasks[id].setAsks(tasks[id].asks().withQuantum(quantum));
      policy.enqueue(tasks[id]);
    }
    boolean[] awake = new boolean[tasks.length];
    Arrays.fill(awake, true);
    long period = 0;
    for (int turn = 0; turn < 3_000; turn++) {
      Task task = policy.next();
      if (policy.period() > period) {
        period = policy.period();
        for (int id = 0; id < hogs; id++) {
          long entitled = (period - 1) * tasks[id].weight() * fuelPerWeight;
          assertThat(service[id]).isBetween(entitled, entitled + largestOvershoot - 1);
        }
      }
      int id = (int) task.id();
      long given = policy.quantum(task);
      assertThat(given).isBetween(1L, quantum);
      boolean yields = random.nextInt(5) == 0;
      long used = yields ? random.nextLong(given) : given + random.nextInt(largestOvershoot);
      if (id < hogs) {
        service[id] += used;
        long budget = task.weight() * fuelPerWeight;
        assertThat(service[id])
            .isBetween((period - 1) * budget, period * budget + largestOvershoot - 1);
      }
      awake[id] = id < hogs || random.nextInt(3) > 0;
      policy.ran(task, used, awake[id]);
      int other = hogs + random.nextInt(tasks.length - hogs);
      if (!awake[other]) {
        if (random.nextInt(10) == 0) { // it is killed, and a newcomer takes its place
          policy.remove(tasks[other]);
          tasks[other] = Tasks.task(other, 1 + random.nextInt(20));
          tasks[other].setAsks(tasks[other].asks().withQuantum(quantum));
        }
        policy.enqueue(tasks[other]);
        awake[other] = true;
      }
    }
  }

  private void weigh(Task task, int weight) {
    Tasks.change(policy, task, settings -> settings.withWeight(weight));
  }

  private String order(int turns) {
    StringBuilder order = new StringBuilder();
    for (int turn = 0; turn < turns; turn++) {
      order.append(SchedulingPolicyContract.turn(policy, true).name());
    }
    return order.toString();
  }
}
