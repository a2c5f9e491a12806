package dev.moonshift.bench.contender;

import dev.moonshift.process.Granularity;

/** Who competes. */
public enum Contender {
  /** LuaJ's interpreter as it is: the baseline, which nothing can interrupt. */
  LUAJ(false, LuaJScript::new),

  /**
   * LuaJ's interpreter with a counting debug hook that yields: what can be built today on LuaJ
   * alone. Each execution is a LuaJ coroutine, and that is a thread.
   */
  LUAJ_HOOK(true, HookedLuaJScript::new),

  /** Luna, which compiles to JVM bytecode that counts its cost and can be paused and resumed. */
  LUNA(true, LunaScript::new),

  /** Our own engine as it is unless told otherwise: preempted at safepoints. */
  MOONSHIFT(true, (name, chunk) -> new MoonshiftScript(name, chunk, Granularity.SAFEPOINT)),

  /** Our own engine with an exact quantum: preempted at any instruction, as the hook does it. */
  MOONSHIFT_INSTRUCTION(
      true, (name, chunk) -> new MoonshiftScript(name, chunk, Granularity.INSTRUCTION));

  private final boolean preemptive;
  private final Loader loader;

  Contender(boolean preemptive, Loader loader) {
    this.preemptive = preemptive;
    this.loader = loader;
  }

  /** Tells whether an execution stops when its quantum is spent. */
  public boolean isPreemptive() {
    return preemptive;
  }

  /** Compiles a chunk in a new set of globals with the contender's standard library. */
  public Script load(String chunkName, String chunk) {
    return loader.load(chunkName, chunk);
  }

  private interface Loader {
    Script load(String chunkName, String chunk);
  }
}
