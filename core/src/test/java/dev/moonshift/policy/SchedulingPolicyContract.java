package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every policy must do, whatever its law. Its test implements this and adds the law.
 *
 * <p>Also for policies outside the library: it is published as the {@code test-jar} of the module.
 */
public interface SchedulingPolicyContract {
  long QUANTUM = 1_000;

  /** How many tasks run at a time in some tests. */
  int WORKERS = 3;

  /** How far turns overrun their quantum in some tests. */
  int LARGEST_CHARGE = 1_000;

  /** Makes a policy that knows no task, and reckons with {@link #LARGEST_CHARGE}, if with any. */
  SchedulingPolicy newPolicy();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  default void anEmptyPolicyHasNobodyToRun() {
    SchedulingPolicy policy = newPolicy();
    assertThat(policy.next()).isNull();
    assertThat(policy.runnable()).isZero();
  }

  @Test
  default void aTaskThatRunsIsNotQueued() {
    SchedulingPolicy policy = newPolicy();
    Task task = Tasks.queued(policy, 1).get(0);
    assertThat(policy.runnable()).isEqualTo(1);
    assertThat(policy.next()).isSameAs(task);
    assertThat(policy.runnable()).isZero();
    assertThat(policy.next()).isNull();
  }

  @Test
  default void aLoneTaskRunsAgainAtOnceWhateverItUsed() {
    SchedulingPolicy policy = newPolicy();
    Task task = Tasks.queued(policy, 1).get(0);
    for (long used : new long[] {0, 1, QUANTUM, 1_000_000_000_000_000L, Long.MAX_VALUE, 0, 1}) {
      assertThat(next(policy)).isSameAs(task);
      assertThat(policy.quantum(task)).isPositive();
      policy.ran(task, used, true);
    }
  }

  @Test
  default void everyoneRunsAmongHogs() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = Tasks.queued(policy, 20);
    Set<Task> ran = new HashSet<>();
    for (int turn = 0; turn < 20_000; turn++) {
      ran.add(turn(policy, true));
    }
    assertThat(ran).containsExactlyInAnyOrderElementsOf(tasks);
  }

  @Test
  default void aQuantumIsPositiveAndNoMoreThanAskedFor() {
    for (long quantum : new long[] {1, QUANTUM, TaskSettings.MAX_QUANTUM}) {
      SchedulingPolicy policy = newPolicy();
      Task asking = Tasks.queued(policy, 1).get(0);
      Tasks.change(policy, asking, settings -> settings.withQuantum(quantum));
      assertThat(policy.quantum(policy.next())).isBetween(1L, quantum);
    }
  }

  @Test
  default void aTaskThatStoppedBeingRunnableDoesNotRun() {
    SchedulingPolicy policy = newPolicy();
    Task sleeper = Tasks.queued(policy, 1).get(0);
    turn(policy, false);
    assertThat(policy.next()).isNull();
    policy.enqueue(sleeper);
    assertThat(next(policy)).isSameAs(sleeper);
  }

  @Test
  default void aRemovedTaskNeverRuns() {
    for (int victim = 0; victim < 3; victim++) {
      SchedulingPolicy policy = newPolicy();
      Task removed = Tasks.queued(policy, 3).get(victim);
      policy.remove(removed);
      assertThat(policy.runnable()).isEqualTo(2);
      for (int turn = 0; turn < 100; turn++) {
        assertThat(turn(policy, true)).isNotSameAs(removed);
      }
    }
  }

  @Test
  default void aRemovedTaskCanPassToAnotherPolicy() {
    SchedulingPolicy policy = newPolicy();
    List<Task> tasks = Tasks.queued(policy, 3);
    turn(policy, true);
    turn(policy, false);
    SchedulingPolicy successor = newPolicy();
    for (Task task : tasks) {
      policy.remove(task);
      assertThat(task.note()).isNull();
      successor.enqueue(task);
    }
    assertThat(policy.next()).isNull();
    assertThat(Set.of(turn(successor, false), turn(successor, false), turn(successor, false)))
        .containsExactlyInAnyOrderElementsOf(tasks);
  }

  @Test
  default void removingATaskItNeverSawChangesNothing() {
    SchedulingPolicy policy = newPolicy();
    Tasks.queued(policy, 1);
    policy.remove(Tasks.task(7, 1));
    assertThat(policy.runnable()).isEqualTo(1);
  }

  @Test
  default void refusesToQueueATaskTwice() {
    SchedulingPolicy policy = newPolicy();
    Task task = Tasks.queued(policy, 2).get(0);
    assertThatThrownBy(() -> policy.enqueue(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("process 'a'");
    assertThat(policy.runnable()).isEqualTo(2);
  }

  @Test
  default void refusesToQueueATaskThatRuns() {
    SchedulingPolicy policy = newPolicy();
    Task task = Tasks.queued(policy, 1).get(0);
    policy.next();
    assertThatThrownBy(() -> policy.enqueue(task)).isInstanceOf(IllegalStateException.class);
    assertThat(policy.next()).isNull();
  }

  @Test
  default void refusesTheEndOfATurnThatNeverBegan() {
    SchedulingPolicy policy = newPolicy();
    Task task = Tasks.queued(policy, 1).get(0);
    assertThatThrownBy(() -> policy.ran(task, 1, true)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> policy.ran(Tasks.task(7, 1), 1, true))
        .isInstanceOf(IllegalStateException.class);
    assertThat(policy.runnable()).isEqualTo(1);
  }

  @Test
  default void refusesToRemoveATaskThatRuns() {
    SchedulingPolicy policy = newPolicy();
    Task task = Tasks.queued(policy, 1).get(0);
    policy.next();
    assertThatThrownBy(() -> policy.remove(task)).isInstanceOf(IllegalStateException.class);
    policy.ran(task, 1, false);
    policy.remove(task);
    assertThat(task.note()).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  default void losesNobody(long seed) {
    new RandomCaller(newPolicy(), WORKERS, seed).call(500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  default void decidesTheSameWhenToldTheSame(long seed) {
    String decisions = new RandomCaller(newPolicy(), WORKERS, seed).call(200);
    assertThat(new RandomCaller(newPolicy(), WORKERS, seed).call(200)).isEqualTo(decisions);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  default void keepsItsPromises(long seed) {
    Auditor auditor = new Auditor(newPolicy(), LARGEST_CHARGE);
    new RandomCaller(auditor, 1, seed).call(1_000);
    assertThat(auditor.violation()).isNull();
  }

  @Test
  default void aDecisionAllocatesNothing() {
    assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemoryEnabled());
    SchedulingPolicy policy = newPolicy();
    Tasks.queued(policy, 20);
    TaskSettings[] settings = new TaskSettings[5];
    Arrays.setAll(settings, i -> TaskSettings.DEFAULT.withWeight(1 + i).withPriority(i));
    int turns = 50_000;
    long bytes = 0;
    for (int round = 0; round < 2; round++) { // the first loads classes
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int turn = 0; turn < turns; turn++) {
        Task task = turn(policy, turn % 7 != 0);
        if (turn % 7 == 0) {
          policy.enqueue(task);
        }
        if (turn % 11 == 0) {
          task.setAsks(settings[turn % settings.length]);
          policy.settingsChanged(task);
        }
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(bytes).as("bytes in %d decisions", turns).isLessThan(turns);
  }

  /** Lets a policy choose, and idle time pass if it needs some. */
  static Task next(SchedulingPolicy policy) {
    Task task = policy.next();
    if (task == null && policy.runnable() > 0) {
      assertThat(policy.idleNeeded()).isPositive();
      policy.idle(policy.idleNeeded());
      task = policy.next();
    }
    return task;
  }

  /** Lets a policy choose, and the task use its whole quantum. */
  static Task turn(SchedulingPolicy policy, boolean stillRunnable) {
    Task task = next(policy);
    policy.ran(task, policy.quantum(task), stillRunnable);
    return task;
  }

  /** Lets everyone use whole quanta for some turns; the names in order. */
  static String order(SchedulingPolicy policy, int turns) {
    StringBuilder order = new StringBuilder();
    for (int turn = 0; turn < turns; turn++) {
      order.append(turn(policy, true).name());
    }
    return order.toString();
  }

  /** Checks that a task runs although each of its neighbours brings the next, and ends. */
  static void floodsWithNewcomers(SchedulingPolicy policy) {
    Task lasting = Tasks.task(0, 1);
    policy.enqueue(lasting);
    turn(policy, true);
    policy.enqueue(Tasks.task(1, 1));
    int others = 0;
    for (int id = 2; others < 1_000; id++) {
      Task task = turn(policy, policy.runnable() == 1);
      if (task == lasting) {
        break;
      }
      policy.remove(task);
      policy.enqueue(Tasks.task(id, 1));
      others++;
    }
    assertThat(others).isLessThanOrEqualTo(3);
  }
}
