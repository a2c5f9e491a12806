package dev.moonshift.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.SchedulingPolicyContract;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import org.junit.jupiter.api.Test;

/** The tests that every policy must pass, and one for the law of this one. */
class LeastUsedFirstTest implements SchedulingPolicyContract {
  @Override
  public SchedulingPolicy newPolicy() {
    return new LeastUsedFirst();
  }

  @Test
  void whoUsesHalfAsMuchRunsTwiceAsOften() {
    SchedulingPolicy policy = newPolicy();
    Task sparing = new Task(1, "sparing", TaskSettings.DEFAULT);
    Task greedy = new Task(2, "greedy", TaskSettings.DEFAULT);
    policy.enqueue(sparing);
    policy.enqueue(greedy);
    int turns = 0;
    for (int turn = 0; turn < 300; turn++) {
      Task task = policy.next();
      turns += task == sparing ? 1 : 0;
      policy.ran(task, task == sparing ? 500 : 1_000, true);
    }
    assertThat(turns).isEqualTo(200);
  }
}
