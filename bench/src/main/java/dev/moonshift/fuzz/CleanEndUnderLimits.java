package dev.moonshift.fuzz;

import dev.moonshift.process.Limits;
import dev.moonshift.process.Script;
import org.jspecify.annotations.Nullable;

/**
 * A program that gets little memory and depth ends as programs end, by returning, an error or a
 * limit; and it comes to its limits at the same instruction whoever runs it and wherever it is
 * preempted.
 */
final class CleanEndUnderLimits implements Law {
  private static final Limits[] TIGHT = {
    Run.LIMITS.withMemoryBytes(24 << 10).withCallDepth(30),
    Run.LIMITS.withMemoryBytes(64 << 10).withCallDepth(150),
    Run.LIMITS.withMemoryBytes(512 << 10).withCallDepth(5000)
  };

  @Override
  public @Nullable Violation violation(Script script, String source) {
    for (Limits limits : TIGHT) {
      Violation violation = SameHoweverDivided.violation(script, source, limits);
      if (violation != null) {
        return new Violation(
            violation.kind() + " under limits",
            limits.memoryBytes() + " bytes, " + violation.detail());
      }
    }
    return null;
  }
}
