package dev.moonshift.syntax;

/** {@code function name {. name} [: name] body}. */
final class FunctionStatement extends Construct {
  private enum Stage {
    NAME,
    FIELDS,
    END
  }

  private final int line;
  private final Expression variable = new Expression();
  private final Expression body = new Expression();
  private Stage stage = Stage.NAME;

  FunctionStatement(int line) {
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case NAME -> {
        parser.tokens.advance();
        Scope.resolve(function, parser.expectName(), variable);
        stage = Stage.FIELDS;
      }
      case FIELDS -> {
        boolean method = parser.at(':');
        if (method || parser.at('.')) {
          SuffixedExpression.readField(parser, variable);
        }
        if (method || !parser.at('.') && !parser.at(':')) {
          parser.enter(new FunctionBody(body, method, line));
          stage = Stage.END;
        }
      }
      case END -> {
        function.expressions.store(variable, body);
        function.code.setLine(line); // the definition "happens" in the first line
        parser.leave();
      }
    }
  }
}
