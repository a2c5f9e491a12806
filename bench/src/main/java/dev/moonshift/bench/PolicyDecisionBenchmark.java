package dev.moonshift.bench;

import dev.moonshift.policy.PolicyName;
import dev.moonshift.policy.Reservation;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one decision cost, from an idle machine to a crowded one: choose a task, grant it fuel,
 * and hear that it used nearly all?
 *
 * <p>Tasks are made and queued in a random order, as they are where processes come and go; so the
 * large sets are also too large for the caches. Weights and priorities differ, a few tasks have
 * reservations, and groups have sixteen members.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyDecisionBenchmark {
  private static final long SEED = 1;

  /** A power of two, so that looking one up costs nothing to speak of. */
  private static final int TURNS = 1 << 10;

  /** As many as a policy with deadlines admits. */
  private static final int RESERVATIONS = 16;

  @Param PolicyName policy = PolicyName.ROUND_ROBIN;

  @Param({"1", "16", "256", "4096", "65536", "1000000"})
  int runnable;

  private SchedulingPolicy subject = new RoundRobin();

  /** What turns leave of their fuel, so that not all move alike. */
  private final int[] unused = new int[TURNS];

  private int turn;

  /** Queues the tasks, and gives each two turns: newcomers have their own rules. */
  @Setup
  public void queue() {
    Random random = new Random(SEED);
    subject = policy.create();
    for (int i = 0; i < TURNS; i++) {
      unused[i] = random.nextInt(1_000);
    }
    for (int id = 0; id < runnable; id++) {
      TaskSettings settings =
          TaskSettings.DEFAULT
              .withWeight(1 + random.nextInt(100))
              .withPriority(random.nextInt(TaskSettings.MAX_PRIORITY + 1))
              .withGroup(policy.minds(PolicyName.Setting.GROUP) ? "group" + id / 16 : "")
              .withReservation(id < RESERVATIONS ? new Reservation(10_000, 2_000_000) : null);
      subject.enqueue(new Task(id, "task", settings));
    }
    for (int i = 0; i < 2 * runnable; i++) {
      decide();
    }
    if (subject.runnable() != runnable) {
      throw new IllegalStateException("somebody was lost");
    }
  }

  /** One decision: all calls that a turn makes. */
  @Benchmark
  public Task decide() {
    Task task = subject.next();
    if (task == null) {
      throw new IllegalStateException("nobody was chosen of " + subject.runnable());
    }
    long used = subject.quantum(task) - unused[turn++ & (TURNS - 1)];
    subject.ran(task, Math.max(used, 0), true);
    return task;
  }
}
