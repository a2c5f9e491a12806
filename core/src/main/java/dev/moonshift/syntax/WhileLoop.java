package dev.moonshift.syntax;

/** {@code while exp do block end}. */
final class WhileLoop extends Construct {
  private enum Stage {
    CONDITION,
    BODY,
    END
  }

  private final int line;
  private final Expression condition = new Expression();
  private Stage stage = Stage.CONDITION;
  private int start;
  private int exit;

  WhileLoop(int line) {
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case CONDITION -> {
        parser.tokens.advance();
        start = function.code.label();
        parser.enterExpression(condition);
        stage = Stage.BODY;
      }
      case BODY -> {
        exit = function.expressions.exitUnless(condition);
        function.scope.enterBlock(true);
        parser.expect(Token.DO);
        function.scope.enterBlock(false);
        parser.enter(new StatementList());
        stage = Stage.END;
      }
      case END -> {
        function.scope.leaveBlock();
        function.code.patch(function.code.jump(), start);
        parser.expectClosing(Token.END, Token.WHILE, line);
        function.scope.leaveBlock();
        function.code.patchToHere(exit);
        parser.leave();
      }
    }
  }
}
