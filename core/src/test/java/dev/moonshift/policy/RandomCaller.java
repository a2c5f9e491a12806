package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Calls a policy as a busy scheduler with several workers might: tasks are born, run, overshoot,
 * yield, sleep, wake, change weight and die at random. Checks after each call that the policy
 * agrees on who is queued, and writes down what it decided.
 */
final class RandomCaller {
  private static final String[] GROUPS = {"", "x", "y", "x/z", "x/z/u"};

  private final int workers;
  private final SchedulingPolicy policy;
  private final Random random;
  private final List<Task> queued = new ArrayList<>();
  private final List<Task> running = new ArrayList<>();
  private final Map<Task, Long> given = new HashMap<>();
  private final List<Task> away = new ArrayList<>();
  private final StringBuilder decisions = new StringBuilder();
  private int born;

  RandomCaller(SchedulingPolicy policy, int workers, long seed) {
    this.policy = policy;
    this.workers = workers;
    this.random = new Random(seed);
  }

  /** Makes the given number of calls, then lets everyone who is queued run and die. */
  String call(int times) {
    for (int i = 0; i < times; i++) {
      step();
      assertThat(policy.runnable()).isEqualTo(queued.size());
    }
    while (!running.isEmpty()) {
      end(pick(running), false);
    }
    int left = queued.size();
    for (int i = 0; i < left; i++) {
      begin();
      Task last = running.get(0);
      end(last, false);
      policy.remove(last);
      away.remove(last);
    }
    assertThat(policy.next()).isNull();
    return decisions.toString();
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> {
        Task task = Tasks.task(born++, 1 + random.nextInt(10));
        policy.enqueue(task);
        queued.add(task);
      }
      case 1 -> {
        if (!away.isEmpty()) {
          Task task = take(away);
          policy.enqueue(task);
          queued.add(task);
        }
      }
      case 2 -> {
        List<Task> where = random.nextBoolean() ? queued : away;
        if (!where.isEmpty() && random.nextInt(4) == 0) {
          policy.remove(take(where));
        }
      }
      case 3 -> {
        List<Task> where = List.of(queued, running, away).get(random.nextInt(3));
        if (!where.isEmpty()) {
          Task task = pick(where);
          int weight = 1 + random.nextInt(100);
          long quantum = 1 + random.nextInt(20_000);
          int priority = random.nextInt(32);
          String group = GROUPS[random.nextInt(GROUPS.length)];
          Tasks.change(
              policy,
              task,
              s ->
                  s.withWeight(weight)
                      .withQuantum(quantum)
                      .withPriority(priority)
                      .withGroup(group));
        }
      }
      default -> {
        if (running.size() < workers && random.nextBoolean()) {
          begin();
        } else if (!running.isEmpty()) {
          end(pick(running), random.nextInt(8) > 0);
        }
      }
    }
  }

  private void begin() {
    Task task = policy.next();
    if (task == null && !queued.isEmpty() && running.isEmpty()) {
      assertThat(policy.idleNeeded()).isPositive();
      policy.idle(policy.idleNeeded());
      task = policy.next();
    }
    if (queued.isEmpty() || (task == null && !running.isEmpty())) {
      assertThat(task).isNull();
      return;
    }
    assertThat(queued).contains(task);
    queued.remove(task);
    running.add(task);
    long quantum = policy.quantum(task);
    assertThat(quantum).isBetween(1L, task.quantum());
    given.put(task, quantum);
    decisions.append(task.id()).append(' ').append(quantum).append('\n');
  }

  private void end(Task task, boolean stillRunnable) {
    running.remove(task);
    (stillRunnable ? queued : away).add(task);
    long most = given.remove(task) + SchedulingPolicyContract.LARGEST_CHARGE;
    policy.ran(task, random.nextLong(most + 1), stillRunnable);
    if (random.nextInt(10) == 0) {
      policy.idle(random.nextInt(50_000));
    }
  }

  private Task pick(List<Task> tasks) {
    return tasks.get(random.nextInt(tasks.size()));
  }

  private Task take(List<Task> tasks) {
    return tasks.remove(random.nextInt(tasks.size()));
  }
}
