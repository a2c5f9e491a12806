package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriorityTest implements SchedulingPolicyContract {
  @Override
  public SchedulingPolicy newPolicy() {
    return new Priority(50_000);
  }

  private static List<Task> ofPriorities(int... priorities) {
    return IntStream.range(0, priorities.length)
        .mapToObj(
            id -> {
              Task task = Tasks.task(id, 1);
              task.setAsks(task.asks().withPriority(priorities[id]));
              return task;
            })
        .toList();
  }

  @Test
  void theMostUrgentRunFirstAndTakeTurns() {
    SchedulingPolicy policy = newPolicy();
    ofPriorities(1, 7, 7, 31).forEach(policy::enqueue);
    SchedulingPolicyContract.turn(policy, false);
    assertThat(SchedulingPolicyContract.order(policy, 6)).isEqualTo("bcbcbc");
  }

  @Test
  void whoHasWaitedForLongRunsOnce() {
    SchedulingPolicy policy = new Priority(5_000);
    ofPriorities(0, 9).forEach(policy::enqueue);
    assertThat(SchedulingPolicyContract.order(policy, 13)).isEqualTo("bbbbbabbbbbab");
  }

  @Test
  void withoutAgeingTheUrgentMayKeepOthersOut() {
    SchedulingPolicy policy = new Priority(Priority.WITHOUT_AGEING);
    ofPriorities(0, 9).forEach(policy::enqueue);
    assertThat(SchedulingPolicyContract.order(policy, 1_000)).isEqualTo("b".repeat(1_000));
  }

  @Test
  void anotherPriorityCountsAtOnce() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = ofPriorities(1, 2);
    tasks.forEach(policy::enqueue);
    Tasks.change(policy, tasks.get(0), settings -> settings.withPriority(3));
    assertThat(SchedulingPolicyContract.order(policy, 3)).isEqualTo("aaa");
  }

  @Test
  void refusesAPatienceOutOfBounds() {
    assertThatThrownBy(() -> new Priority(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patience must be at least 1, was 0");
  }
}
