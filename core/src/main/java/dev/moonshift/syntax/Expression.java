package dev.moonshift.syntax;

/**
 * What is known of a parsed expression whose value is not in its final place yet.
 *
 * <p>Code for an expression is put off as long as possible, because where its value goes decides
 * what the best code is. So an expression is described by its {@link Kind} and what that kind
 * needs, and by two lists of jumps that leave it early: those taken when it is true, and when it is
 * false.
 */
final class Expression {
  enum Kind {
    /** There is no expression: an empty list. */
    VOID,
    NIL,
    TRUE,
    FALSE,
    /** Constant number {@code info}. */
    CONSTANT,
    /** A number that is not among the constants yet. */
    NUMBER,
    /** In the register {@code info}, which holds no variable. */
    REGISTER,
    /** The local variable in the register {@code info}. */
    LOCAL,
    /** Upvalue number {@code info}. */
    UPVALUE,
    /** A field: table {@code info}, key {@code key}, a constant or register. */
    INDEXED,
    /** A field of upvalue {@code info}. */
    INDEXED_UPVALUE,
    /** A comparison: the jump at {@code info} is taken when it holds. */
    JUMP,
    /** The instruction at {@code info} can put the value in any register. */
    RELOCATABLE,
    /** The call instruction at {@code info}. */
    CALL,
    /** The vararg instruction at {@code info}. */
    VARARG
  }

  Kind kind = Kind.VOID;
  int info;
  int key;
  double number;
  int trueJumps = Code.NO_JUMP;
  int falseJumps = Code.NO_JUMP;

  void set(Kind kind, int info) {
    this.kind = kind;
    this.info = info;
    trueJumps = Code.NO_JUMP;
    falseJumps = Code.NO_JUMP;
  }

  void setNumber(double number) {
    set(Kind.NUMBER, 0);
    this.number = number;
  }

  void become(Expression other) {
    kind = other.kind;
    info = other.info;
    key = other.key;
    number = other.number;
    trueJumps = other.trueJumps;
    falseJumps = other.falseJumps;
  }

  boolean hasJumps() {
    return trueJumps != falseJumps;
  }

  boolean isNumeral() {
    return kind == Kind.NUMBER && !hasJumps();
  }

  /** Whether it can yield any number of values. */
  boolean isOpen() {
    return kind == Kind.CALL || kind == Kind.VARARG;
  }

  boolean isVariable() {
    return kind == Kind.LOCAL || kind == Kind.UPVALUE || isField();
  }

  boolean isField() {
    return kind == Kind.INDEXED || kind == Kind.INDEXED_UPVALUE;
  }
}
