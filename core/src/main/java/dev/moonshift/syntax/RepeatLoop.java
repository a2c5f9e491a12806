package dev.moonshift.syntax;

/** {@code repeat block until exp}; the condition can use the block's variables. */
final class RepeatLoop extends Construct {
  private enum Stage {
    BODY,
    CONDITION,
    END
  }

  private final int line;
  private final Expression condition = new Expression();
  private Stage stage = Stage.BODY;
  private int start;

  RepeatLoop(int line) {
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case BODY -> {
        start = function.code.label();
        function.scope.enterBlock(true);
        function.scope.enterBlock(false);
        parser.tokens.advance();
        parser.enter(new StatementList());
        stage = Stage.CONDITION;
      }
      case CONDITION -> {
        parser.expectClosing(Token.UNTIL, Token.REPEAT, line);
        parser.enterExpression(condition);
        stage = Stage.END;
      }
      case END -> {
        int again = function.expressions.exitUnless(condition);
        if (function.scope.isCaptured()) {
          function.scope.closeAlong(again);
        }
        function.scope.leaveBlock();
        function.code.patch(again, start);
        function.scope.leaveBlock();
        parser.leave();
      }
    }
  }
}
