package dev.moonshift.syntax;

import org.jspecify.annotations.Nullable;

/**
 * One construct of the grammar that is being parsed, and how far.
 *
 * <p>Constructs lie inside one another, and so form the parser's stack. Only the innermost works:
 * each step takes a few tokens and then either goes on, {@linkplain Parser#enter enters} a
 * construct inside it, to be resumed when that is complete, or {@linkplain Parser#leave leaves}.
 */
abstract class Construct {
  /** The construct around this one. */
  @Nullable Construct outer;

  /** Takes at most {@link Tokens#PER_STEP} tokens. */
  abstract void step(Parser parser);
}
