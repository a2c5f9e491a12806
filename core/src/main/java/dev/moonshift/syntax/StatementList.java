package dev.moonshift.syntax;

/** The statements of a block. */
final class StatementList extends Construct {
  private boolean inStatement;
  private boolean last;

  @Override
  void step(Parser parser) {
    if (inStatement) {
      parser.endStatement();
      inStatement = false;
    }
    if (last || parser.atBlockEnd(true)) {
      parser.leave();
      return;
    }
    inStatement = true;
    last = parser.at(Token.RETURN);
    parser.beginStatement();
  }
}
