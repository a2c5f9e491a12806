package dev.moonshift.fuzz;

import dev.moonshift.bench.workload.Latin1;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.Limits;
import dev.moonshift.process.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program prints the same, ends the same and costs the same whoever runs it and wherever it is
 * preempted; and for each quantum it is preempted at the same places each time.
 *
 * <p>The places of one quantum need not be those of another: the pieces of library work are as long
 * as fuel is left.
 */
final class SameHoweverDivided implements Law {
  /** Where runs of different tiers must stop alike. */
  private record Division(Granularity granularity, int quantum) {}

  private final Limits limits;
  private final List<Configuration> configurations;

  /**
   * Creates the law.
   *
   * @param limits what a program may use
   * @param configurations how to run it
   */
  SameHoweverDivided(Limits limits, List<Configuration> configurations) {
    this.limits = limits;
    this.configurations = configurations;
  }

  @Override
  public @Nullable Violation violation(Script script, String source) {
    Run atOnce = Run.of(script, Configuration.AT_ONCE, limits);
    Violation breakdown = atOnce.breakdown(Configuration.AT_ONCE.toString());
    if (breakdown != null) {
      return breakdown;
    }
    Map<Division, Run> divided = new HashMap<>();
    for (Configuration configuration : configurations) {
      // what is compiled stays with the script, and nothing would be compiled later than before
      Script mine =
          configuration.tier() == Tier.SPORADIC ? Latin1.compile(script.name(), source) : script;
      Run run = Run.of(mine, configuration, limits);
      Violation difference = difference(atOnce, run, configuration.toString());
      if (difference != null) {
        return difference;
      }
      Division division = new Division(configuration.granularity(), configuration.quantum());
      Run earlier = divided.putIfAbsent(division, run);
      Run again = configuration.quantum() == 7 ? Run.turnByTurn(mine, configuration, limits) : run;
      Violation moved = moved(earlier == null ? run : earlier, again, configuration);
      if (moved != null) {
        return moved;
      }
    }
    return null;
  }

  /** How a run differs from another of the same program. */
  static @Nullable Violation difference(Run expected, Run run, String where) {
    Violation breakdown = run.breakdown(where);
    if (breakdown != null) {
      return breakdown;
    }
    if (expected.isOutOfFuel() && run.isOutOfFuel()) {
      // the exact setting stops at once, the other at the next safepoint
      String shorter =
          expected.output().length() < run.output().length() ? expected.output() : run.output();
      return expected.output().startsWith(shorter) && run.output().startsWith(shorter)
          ? null
          : Violation.difference("output", where, expected.output(), run.output());
    }
    if (!run.output().equals(expected.output())) {
      return Violation.difference("output", where, expected.output(), run.output());
    }
    String expectedEnd = expected.reason() + " " + expected.error();
    String end = run.reason() + " " + run.error();
    if (!end.equals(expectedEnd)) {
      return Violation.difference("end", where, expectedEnd, end);
    }
    if (run.fuel() != expected.fuel()) {
      return new Violation(
          "fuel", "%s: used %d instead of %d".formatted(where, run.fuel(), expected.fuel()));
    }
    return null;
  }

  private static @Nullable Violation moved(Run expected, Run run, Configuration configuration) {
    long[] stops = expected.stops();
    for (int i = 0; i < Math.min(stops.length, run.stops().length); i++) {
      if (stops[i] != run.stops()[i]) {
        return new Violation(
            "stops",
            "%s: stop %d at %d instead of %d"
                .formatted(configuration, i, run.stops()[i], stops[i]));
      }
    }
    return stops.length == run.stops().length
        ? null
        : new Violation(
            "stops",
            "%s: %d stops instead of %d"
                .formatted(configuration, run.stops().length, stops.length));
  }
}
