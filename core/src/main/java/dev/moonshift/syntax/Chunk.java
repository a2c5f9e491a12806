package dev.moonshift.syntax;

/** The whole source: the body of the main function. */
final class Chunk extends Construct {
  private boolean complete;

  @Override
  void step(Parser parser) {
    if (complete) {
      parser.check(Token.END_OF_SOURCE);
      parser.finish(parser.closeFunction(0));
      parser.leave();
      return;
    }
    complete = true;
    parser.function().setParameters(0, true);
    parser.function().addUpvalue(parser.environmentName, true, 0);
    parser.tokens.advance();
    parser.enter(new StatementList());
  }
}
