package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;

/** What units and the interpreter tell each other while a process runs compiled code. */
final class UnitState {
  /** How deep an activation may be that calls another unit on the JVM's stack. */
  int maxDepth;

  /** How high the stack may be with it, in slots. */
  int maxHeight;

  /** How many tail calls are nested on the JVM's stack. */
  int tailCalls;

  /** While units leave: the last of the activations that have become frames. */
  @Nullable Frame outermost;

  /** The exception to raise in the innermost of them. */
  @Nullable Throwable thrown;

  /** The result of a unit that answered {@link Signal#NUMBER}. */
  double number;

  /** Units leave because what they call may still be compiled. */
  boolean isEarly;
}
