package dev.moonshift.compiler;

import java.util.Arrays;

/**
 * The JVM locals of a unit's method. One is allotted when it is first asked for, and belongs to one
 * register of one of the functions that are written into the unit; those for values within an
 * instruction belong to all.
 */
final class Locals {
  /** In place of a local that has not been allotted. */
  static final int NONE = -1;

  /** The method's first parameter. */
  static final int EXECUTION = 0;

  private int next = EXECUTION + 1;
  private int fuel = NONE;
  private final int[] temporaries = unallotted(6);
  private final int[] temporaryInts = unallotted(3);
  private final int[] temporaryDoubles = unallotted(3);

  /** None for any of so many registers. */
  static int[] unallotted(int count) {
    int[] locals = new int[count];
    Arrays.fill(locals, NONE);
    return locals;
  }

  int allot(int words) {
    int local = next;
    next += words;
    return local;
  }

  int allotted(int[] locals, int n, int words) {
    if (locals[n] == NONE) {
      locals[n] = allot(words);
    }
    return locals[n];
  }

  /** What is left of the fuel. */
  int fuel() {
    return fuel == NONE ? fuel = allot(1) : fuel;
  }

  /** A local for a value within an instruction. */
  int temporary(int n) {
    return allotted(temporaries, n, 1);
  }

  int temporaryInt(int n) {
    return allotted(temporaryInts, n, 1);
  }

  int temporaryDouble(int n) {
    return allotted(temporaryDoubles, n, 2);
  }
}
