package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetWeightedCapTest implements SchedulingPolicyContract {
  private static final long PERIOD = 10_000;

  private final SchedulingPolicy policy = newPolicy();

  @Override
  public SchedulingPolicy newPolicy() {
    return BudgetWeighted.capped(1_000, PERIOD);
  }

  @Test
  void nobodyGetsMoreThanItsBudgetInAPeriodEvenAlone() {
    Task lone = Tasks.task(0, 2);
    policy.enqueue(lone);
    assertThat(SchedulingPolicyContract.order(policy, 2)).isEqualTo("aa");
    assertThat(policy.next()).isNull();
    assertThat(policy.runnable()).isEqualTo(1);
    assertThat(policy.idleNeeded()).isEqualTo(PERIOD - 2_000);
    policy.idle(PERIOD - 2_001);
    assertThat(policy.next()).isNull();
    policy.idle(1);
    assertThat(policy.next()).isSameAs(lone);
  }

  @Test
  void whoComesWhileAPeriodLastsNeedNotWait() {
    policy.enqueue(Tasks.task(0, 1));
    SchedulingPolicyContract.turn(policy, true);
    Task newcomer = Tasks.task(1, 1);
    policy.enqueue(newcomer);
    assertThat(policy.next()).isSameAs(newcomer);
    policy.ran(newcomer, 400, false);
    policy.enqueue(newcomer);
    assertThat(policy.next()).isSameAs(newcomer);
    assertThat(policy.quantum(newcomer)).isEqualTo(600);
  }

  @Test
  void aDebtTakesAsManyPeriods() {
    List<Task> tasks = Tasks.queued(policy, 1);
    policy.ran(policy.next(), 3_500, true);
    assertThat(policy.next()).isNull();
    assertThat(policy.idleNeeded()).isEqualTo(3 * PERIOD - 3_500);
    policy.idle(policy.idleNeeded());
    assertThat(policy.next()).isSameAs(tasks.get(0));
    assertThat(policy.quantum(tasks.get(0))).isEqualTo(500);
  }

  @Test
  void refusesAPeriodOutOfBounds() {
    assertThatThrownBy(() -> BudgetWeighted.capped(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("period must be between 1 and 1099511627776, was 0");
  }
}
