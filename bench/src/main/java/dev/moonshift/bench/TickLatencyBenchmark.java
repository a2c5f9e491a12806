package dev.moonshift.bench;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one tick of a process cost: choose it, resume it, run a tiny quantum, suspend it and
 * queue it again?
 *
 * <p>One process stays in the first cache, a thousand in the second; a hundred thousand fit no
 * cache and a million are what the machine is meant to carry. Three gigabytes hold them with room
 * for the collector to be idle, so that no collection is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TickLatencyBenchmark {
  /** Four instructions a round, three moves and a jump: uses its registers, allocates nothing. */
  private static final String LOOP = "local a, b = 1, 2 while true do a, b = b, a end";

  /**
   * Two rounds of the loop: a tick does some work, none that would outweigh the tick. As it is a
   * whole number of rounds, both granularities use exactly this much in every turn.
   */
  private static final int TINY_QUANTUM = 8;

  /** Turns in one call of the scheduler: enough that entering it does not count. */
  private static final int TURNS = 1000;

  @Param({"1", "1000", "100000", "1000000"})
  int processes;

  @Param Granularity granularity;
  @Param Policy policy;

  private Moonshift moonshift = Moonshift.create();

  /** The policies that come with the library. */
  public enum Policy {
    /** {@link RoundRobin}. */
    ROUND_ROBIN(RoundRobin::new),

    /**
     * {@link BudgetWeighted} with a budget of one quantum, which is its default for the default
     * quantum: every turn spends a budget, and every round begins a period.
     */
    BUDGET_WEIGHTED(() -> new BudgetWeighted(TINY_QUANTUM));

    private final Supplier<SchedulingPolicy> factory;

    Policy(Supplier<SchedulingPolicy> factory) {
      this.factory = factory;
    }
  }

  /** Spawns the processes from one script, brings each into its loop and checks what turns use. */
  @Setup
  public void spawn() {
    InterruptSettings interrupts =
        InterruptSettings.DEFAULT.withQuantum(TINY_QUANTUM).withGranularity(granularity);
    moonshift =
        Moonshift.builder()
            .policy(policy.factory.get())
            .settings(ProcessSettings.DEFAULT.withInterrupts(interrupts))
            .build();
    Script script = Script.compile("loop.lua", LOOP);
    for (int i = 0; i < processes; i++) {
      moonshift.spawn(script);
    }
    moonshift.tick();
    long before = moonshift.scheduler().turns();
    giveTurns();
    long given = moonshift.scheduler().turns() - before;
    if (given != TURNS) {
      throw new IllegalStateException("meant to give %d turns, gave %d".formatted(TURNS, given));
    }
  }

  /** Gives the turns; a figure is for one of them. */
  @Benchmark
  @OperationsPerInvocation(TURNS)
  public long tick() {
    return giveTurns();
  }

  private long giveTurns() {
    return moonshift.tick((long) TURNS * TINY_QUANTUM);
  }
}
