package dev.moonshift.fuzz;

/** Grows what has a body: functions, and objects with metamethods. */
interface Functions {
  /** A function. */
  Node function(Scope scope);

  /** A table with metamethods. */
  Node object(Scope scope);
}
