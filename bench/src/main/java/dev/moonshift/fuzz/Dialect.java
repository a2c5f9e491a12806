package dev.moonshift.fuzz;

/** How freely programs are made. */
enum Dialect {
  /** Everything a process may meet, huge arguments included. */
  FULL,
  /**
   * Only what reference Lua 5.2 does alike: no yield through a function of the library, no hash
   * order, clocks, random numbers or huge strings.
   */
  PORTABLE
}
