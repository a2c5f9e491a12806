package dev.moonshift.bench;

import dev.moonshift.bench.contender.Contender;
import dev.moonshift.bench.contender.Execution;
import dev.moonshift.bench.contender.Script;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to resume a paused script, run a tiny quantum of it and pause it again, from
 * one script to a thousand taking turns?
 *
 * <p>Only contenders that can preempt take part. A thousand is where the hook's thread for each
 * script is still bearable. Whose turn it is the benchmark decides, for all alike; what our own
 * scheduler adds is in {@link TickLatencyBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ContenderTickBenchmark extends ContenderConditions {
  /** Never ends, allocates nothing for long and calls nothing: what is left is the tick itself. */
  private static final String LOOP = "local i = 0 while true do i = (i + 1) % 100 end";

  /** A few times round the loop: every tick does some work, none that would outweigh the tick. */
  private static final int TINY_QUANTUM = 10;

  @Param({"LUAJ_HOOK", "LUNA", "MOONSHIFT", "MOONSHIFT_INSTRUCTION"})
  Contender contender;

  @Param({"1", "1000"})
  int processes;

  private Execution[] executions;
  private int next;

  /** Starts all scripts and brings each to its first pause. */
  @Setup
  public void start() {
    Script script = contender.load("loop.lua", LOOP);
    executions = new Execution[processes];
    Arrays.setAll(executions, i -> script.start(0, TINY_QUANTUM));
    for (Execution execution : executions) {
      if (!execution.tick()) {
        throw new IllegalStateException(contender + " finished a script that never ends");
      }
    }
  }

  /** Gives the next script its turn. */
  @Benchmark
  public boolean tick() {
    Execution execution = executions[next];
    next = next + 1 == executions.length ? 0 : next + 1;
    return execution.tick();
  }

  /** Ends the paused scripts, so that no thread of theirs keeps the JVM alive. */
  @TearDown
  public void close() {
    for (Execution execution : executions) {
      execution.close();
    }
  }
}
