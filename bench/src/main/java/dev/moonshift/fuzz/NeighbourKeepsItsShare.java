package dev.moonshift.fuzz;

import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;
import org.jspecify.annotations.Nullable;

/** Beside a program an innocent neighbour gets its full share, and no turn is much too long. */
final class NeighbourKeepsItsShare implements Law {
  /** The most fuel by which a turn may overrun its quantum, as docs/GUARANTEES.md says. */
  private static final long LARGEST_PIECE = 8_000;

  /** What the neighbour may use beyond its quantum: one round of its loop. */
  private static final long LOOP_LENGTH = 3;

  private static final Script NEIGHBOUR =
      Script.compile("neighbour", "local n = 0 while true do n = n + 1 end");

  @Override
  public @Nullable Violation violation(Script script, String source) {
    for (int quantum : new int[] {10, 1000}) {
      Violation violation = beside(script, quantum);
      if (violation != null) {
        return violation;
      }
    }
    return null;
  }

  private static @Nullable Violation beside(Script script, int quantum) {
    Configuration configuration =
        new Configuration(Tier.INTERPRETER, dev.moonshift.process.Granularity.SAFEPOINT, quantum);
    Moonshift host = Moonshift.builder().settings(configuration.settings(Run.LIMITS)).build();
    LuaProcess process = host.spawn(script);
    LuaProcess neighbour =
        host.spawn(NEIGHBOUR, host.settings().withLimits(dev.moonshift.process.Limits.DEFAULT));
    long rounds = 0;
    while (!process.state().isEnded()) {
      host.tick();
      rounds++;
      if (neighbour.fuelUsed() < rounds * quantum) {
        return new Violation(
            "share",
            "quantum %d: after %d rounds the neighbour has only had %d"
                .formatted(quantum, rounds, neighbour.fuelUsed()));
      }
    }
    if (neighbour.longestTickFuel() >= quantum + LOOP_LENGTH || neighbour.ticks() != rounds) {
      return new Violation(
          "share",
          "quantum %d: the neighbour had %d turns in %d rounds, of up to %d"
              .formatted(quantum, neighbour.ticks(), rounds, neighbour.longestTickFuel()));
    }
    if (process.longestTickFuel() > quantum + LARGEST_PIECE) {
      return new Violation(
          "overrun", "quantum %d: a turn used %d".formatted(quantum, process.longestTickFuel()));
    }
    return null;
  }
}
