package dev.moonshift.process;

import dev.moonshift.compiler.TieredEngine;
import dev.moonshift.vm.Engine;
import org.jspecify.annotations.Nullable;

/** How scripts are run. What they do, cost and print is the same; the speed is not. */
public enum Tier {
  /** By the interpreter alone. */
  INTERPRETER(null),

  /**
   * By the interpreter, and what runs often as compiled code: the default. Compiling is done by a
   * background thread, and a tick never waits for it. Where every instruction is a safepoint, the
   * interpreter runs alone.
   */
  AUTOMATIC(TieredEngine.AUTOMATIC),

  /** As compiled code from the first instruction on, compiled on the spot: for tests. */
  COMPILED(TieredEngine.EAGER),

  /**
   * As compiled code here and there: each place is compiled at a moment drawn by lot, and used at
   * another. The code and the name of its chunk decide the lots. For tests.
   */
  SPORADIC(TieredEngine.SPORADIC);

  private final @Nullable Engine engine;

  Tier(@Nullable Engine engine) {
    this.engine = engine;
  }

  @Nullable Engine engine() {
    return engine;
  }
}
