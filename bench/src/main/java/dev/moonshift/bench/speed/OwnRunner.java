package dev.moonshift.bench.speed;

import dev.moonshift.Moonshift;
import dev.moonshift.bench.workload.Program;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;

/** Our own engine in this JVM: for each run a new process in a new host, of one shared script. */
final class OwnRunner implements Runner {
  /** More than any program needs at its large size; it is accounted for all the same. */
  private static final long MEMORY_BYTES = 1L << 30;

  private final Program program;
  private final Program.Size size;
  private final Script script;
  private final ProcessSettings settings;
  private final Stopwatch stopwatch;

  OwnRunner(Program program, Program.Size size, Tier tier, int quantum, Stopwatch stopwatch) {
    this.program = program;
    this.size = size;
    this.stopwatch = stopwatch;
    script = Script.compile(program.chunkName(), program.chunk());
    settings =
        ProcessSettings.DEFAULT
            .withArgs(size.n())
            .withTier(tier)
            .withLimits(Limits.DEFAULT.withMemoryBytes(MEMORY_BYTES))
            .withInterrupts(
                InterruptSettings.DEFAULT
                    .withQuantum(quantum)
                    .withGranularity(Granularity.SAFEPOINT));
  }

  @Override
  public double run() {
    Moonshift moonshift = Moonshift.create();
    long start = stopwatch.nanos();
    LuaProcess process = moonshift.spawn(script, settings);
    moonshift.runUntilIdle();
    double millis = (stopwatch.nanos() - start) / 1e6;
    if (process.state() != ProcessState.FINISHED) {
      ProcessError error = process.error();
      throw new IllegalStateException(process + ": " + (error == null ? "" : error.message()));
    }
    size.check(program, "Moonshift", process.results().checkdouble(1));
    return millis;
  }
}
