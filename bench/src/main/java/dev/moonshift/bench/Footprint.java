package dev.moonshift.bench;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Locale;
import picocli.CommandLine.Command;

/**
 * Prints how many bytes of heap a paused process takes, all included: its machine and frames, its
 * globals, its handle, and its places in the scheduler and the policy; and how many a table takes.
 *
 * <p>It is a measurement, not a timing, and so no JMH class: {@code java -Xmx1g -jar bench.jar
 * footprint}.
 */
@Command(
    name = "footprint",
    description = "Prints the bytes of heap that a paused process takes, and those of a table.")
final class Footprint implements Runnable {
  /** A few rounds of the loops: each process stands in the middle of its work. */
  private static final int QUANTUM = 100;

  private static final int[] COUNTS = {100_000, 1_000_000};

  /** What the processes do. */
  private enum Loop {
    // Counting starts beyond the small integers that all processes share.
    LOCAL_COUNTER("local i = 1000 while true do i = i + 1 end"),
    GLOBAL_COUNTER("i = 1000 while true do i = i + 1 end");

    private final String source;

    Loop(String source) {
      this.source = source;
    }
  }

  /** A table as scripts use it for an object. */
  private static final String OBJECT = "{x=1,y=2,z=3}";

  /** Prints both tables. */
  @Override
  public void run() {
    System.out.printf("%-16s %10s %15s%n", "script", "processes", "bytes/process");
    for (Loop loop : Loop.values()) {
      for (int count : COUNTS) {
        System.out.printf(
            Locale.ROOT,
            "%-16s %10d %15.0f%n",
            loop.name().toLowerCase(Locale.ROOT),
            count,
            bytesPerProcess(loop, count));
      }
    }
    System.out.printf("%n%-16s %10s %15s%n", "table", "tables", "bytes/table");
    for (int count : COUNTS) {
      System.out.printf(Locale.ROOT, "%-16s %10d %15.0f%n", OBJECT, count, bytesPerObject(count));
    }
  }

  /** What a list of objects takes more than a list of as many items that take nothing. */
  private static double bytesPerObject(int count) {
    return (double) (bytesOfList(OBJECT, count) - bytesOfList("false", count)) / count;
  }

  private static long bytesOfList(String item, int count) {
    Script script =
        Script.compile(
            "list.lua", "local t = {} for i = 1, ... do t[i] = " + item + " end return t");
    ProcessSettings settings =
        ProcessSettings.DEFAULT
            .withTier(Tier.INTERPRETER) // nothing is compiled between the looks
            .withLimits(Limits.DEFAULT.withMemoryBytes(Integer.MAX_VALUE));
    Moonshift moonshift = Moonshift.create();
    moonshift.spawn(script, settings.withArgs(1));
    moonshift.runUntilIdle();
    long before = usedHeap();
    LuaProcess process = moonshift.spawn(script, settings.withArgs(count));
    moonshift.runUntilIdle();
    long after = usedHeap();
    if (process.results().arg1().length() != count) {
      throw new IllegalStateException("the list must have " + count + " items: " + process);
    }
    return after - before;
  }

  private static double bytesPerProcess(Loop loop, int count) {
    Moonshift moonshift = Moonshift.builder().quantum(QUANTUM).build();
    Script script = Script.compile("loop.lua", loop.source);
    moonshift.spawn(script);
    moonshift.tick(); // what is made once for all is there before the first look
    long before = usedHeap();
    for (int i = 0; i < count; i++) {
      moonshift.spawn(script);
    }
    int turns = moonshift.tick();
    long after = usedHeap();
    if (turns != count + 1 || moonshift.processes().size() != count + 1) {
      throw new IllegalStateException("a process was lost");
    }
    Reference.reachabilityFence(moonshift);
    return (double) (after - before) / count;
  }

  /** Collects what is dead, then tells what the rest takes. */
  private static long usedHeap() {
    System.gc();
    System.gc(); // a second time for what the first only made collectable
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
