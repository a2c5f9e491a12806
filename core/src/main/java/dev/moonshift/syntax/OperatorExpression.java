package dev.moonshift.syntax;

import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;
import org.jspecify.annotations.Nullable;

/** {@code {unary} operand {binary operand}}, as far as operators bind more than those around it. */
final class OperatorExpression extends Construct {
  private enum Stage {
    START,
    UNARY_OPERAND,
    RIGHT_OPERAND,
    OPERATOR
  }

  private final Expression result;
  private final int limit;
  private Stage stage = Stage.START;
  private @Nullable Operator operator;
  private Expression right = new Expression();
  private int line;

  /** Reads an expression whose binary operators all bind more than {@code limit}. */
  OperatorExpression(Expression result, int limit) {
    this.result = result;
    this.limit = limit;
  }

  @Override
  void step(Parser parser) {
    ExpressionCoder expressions = parser.function().expressions;
    switch (stage) {
      case START -> {
        parser.enterLevel();
        operator = Operator.unary(parser.tokens.kind());
        if (operator != null) {
          takeOperator(parser);
          parser.enter(new OperatorExpression(result, operator.right));
          stage = Stage.UNARY_OPERAND;
        } else {
          readOperand(parser);
          stage = Stage.OPERATOR;
        }
      }
      case UNARY_OPERAND -> {
        if (operator != null) {
          expressions.applyUnary(operator, result, line);
        }
        stage = Stage.OPERATOR;
      }
      case RIGHT_OPERAND -> {
        if (operator != null) {
          expressions.endBinary(operator, result, right, line);
        }
        stage = Stage.OPERATOR;
      }
      case OPERATOR -> {
        operator = Operator.binary(parser.tokens.kind());
        if (operator == null || operator.left <= limit) {
          parser.leaveLevel();
          parser.leave();
        } else {
          takeOperator(parser);
          expressions.beginBinary(operator, result);
          right = new Expression();
          parser.enter(new OperatorExpression(right, operator.right));
          stage = Stage.RIGHT_OPERAND;
        }
      }
    }
  }

  private void takeOperator(Parser parser) {
    line = parser.tokens.line();
    parser.tokens.advance();
  }

  private void readOperand(Parser parser) {
    Tokens tokens = parser.tokens;
    FunctionBuilder function = parser.function();
    switch (tokens.kind()) {
      case Token.NUMBER -> result.setNumber(tokens.number());
      case Token.STRING -> function.expressions.setString(result, tokens.string());
      case Token.NIL -> result.set(Kind.NIL, 0);
      case Token.TRUE -> result.set(Kind.TRUE, 0);
      case Token.FALSE -> result.set(Kind.FALSE, 0);
      case Token.DOTS -> {
        if (!function.isVararg()) {
          throw tokens.error("cannot use '...' outside a vararg function");
        }
        result.set(Kind.VARARG, function.code.emit(Opcode.VARARG, 0, 1, 0));
      }
      case '{' -> {
        parser.enter(new TableConstructor(result));
        return;
      }
      case Token.FUNCTION -> {
        tokens.advance();
        parser.enter(new FunctionBody(result, false, tokens.line()));
        return;
      }
      default -> {
        parser.enter(new SuffixedExpression(result));
        return;
      }
    }
    tokens.advance();
  }
}
