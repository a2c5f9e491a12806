package dev.moonshift.fuzz;

import dev.moonshift.process.Limits;
import dev.moonshift.process.Script;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that gets little memory and depth ends as programs end, by returning, an error or a
 * limit; and it comes to its limits at the same instruction whoever runs it and wherever it is
 * preempted.
 */
final class CleanEndUnderLimits implements Law {
  private static final List<Limits> TIGHT =
      List.of(
          Run.LIMITS.withMemoryBytes(24 << 10).withCallDepth(30),
          Run.LIMITS.withMemoryBytes(64 << 10).withCallDepth(150),
          Run.LIMITS.withMemoryBytes(512 << 10).withCallDepth(5000));

  private final List<Limits> tight;
  private final List<Configuration> configurations;

  private CleanEndUnderLimits(List<Limits> tight, List<Configuration> configurations) {
    this.tight = tight;
    this.configurations = configurations;
  }

  /**
   * The law for several limits.
   *
   * @param configurations how to run a program
   */
  static CleanEndUnderLimits all(List<Configuration> configurations) {
    return new CleanEndUnderLimits(TIGHT, configurations);
  }

  /**
   * The law for one of them.
   *
   * @param seed decides which
   */
  static CleanEndUnderLimits one(long seed, List<Configuration> configurations) {
    return new CleanEndUnderLimits(List.of(TIGHT.get((int) (seed % TIGHT.size()))), configurations);
  }

  @Override
  public @Nullable Violation violation(Script script, String source) {
    for (Limits limits : tight) {
      Violation violation =
          new SameHoweverDivided(limits, configurations).violation(script, source);
      if (violation != null) {
        return new Violation(
            violation.kind() + " under limits",
            limits.memoryBytes() + " bytes, " + violation.detail());
      }
    }
    return null;
  }
}
