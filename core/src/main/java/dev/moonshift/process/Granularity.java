package dev.moonshift.process;

/** Where a process can be preempted. */
public enum Granularity {
  /** At function entries, backward jumps and ends of library calls: the fastest. */
  SAFEPOINT,
  /** Before any instruction: a quantum is exact, but for work of a library that is not divided. */
  INSTRUCTION
}
