package dev.moonshift.fuzz;

import dev.moonshift.bench.workload.Latin1;
import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Looks whether the programs of seeds keep some laws. */
final class Hunt {
  /** A program that broke a law, and the smallest part of it that does. */
  record Prey(long seed, Violation violation, String program) {
    @Override
    public String toString() {
      return "seed %d broke a law: %s%n%s%n-------- shrunk program, %s%n%s%n--------"
          .formatted(seed, violation.kind(), violation.detail(), chunkName(seed), program);
    }
  }

  private final Dialect dialect;
  private final LongFunction<List<Law>> laws;

  /**
   * Creates a hunt.
   *
   * @param laws what the program of a seed must keep
   */
  Hunt(Dialect dialect, LongFunction<List<Law>> laws) {
    this.dialect = dialect;
    this.laws = laws;
  }

  /** What every machine must keep; the seed decides in which ways a program is run. */
  static List<Law> ownLaws(long seed) {
    List<Configuration> all = Configuration.all(seed);
    return laws(all, CleanEndUnderLimits.all(all));
  }

  /** The same, looked at in few ways, for more programs in less time. */
  static List<Law> ownLawsInBrief(long seed) {
    List<Configuration> few = Configuration.few(seed);
    return laws(few, CleanEndUnderLimits.one(seed, few));
  }

  private static List<Law> laws(List<Configuration> configurations, Law underLimits) {
    return List.of(
        new SameHoweverDivided(Run.LIMITS, configurations),
        new NeighbourKeepsItsShare(),
        underLimits);
  }

  /** Runs the program of a seed; what was caught, or null if all is well. */
  @Nullable Prey run(long seed) {
    Node program = Generator.program(seed, dialect);
    for (Law law : laws.apply(seed)) {
      Violation found = violation(law, seed, program);
      if (found != null) {
        Node shrunk =
            Shrinker.shrink(
                program,
                candidate -> {
                  Violation other = violation(law, seed, candidate);
                  return other != null && other.kind().equals(found.kind());
                });
        Violation last = violation(law, seed, shrunk);
        return new Prey(seed, last == null ? found : last, shrunk.text());
      }
    }
    return null;
  }

  private static @Nullable Violation violation(Law law, long seed, Node program) {
    String source = program.text();
    Script script;
    try {
      script = Latin1.compile(chunkName(seed), source);
    } catch (ScriptSyntaxException e) {
      return new Violation("syntax", String.valueOf(e.getMessage()));
    }
    return law.violation(script, source);
  }

  /** The name decides what is compiled sporadically, so each seed has one of its own. */
  private static String chunkName(long seed) {
    return "fuzz-" + seed + ".lua";
  }
}
