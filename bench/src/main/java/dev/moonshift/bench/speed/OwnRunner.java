package dev.moonshift.bench.speed;

import dev.moonshift.Moonshift;
import dev.moonshift.bench.workload.SizedProgram;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Tier;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaValue;

/** Our own engine in this JVM: for each run new processes in a new host, of one shared script. */
final class OwnRunner implements Runner {
  /** More than any program needs at its large size; it is accounted for all the same. */
  private static final long MEMORY_BYTES = 1L << 30;

  private final SizedProgram program;
  private final ProcessSettings settings;
  private final Stopwatch stopwatch;
  private final int processes;

  /**
   * Creates one.
   *
   * @param processes how many run the program at once, turn by turn; the time is divided by that
   */
  OwnRunner(SizedProgram program, Tier tier, int quantum, Stopwatch stopwatch, int processes) {
    this.program = program;
    this.stopwatch = stopwatch;
    this.processes = processes;
    settings =
        ProcessSettings.DEFAULT
            .withArgs(program.n())
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
    List<LuaProcess> running = new ArrayList<>();
    for (int n = 0; n < processes; n++) {
      running.add(moonshift.spawn(program.script(), settings));
    }
    moonshift.runUntilIdle();
    double millis = (stopwatch.nanos() - start) / 1e6;
    running.forEach(this::check);
    return millis / processes;
  }

  private void check(LuaProcess process) {
    if (process.state() != ProcessState.FINISHED) {
      ProcessError error = process.error();
      throw new IllegalStateException(program + ": " + (error == null ? "" : error.message()));
    }
    LuaValue result = process.results().arg1();
    if (result.type() != LuaValue.TNUMBER) {
      throw new IllegalStateException(
          program + " must return a number, returned a " + result.typename());
    }
    program.check("Moonshift", result.todouble());
  }
}
