package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskTest {
  @Test
  void asksForSomethingElseOnceItIsSet() {
    Task task = new Task(1, "miner", TaskSettings.DEFAULT);
    task.setAsks(task.asks().withWeight(7).withQuantum(50));
    assertThat(task.weight()).isEqualTo(7);
    assertThat(task.quantum()).isEqualTo(50);
  }

  @Test
  void isNewToAnotherPolicyOnceItHasForgottenTheFirst() {
    Task task = new Task(1, "miner", TaskSettings.DEFAULT);
    new BudgetWeighted().enqueue(task);
    task.forgetPolicy();
    SchedulingPolicy policy = new RoundRobin();
    policy.enqueue(task);
    assertThat(task.note()).isNull();
    assertThat(policy.next()).isSameAs(task);
    assertThat(policy.next()).isNull();
  }
}
