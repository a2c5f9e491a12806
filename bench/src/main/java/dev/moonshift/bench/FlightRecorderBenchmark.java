package dev.moonshift.bench;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Script;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the events of the Flight Recorder cost a tick while nothing is recorded, and while it is?
 * The baseline is a Java without the recorder, where no event can ever be recorded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlightRecorderBenchmark {
  /** Allocates nothing. */
  private static final String LOOP = "local a, b = 1, 2 while true do a, b = b, a end";

  /** Two rounds of the loop, so that a cost of a turn would show. */
  private static final int TINY_QUANTUM = 8;

  /** Turns in one call of the scheduler: enough that entering it does not count. */
  private static final int TURNS = 1000;

  private Moonshift moonshift = Moonshift.create();

  /** Spawns as many processes as stay in a cache. */
  @Setup
  public void spawn() {
    moonshift = Moonshift.builder().quantum(TINY_QUANTUM).build();
    Script script = Script.compile("loop.lua", LOOP);
    for (int i = 0; i < 100; i++) {
      moonshift.spawn(script);
    }
    moonshift.tick();
  }

  /** The baseline. */
  @Benchmark
  @OperationsPerInvocation(TURNS)
  @Fork(
      value = 3,
      jvmArgsAppend = {
        "-Xms1g",
        "-Xmx1g",
        "-XX:+UseParallelGC",
        "--limit-modules=java.base,java.management,java.logging,java.xml,java.compiler,jdk.unsupported"
      })
  public long withoutRecorder() {
    return giveTurns();
  }

  /** As every program runs that does not ask for a recording. */
  @Benchmark
  @OperationsPerInvocation(TURNS)
  public long recorderOff() {
    return giveTurns();
  }

  /** Each turn is an event. */
  @Benchmark
  @OperationsPerInvocation(TURNS)
  @Fork(
      value = 3,
      jvmArgsAppend = {
        "-Xms1g",
        "-Xmx1g",
        "-XX:+UseParallelGC",
        "-XX:StartFlightRecording=maxsize=100m,settings=none"
      })
  public long recorderOn() {
    return giveTurns();
  }

  private long giveTurns() {
    return moonshift.tick((long) TURNS * TINY_QUANTUM);
  }
}
