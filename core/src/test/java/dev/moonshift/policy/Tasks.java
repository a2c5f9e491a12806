package dev.moonshift.policy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Makes tasks for tests: a, b, c, ... */
final class Tasks {
  private Tasks() {}

  static Task task(int id, int weight) {
    return new Task(
        id,
        Character.toString('a' + id),
        TaskSettings.DEFAULT.withWeight(weight).withQuantum(SchedulingPolicyContract.QUANTUM));
  }

  /** Makes one task for each weight. */
  static List<Task> ofWeights(int... weights) {
    return IntStream.range(0, weights.length).mapToObj(i -> task(i, weights[i])).toList();
  }

  /** Makes tasks of equal weight and queues them. */
  static List<Task> queued(SchedulingPolicy policy, int count) {
    List<Task> tasks = ofWeights(IntStream.generate(() -> 1).limit(count).toArray());
    tasks.forEach(policy::enqueue);
    return tasks;
  }

  /** Changes what a task asks for and tells its policy. */
  static void change(SchedulingPolicy policy, Task task, UnaryOperator<TaskSettings> change) {
    task.setAsks(change.apply(task.asks()));
    policy.settingsChanged(task);
  }
}
