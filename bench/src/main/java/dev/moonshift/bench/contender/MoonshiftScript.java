package dev.moonshift.bench.contender;

import dev.moonshift.Moonshift;
import dev.moonshift.bench.workload.Program;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;

/**
 * Our own engine: a process for each execution, all of one compiled script.
 *
 * <p>Each execution has a host to itself and its process is ticked by hand, as the caller decides
 * whose turn it is. Unlike the other contenders' executions, processes share no globals, and their
 * memory is accounted for and limited.
 */
final class MoonshiftScript implements Script {
  private final dev.moonshift.process.Script script;
  private final Granularity granularity;

  MoonshiftScript(String chunkName, String chunk, Granularity granularity) {
    script = dev.moonshift.process.Script.compile(chunkName, chunk);
    this.granularity = granularity;
  }

  @Override
  public Execution start(long argument, long quantum) {
    int fuel = (int) Math.min(quantum, InterruptSettings.MAX_QUANTUM);
    ProcessSettings settings =
        ProcessSettings.DEFAULT
            .withArgs(argument)
            .withLimits(Limits.DEFAULT.withMemoryBytes(Program.MEMORY_BYTES))
            .withInterrupts(
                InterruptSettings.DEFAULT.withQuantum(fuel).withGranularity(granularity));
    return new MoonshiftExecution(Moonshift.create().spawn(script, settings));
  }

  private static final class MoonshiftExecution implements Execution {
    private final LuaProcess process;

    MoonshiftExecution(LuaProcess process) {
      this.process = process;
    }

    @Override
    public boolean tick() {
      boolean more = process.tick();
      if (!more && process.state() != ProcessState.FINISHED) {
        ProcessError error = process.error();
        throw new IllegalStateException(process + ": " + (error == null ? "" : error.message()));
      }
      return more;
    }

    @Override
    public double result() {
      return process.results().checkdouble(1);
    }

    @Override
    public void close() {
      process.kill();
    }
  }
}
