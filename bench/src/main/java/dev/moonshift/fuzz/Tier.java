package dev.moonshift.fuzz;

import dev.moonshift.process.ProcessSettings;
import java.util.function.UnaryOperator;

/** What can run a program; all tiers must agree in everything. */
enum Tier {
  /** Instruction by instruction: the meaning of the language. */
  INTERPRETER(settings -> settings);

  private final UnaryOperator<ProcessSettings> choice;

  Tier(UnaryOperator<ProcessSettings> choice) {
    this.choice = choice;
  }

  /** Settings with which this tier runs a process. */
  ProcessSettings chosenIn(ProcessSettings settings) {
    return choice.apply(settings);
  }
}
