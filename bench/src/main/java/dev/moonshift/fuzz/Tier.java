package dev.moonshift.fuzz;

import dev.moonshift.process.ProcessSettings;
import java.util.stream.IntStream;

/** What can run a program; all must agree in everything. */
enum Tier {
  /** Instruction by instruction: the meaning of the language. */
  INTERPRETER(dev.moonshift.process.Tier.INTERPRETER, 1, 7, 1000, Configuration.UNLIMITED),

  /** Compiled as soon as it is entered. */
  COMPILED(dev.moonshift.process.Tier.COMPILED, 1, 7, 1000, Configuration.UNLIMITED),

  /** Compiled here and there, sooner or later; anew for each run, so not in many quanta. */
  SPORADIC(dev.moonshift.process.Tier.SPORADIC, 1000);

  private final dev.moonshift.process.Tier choice;
  private final int[] quanta;

  Tier(dev.moonshift.process.Tier choice, int... quanta) {
    this.choice = choice;
    this.quanta = quanta;
  }

  /** The quanta to try it with. */
  IntStream quanta() {
    return IntStream.of(quanta);
  }

  /** Settings with which this tier runs a process. */
  ProcessSettings chosenIn(ProcessSettings settings) {
    return settings.withTier(choice);
  }
}
