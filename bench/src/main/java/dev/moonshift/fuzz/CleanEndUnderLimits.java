package dev.moonshift.fuzz;

import dev.moonshift.process.Granularity;
import dev.moonshift.process.Limits;
import dev.moonshift.process.Script;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that gets little memory and depth ends as programs end, by returning, an error or a
 * limit, and in the same way each time.
 */
final class CleanEndUnderLimits implements Law {
  private static final Limits[] TIGHT = {
    Run.LIMITS.withMemoryBytes(24 << 10).withCallDepth(30),
    Run.LIMITS.withMemoryBytes(64 << 10).withCallDepth(150),
    Run.LIMITS.withMemoryBytes(512 << 10).withCallDepth(5000)
  };

  /** Each tier at once, and in small exact pieces. */
  private static final List<Configuration> DIVISIONS =
      Arrays.stream(Tier.values())
          .flatMap(
              tier ->
                  Stream.of(
                      new Configuration(tier, Granularity.SAFEPOINT, Configuration.UNLIMITED),
                      new Configuration(tier, Granularity.INSTRUCTION, 7)))
          .toList();

  @Override
  public @Nullable Violation violation(Script script, String source) {
    for (Limits limits : TIGHT) {
      String where = limits.memoryBytes() + " bytes";
      for (Configuration configuration : DIVISIONS) {
        Run run = Run.of(script, configuration, limits);
        Run again = Run.of(script, configuration, limits);
        Violation difference =
            SameHoweverDivided.difference(run, again, where + ", " + configuration);
        if (difference != null) {
          return new Violation(difference.kind() + " under limits", difference.detail());
        }
      }
    }
    return null;
  }
}
