package dev.moonshift.vm;

/**
 * A place where a unit leaves for the interpreter.
 *
 * @param kind why it leaves
 * @param pc where the interpreter goes on
 * @param isSafepoint whether that is a safepoint, at which the interpreter looks at the fuel first
 * @param shape what each register holds: an int, a double, a value, a value or else a double, or
 *     anything else for nothing
 * @param top the register after the operands of an open list, -1 if none is open; if it holds
 *     something, that is the list
 * @param fuel what has been used and not yet counted
 * @param tier what is told of an expectation that failed
 * @param at the instruction whose expectation failed
 * @param expectation what to expect there instead
 */
public record UnitExit(
    Kind kind,
    int pc,
    boolean isSafepoint,
    byte[] shape,
    int top,
    int fuel,
    CodeTier tier,
    int at,
    int expectation) {
  /** Instead of an expectation: what happened is no surprise. */
  public static final int AS_EXPECTED = -1;

  // what a register holds, as the compiler's types are numbered
  static final byte INT = 1;
  static final byte DOUBLE = 2;
  static final byte VALUE = 3;
  static final byte EITHER = 5;

  /** Why a unit leaves. */
  public enum Kind {
    /** The instruction is the interpreter's to do, or there is no fuel, or an audit is due. */
    EXIT,
    /** The registers at the entry hold something unexpected. */
    SURPRISED,
    /** An expectation of the compiler's failed. */
    FAILED,
    /** What was called has left, and said how. */
    SIGNAL,
    /** A store was not done, or asks for something; what it answered says more. */
    STORE
  }
}
