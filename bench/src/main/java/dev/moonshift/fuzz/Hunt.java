package dev.moonshift.fuzz;

import dev.moonshift.bench.workload.Latin1;
import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import java.util.List;
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
  private final List<Law> laws;

  Hunt(Dialect dialect, List<Law> laws) {
    this.dialect = dialect;
    this.laws = List.copyOf(laws);
  }

  /** What every machine must keep. */
  static List<Law> ownLaws() {
    return laws(Configuration.all());
  }

  /** The same, looked at in few ways, for more programs in less time. */
  static List<Law> ownLawsInBrief() {
    return laws(Configuration.few());
  }

  private static List<Law> laws(List<Configuration> configurations) {
    return List.of(
        new SameHoweverDivided(Run.LIMITS, configurations),
        new NeighbourKeepsItsShare(),
        new CleanEndUnderLimits(configurations));
  }

  /** Runs the program of a seed; what was caught, or null if all is well. */
  @Nullable Prey run(long seed) {
    Node program = Generator.program(seed, dialect);
    for (Law law : laws) {
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
