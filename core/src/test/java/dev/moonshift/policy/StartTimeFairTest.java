package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartTimeFairTest implements VirtualTimeContract {
  @Override
  public SchedulingPolicy newPolicy() {
    return new StartTimeFair();
  }

  @Test
  void aSleeperIsNextButHasNoCredit() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    policy.ran(policy.next(), 5_000, false); // a sleeps
    SchedulingPolicyContract.order(policy, 100);
    policy.enqueue(tasks.get(0));
    assertThat(SchedulingPolicyContract.order(policy, 6)).isEqualTo("aababa");
  }

  @Test
  void whoWakesTooSoonWaitsForItsFinishTag() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = Tasks.ofWeights(1, 1);
    tasks.forEach(policy::enqueue);
    policy.ran(policy.next(), 5_000, false);
    policy.enqueue(tasks.get(0));
    assertThat(SchedulingPolicyContract.order(policy, 8)).isEqualTo("bbbbbaba");
  }
}
