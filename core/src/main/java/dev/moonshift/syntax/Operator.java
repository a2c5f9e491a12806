package dev.moonshift.syntax;

import dev.moonshift.bytecode.Arithmetic;
import dev.moonshift.bytecode.Opcode;
import org.jspecify.annotations.Nullable;

/** The operators, how tightly they bind, and what they become. */
enum Operator {
  ADD(6, 6, Opcode.ADD),
  SUBTRACT(6, 6, Opcode.SUB),
  MULTIPLY(7, 7, Opcode.MUL),
  DIVIDE(7, 7, Opcode.DIV),
  MODULO(7, 7, Opcode.MOD),
  POWER(10, 9, Opcode.POW),
  CONCATENATE(5, 4, Opcode.CONCAT),
  EQUAL(3, 3, Opcode.EQ),
  LESS(3, 3, Opcode.LT),
  LESS_OR_EQUAL(3, 3, Opcode.LE),
  NOT_EQUAL(3, 3, Opcode.EQ),
  GREATER(3, 3, Opcode.LT),
  GREATER_OR_EQUAL(3, 3, Opcode.LE),
  AND(2, 2, Opcode.TESTSET),
  OR(1, 1, Opcode.TESTSET),
  NEGATE(8, 8, Opcode.UNM),
  NOT(8, 8, Opcode.NOT),
  LENGTH(8, 8, Opcode.LEN);

  /** How tightly it binds to its left; it takes an operand from an operator that binds less. */
  final int left;

  /** How tightly it binds to its right: less than to its left if it associates to the right. */
  final int right;

  final int opcode;

  Operator(int left, int right, int opcode) {
    this.left = left;
    this.right = right;
    this.opcode = opcode;
  }

  static @Nullable Operator unary(int token) {
    return switch (token) {
      case '-' -> NEGATE;
      case Token.NOT -> NOT;
      case '#' -> LENGTH;
      default -> null;
    };
  }

  static @Nullable Operator binary(int token) {
    return switch (token) {
      case '+' -> ADD;
      case '-' -> SUBTRACT;
      case '*' -> MULTIPLY;
      case '/' -> DIVIDE;
      case '%' -> MODULO;
      case '^' -> POWER;
      case Token.CONCAT -> CONCATENATE;
      case Token.EQ -> EQUAL;
      case '<' -> LESS;
      case Token.LE -> LESS_OR_EQUAL;
      case Token.NE -> NOT_EQUAL;
      case '>' -> GREATER;
      case Token.GE -> GREATER_OR_EQUAL;
      case Token.AND -> AND;
      case Token.OR -> OR;
      default -> null;
    };
  }

  /** Computes an arithmetic operation on numbers as a program would. */
  double apply(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MODULO -> Arithmetic.modulo(a, b);
      case POWER -> Arithmetic.power(a, b);
      case NEGATE -> -a;
      default -> throw new IllegalStateException(name());
    };
  }
}
