package dev.moonshift.bench;

import dev.moonshift.Moonshift;
import dev.moonshift.bench.workload.Program;
import dev.moonshift.bench.workload.SizedProgram;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does preemption cost a whole program, from turns so short that they hurt to a single turn?
 *
 * <p>The program is spawned in a host and run to its end by the scheduler. How it compares with
 * others is in {@link ContenderThroughputBenchmark}, under the same conditions.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ThroughputBenchmark extends ContenderConditions {
  private static final String UNLIMITED = "UNLIMITED";

  @Param Program program;

  /** From about a microsecond a turn to all in one turn. */
  @Param({"100", "1000", "10000", UNLIMITED})
  String quantum;

  @Param Granularity granularity;

  /** At granularity {@code INSTRUCTION} the interpreter runs alone in either tier. */
  @Param({"INTERPRETER", "AUTOMATIC"})
  Tier tier;

  private Moonshift moonshift = Moonshift.create();
  private Script script = Script.compile("empty.lua", "");

  /** Compiles the program and checks its answer before anything is timed. */
  @Setup
  public void compile() {
    int fuel =
        quantum.equals(UNLIMITED) ? InterruptSettings.MAX_QUANTUM : Integer.parseInt(quantum);
    SizedProgram sized = SizedProgram.of(program, program.moderate());
    moonshift =
        Moonshift.builder()
            .settings(
                ProcessSettings.DEFAULT
                    .withArgs(sized.n())
                    .withTier(tier)
                    .withLimits(Limits.DEFAULT.withMemoryBytes(Program.MEMORY_BYTES))
                    .withInterrupts(
                        InterruptSettings.DEFAULT.withQuantum(fuel).withGranularity(granularity)))
            .build();
    script = sized.script();
    LuaProcess process = run();
    if (process.state() != ProcessState.FINISHED) {
      throw new IllegalStateException(process + ": " + process.error());
    }
    sized.check("Moonshift", process.results().checkdouble(1));
  }

  /** Runs the program from its first instruction to its last. */
  @Benchmark
  public LuaProcess run() {
    LuaProcess process = moonshift.spawn(script);
    moonshift.runUntilIdle();
    return process;
  }
}
