package dev.moonshift.bench;

import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a process cost that has next to nothing to do: from its spawning to its end, with and
 * without compiling its script?
 *
 * <p>What one costs in memory while it is paused is printed by {@link Footprint}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpawnBenchmark extends ContenderConditions {
  /** A line as a host would give it: a loop, a local, a result; some thirty instructions. */
  private static final String SOURCE =
      "local sum = 0 for i = 1, 10 do sum = sum + i end return sum";

  private static final int ANSWER = 55;

  private final Moonshift moonshift = Moonshift.create();
  private final Script shared = Script.compile("sum.lua", SOURCE);

  /** Checks that both ways give the answer. */
  @Setup
  public void check() {
    check(fromSource());
    check(fromScript());
  }

  /** Compiles the script, spawns a process and runs it to its end. */
  @Benchmark
  public LuaProcess fromSource() {
    return finished(moonshift.spawn("sum.lua", SOURCE));
  }

  /** Spawns a process from a script that all share and runs it to its end. */
  @Benchmark
  public LuaProcess fromScript() {
    return finished(moonshift.spawn(shared));
  }

  /** Spawns a process from a script that all share and kills it before it has run: mere birth. */
  @Benchmark
  public LuaProcess spawnAndKill() {
    LuaProcess process = moonshift.spawn(shared);
    process.kill();
    moonshift.tick();
    return process;
  }

  private LuaProcess finished(LuaProcess process) {
    moonshift.tick();
    return process;
  }

  private static void check(LuaProcess process) {
    if (process.results().toint(1) != ANSWER) {
      throw new IllegalStateException(process + " must return " + ANSWER);
    }
  }
}
