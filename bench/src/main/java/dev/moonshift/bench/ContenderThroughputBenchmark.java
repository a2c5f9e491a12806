package dev.moonshift.bench;

import dev.moonshift.bench.contender.Contender;
import dev.moonshift.bench.contender.Script;
import dev.moonshift.bench.workload.Program;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How long does a whole program take on each contender, preempted on the way where the contender can
 * be?
 *
 * <p>{@link Contender#LUAJ} is the baseline: the same language on the same JVM, without preemption.
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
  private long n;

  /** Loads the script and checks its answer once. */
  @Setup
  public void load() {
    n = program.moderate().n();
    script = contender.load(program.chunkName(), program.chunk());
    double answer = script.start(n, quantum).runToEnd();
    if (answer != program.moderate().checksum()) {
      throw new IllegalStateException(
          "%s must return %d for %d, %s returned %s"
              .formatted(program, program.moderate().checksum(), n, contender, answer));
    }
  }

  /** Runs the program from its first instruction to its last. */
  @Benchmark
  public double run() {
    return script.start(n, quantum).runToEnd();
  }
}
