package dev.moonshift.fuzz;

import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.time.ManualTime;
import java.util.Arrays;
import java.util.List;

/** One way to run a program. */
record Configuration(Tier tier, Granularity granularity, int quantum) {
  /** A quantum that no program uses up. */
  static final int UNLIMITED = InterruptSettings.MAX_QUANTUM;

  /** As fast as possible: what all others are compared with. */
  static final Configuration AT_ONCE =
      new Configuration(Tier.INTERPRETER, Granularity.SAFEPOINT, UNLIMITED);

  /** A moment in 2001; any would do. */
  private static final long START_MILLIS = 1_000_000_000_500L;

  /**
   * Every tier in every granularity that it knows, in quanta from the least to the unlimited. Where
   * every instruction is a safepoint, the interpreter runs alone.
   */
  static List<Configuration> all() {
    return Arrays.stream(Tier.values())
        .flatMap(
            tier ->
                Arrays.stream(Granularity.values())
                    .filter(g -> tier == Tier.INTERPRETER || g == Granularity.SAFEPOINT)
                    .flatMap(
                        granularity ->
                            tier.quanta().mapToObj(q -> new Configuration(tier, granularity, q))))
        .toList();
  }

  /** The harshest of the interpreter's, and one of each compiled tier. */
  static List<Configuration> few() {
    return List.of(
        new Configuration(Tier.INTERPRETER, Granularity.INSTRUCTION, 1),
        new Configuration(Tier.COMPILED, Granularity.SAFEPOINT, UNLIMITED),
        new Configuration(Tier.SPORADIC, Granularity.SAFEPOINT, 1000));
  }

  ProcessSettings settings(Limits limits) {
    InterruptSettings interrupts = new InterruptSettings(quantum, granularity, 1, null);
    return tier.chosenIn(
        ProcessSettings.DEFAULT
            .withInterrupts(interrupts)
            .withLimits(limits)
            .withTime(new ManualTime(START_MILLIS)));
  }

  @Override
  public String toString() {
    return "%s, %s, quantum %s"
        .formatted(tier, granularity, quantum == UNLIMITED ? "unlimited" : quantum);
  }
}
