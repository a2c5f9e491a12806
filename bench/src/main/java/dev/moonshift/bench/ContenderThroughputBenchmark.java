package dev.moonshift.bench;

import dev.moonshift.bench.contender.Contender;
import dev.moonshift.bench.contender.Script;
import dev.moonshift.bench.workload.Program;
import dev.moonshift.bench.workload.SizedProgram;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How long does a whole program take on each contender, preempted on the way where the contender
 * can be?
 *
 * <p>{@link Contender#LUAJ} is the baseline: the same language on the same JVM, without preemption.
 * {@link Program#COROUTINES} can fail or be cut off by the timeout on both LuaJ contenders: LuaJ
 * 3.0.1 does not guard its coroutine switches against spurious wakeups.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ContenderThroughputBenchmark extends ContenderConditions {
  @Param Program program;
  @Param Contender contender;

  /** A turn of about a tenth of a millisecond: what a host that runs many scripts would choose. */
  @Param("10000")
  long quantum;

  private Script script;
  private SizedProgram sized;

  /** Loads the script and checks its answer before anything is timed. */
  @Setup
  public void load() {
    sized = SizedProgram.of(program, program.moderate());
    script = contender.load(program.chunkName(), sized.chunk());
    run();
  }

  /**
   * Runs the program from its first instruction to its last.
   *
   * <p>The answer is compared every time, not in the setup alone, because LuaJ's coroutines go
   * wrong once in some million switches.
   */
  @Benchmark
  public double run() {
    double answer = script.start(sized.n(), quantum).runToEnd();
    sized.check(contender.toString(), answer);
    return answer;
  }
}
