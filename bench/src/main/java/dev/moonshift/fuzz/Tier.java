package dev.moonshift.fuzz;

import dev.moonshift.process.ProcessSettings;

/** What can run a program; all must agree in everything. */
enum Tier {
  /** Instruction by instruction: the meaning of the language. */
  INTERPRETER(dev.moonshift.process.Tier.INTERPRETER),

  /** Compiled as soon as it is entered. */
  COMPILED(dev.moonshift.process.Tier.COMPILED),

  /** Compiled here and there, sooner or later; anew for each run. */
  SPORADIC(dev.moonshift.process.Tier.SPORADIC);

  private final dev.moonshift.process.Tier choice;

  Tier(dev.moonshift.process.Tier choice) {
    this.choice = choice;
  }

  /** Settings with which this tier runs a process. */
  ProcessSettings chosenIn(ProcessSettings settings) {
    return settings.withTier(choice);
  }
}
