package dev.moonshift.syntax;

/** {@code do block end}. */
final class DoBlock extends Construct {
  private final int line;
  private boolean entered;

  DoBlock(int line) {
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    Scope scope = parser.function().scope;
    if (!entered) {
      entered = true;
      parser.tokens.advance();
      scope.enterBlock(false);
      parser.enter(new StatementList());
    } else {
      scope.leaveBlock();
      parser.expectClosing(Token.END, Token.DO, line);
      parser.leave();
    }
  }
}
