package dev.moonshift.cli;

/** What a person sees of a run while it goes on. */
interface Watch {
  /** Shows how things stand. */
  void draw(ScriptRun run);

  /** Leaves the terminal as it was. */
  void end();
}
