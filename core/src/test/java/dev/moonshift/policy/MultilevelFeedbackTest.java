package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultilevelFeedbackTest implements SchedulingPolicyContract {
  private static final int BOTTOM = MultilevelFeedback.LEVELS - 1;

  @Override
  public MultilevelFeedback newPolicy() {
    return new MultilevelFeedback(2_000, 300_000);
  }

  private static MultilevelFeedback withoutBoost() {
    return new MultilevelFeedback(2_000, Long.MAX_VALUE);
  }

  @Test
  void aHogSinksToTheBottom() {
    MultilevelFeedback policy = withoutBoost();
    Task hog = Tasks.queued(policy, 1).get(0);
    SchedulingPolicyContract.order(policy, 2);
    assertThat(policy.level(hog)).isEqualTo(1);
    SchedulingPolicyContract.order(policy, 4);
    assertThat(policy.level(hog)).isEqualTo(2);
    SchedulingPolicyContract.order(policy, 1_000);
    assertThat(policy.level(hog)).isEqualTo(BOTTOM);
  }

  @Test
  void yieldingBeforeTheEndOfATurnSavesNobodyFromSinking() {
    MultilevelFeedback policy = withoutBoost();
    Task yielder = Tasks.queued(policy, 1).get(0);
    for (int turn = 0; turn < 20; turn++) {
      policy.ran(policy.next(), 100, true);
    }
    assertThat(policy.level(yielder)).isEqualTo(1);
  }

  @Test
  void aHogThatBecomesInteractiveRises() {
    MultilevelFeedback policy = withoutBoost();
    List<Task> tasks = Tasks.queued(policy, 2);
    SchedulingPolicyContract.order(policy, 2_000);
    Task changed = SchedulingPolicyContract.turn(policy, false);
    policy.enqueue(changed);
    for (int burst = 0; burst < BOTTOM; burst++) {
      assertThat(policy.level(changed)).isEqualTo(BOTTOM - burst);
      while (policy.next() != changed) {
        policy.ran(tasks.get(1 - (int) changed.id()), 1_000, true);
      }
      policy.ran(changed, 500, false);
      policy.enqueue(changed);
    }
    assertThat(policy.level(changed)).isZero();
    assertThat(policy.next()).isSameAs(changed);
  }

  @Test
  void longBurstsDoNotRise() {
    MultilevelFeedback policy = withoutBoost();
    Task task = Tasks.queued(policy, 1).get(0);
    SchedulingPolicyContract.order(policy, 6);
    assertThat(policy.level(task)).isEqualTo(2);
    for (int burst = 0; burst < 20; burst++) { // level 1 has room for 4,000
      for (int turn = 0; turn < 4; turn++) {
        policy.next();
        policy.ran(task, 1_001, turn < 3);
      }
      policy.enqueue(task);
    }
    assertThat(policy.level(task)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aBoostBringsEverybodyToTheTop() {
    MultilevelFeedback policy = new MultilevelFeedback(1_000, 100_000);
    List<Task> tasks = Tasks.queued(policy, 3);
    policy.remove(tasks.get(2));
    SchedulingPolicyContract.order(policy, 100);
    assertThat(policy.level(tasks.get(0))).isPositive();
    Task next = policy.next(); // 100,000 have been used
    assertThat(tasks)
        .allSatisfy(t -> assertThat(t.note() == null || policy.level(t) == 0).isTrue());
    policy.ran(next, 0, true);
    policy.remove(tasks.get(0)); // and their queues know it
    assertThat(SchedulingPolicyContract.order(policy, 3)).isEqualTo("bbb");
  }

  @Test
  void idleTimeCountsForTheBoost() {
    MultilevelFeedback policy = new MultilevelFeedback(1_000, 100_000);
    Task task = Tasks.queued(policy, 1).get(0);
    SchedulingPolicyContract.turn(policy, false);
    assertThat(policy.level(task)).isEqualTo(1);
    policy.idle(99_000);
    policy.enqueue(task);
    assertThat(policy.next()).isSameAs(task);
    assertThat(policy.level(task)).isZero();
  }

  @Test
  void refusesValuesOutOfBounds() {
    assertThatThrownBy(() -> new MultilevelFeedback(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("allotment must be between 1 and 1000000000, was 0");
    assertThatThrownBy(() -> new MultilevelFeedback(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("period must be at least 1, was 0");
  }
}
