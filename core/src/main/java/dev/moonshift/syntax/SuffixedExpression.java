package dev.moonshift.syntax;

import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;

/** A name or an expression in parentheses, with the fields, calls and method calls after it. */
final class SuffixedExpression extends Construct {
  private enum Stage {
    START,
    CLOSE_PARENTHESIS,
    SUFFIX,
    CLOSE_INDEX,
    CLOSE_ARGUMENTS,
    CALL
  }

  private final Expression result;
  private Stage stage = Stage.START;
  private int line;
  private int parenthesisLine;
  private Expression key = new Expression();
  private Expression lastArgument = new Expression();
  private ExpressionList arguments = new ExpressionList();

  SuffixedExpression(Expression result) {
    this.result = result;
  }

  @Override
  void step(Parser parser) {
    ExpressionCoder expressions = parser.function().expressions;
    switch (stage) {
      case START -> start(parser);
      case CLOSE_PARENTHESIS -> {
        parser.expectClosing(')', '(', parenthesisLine);
        expressions.evaluate(result);
        stage = Stage.SUFFIX;
      }
      case SUFFIX -> readSuffix(parser);
      case CLOSE_INDEX -> {
        expressions.toValue(key);
        parser.expect(']');
        expressions.index(result, key);
        stage = Stage.SUFFIX;
      }
      case CLOSE_ARGUMENTS -> {
        lastArgument = arguments.last();
        expressions.setResults(lastArgument, ExpressionCoder.OPEN);
        parser.expectClosing(')', '(', line);
        call(parser.function());
      }
      case CALL -> call(parser.function());
    }
  }

  private void start(Parser parser) {
    line = parser.tokens.line();
    switch (parser.tokens.kind()) {
      case Token.NAME -> {
        Scope.resolve(parser.function(), parser.expectName(), result);
        stage = Stage.SUFFIX;
      }
      case '(' -> {
        parenthesisLine = line;
        parser.tokens.advance();
        parser.enterExpression(result);
        stage = Stage.CLOSE_PARENTHESIS;
      }
      default -> throw parser.tokens.error("unexpected symbol");
    }
  }

  private void readSuffix(Parser parser) {
    ExpressionCoder expressions = parser.function().expressions;
    switch (parser.tokens.kind()) {
      case '.' -> readField(parser, result);
      case '[' -> {
        expressions.toRegisterOrUpvalue(result);
        parser.tokens.advance();
        key = new Expression();
        parser.enterExpression(key);
        stage = Stage.CLOSE_INDEX;
      }
      case ':' -> {
        parser.tokens.advance();
        Expression method = new Expression();
        expressions.setString(method, parser.expectName());
        expressions.self(result, method);
        readArguments(parser);
      }
      case '(', '{', Token.STRING -> {
        expressions.toNextRegister(result);
        readArguments(parser);
      }
      default -> parser.leave();
    }
  }

  /** Reads a dot or colon and a name, and makes the table given a field of that name. */
  static void readField(Parser parser, Expression table) {
    ExpressionCoder expressions = parser.function().expressions;
    expressions.toRegisterOrUpvalue(table);
    parser.tokens.advance();
    Expression name = new Expression();
    expressions.setString(name, parser.expectName());
    expressions.index(table, name);
  }

  private void readArguments(Parser parser) {
    lastArgument = new Expression();
    switch (parser.tokens.kind()) {
      case '(' -> {
        parser.tokens.advance();
        arguments = new ExpressionList();
        if (!parser.at(')')) {
          parser.enter(arguments);
        }
        stage = Stage.CLOSE_ARGUMENTS;
      }
      case '{' -> {
        parser.enter(new TableConstructor(lastArgument));
        stage = Stage.CALL;
      }
      case Token.STRING -> {
        parser.function().expressions.setString(lastArgument, parser.tokens.string());
        parser.tokens.advance();
        stage = Stage.CALL;
      }
      default -> throw parser.tokens.error("function arguments expected");
    }
  }

  /** Emits the call: the function and its arguments lie in registers, in a row. */
  private void call(FunctionBuilder function) {
    int base = result.info;
    int argumentCount = ExpressionCoder.OPEN;
    if (!lastArgument.isOpen()) {
      if (lastArgument.kind != Kind.VOID) {
        function.expressions.toNextRegister(lastArgument);
      }
      argumentCount = function.firstFree() - (base + 1);
    }
    result.set(Kind.CALL, function.code.emit(Opcode.CALL, base, argumentCount + 1, 2));
    function.code.setLine(line);
    function.setFirstFree(base + 1); // the call leaves one value in place of the function
    stage = Stage.SUFFIX;
  }
}
