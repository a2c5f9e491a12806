package dev.moonshift.syntax;

/** {@code if exp then block {elseif exp then block} [else block] end}. */
final class Conditional extends Construct {
  private enum Stage {
    CONDITION,
    THEN,
    AFTER_JUMP,
    AFTER_BLOCK,
    NEXT_ARM,
    AFTER_ELSE
  }

  private final int line;
  private Stage stage = Stage.CONDITION;
  private Expression condition = new Expression();
  private boolean inStatement;

  /** The jumps past the current arm. */
  private int pastArm;

  /** The jumps from the ends of arms to the end of the statement. */
  private int toEnd = Code.NO_JUMP;

  Conditional(int line) {
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case CONDITION -> {
        parser.tokens.advance();
        condition = new Expression();
        parser.enterExpression(condition);
        stage = Stage.THEN;
      }
      case THEN -> {
        parser.expect(Token.THEN);
        if (parser.at(Token.GOTO) || parser.at(Token.BREAK)) {
          function.expressions.goIfFalse(condition); // the condition itself does the jump
          function.scope.enterBlock(false);
          Statement.readJump(parser, condition.trueJumps);
          stage = Stage.AFTER_JUMP;
        } else {
          function.expressions.goIfTrue(condition);
          function.scope.enterBlock(false);
          enterBlock(parser, condition.falseJumps);
        }
      }
      case AFTER_JUMP -> afterJump(parser);
      case AFTER_BLOCK -> {
        function.scope.leaveBlock();
        if (parser.at(Token.ELSE) || parser.at(Token.ELSEIF)) {
          toEnd = function.code.join(function.code.jump(), toEnd);
        }
        function.code.patchToHere(pastArm);
        stage = Stage.NEXT_ARM;
      }
      case NEXT_ARM -> {
        if (parser.at(Token.ELSEIF)) {
          stage = Stage.CONDITION;
        } else if (parser.accept(Token.ELSE)) {
          function.scope.enterBlock(false);
          parser.enter(new StatementList());
          stage = Stage.AFTER_ELSE;
        } else {
          finish(parser);
        }
      }
      case AFTER_ELSE -> {
        function.scope.leaveBlock();
        finish(parser);
      }
    }
  }

  /** What follows a break or goto can only be reached if the condition does not hold. */
  private void afterJump(Parser parser) {
    if (inStatement) {
      parser.endStatement();
      inStatement = false;
    }
    FunctionBuilder function = parser.function();
    if (parser.at(';') || parser.at(Token.LABEL)) {
      inStatement = true;
      parser.beginStatement();
    } else if (parser.atBlockEnd(false)) {
      function.scope.leaveBlock();
      stage = Stage.NEXT_ARM;
    } else {
      enterBlock(parser, function.code.jump());
    }
  }

  private void enterBlock(Parser parser, int pastArm) {
    this.pastArm = pastArm;
    parser.enter(new StatementList());
    stage = Stage.AFTER_BLOCK;
  }

  private void finish(Parser parser) {
    parser.expectClosing(Token.END, Token.IF, line);
    parser.function().code.patchToHere(toEnd);
    parser.leave();
  }
}
