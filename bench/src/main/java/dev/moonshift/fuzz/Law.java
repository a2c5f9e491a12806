package dev.moonshift.fuzz;

import dev.moonshift.process.Script;
import org.jspecify.annotations.Nullable;

/** A promise that no program may break. */
interface Law {
  /** Runs a program; what is wrong, or null if nothing is. */
  @Nullable Violation violation(Script script, String source);
}
