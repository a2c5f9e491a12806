package dev.moonshift.syntax;

/** {@code local function name body}; the function can use its own name. */
final class LocalFunction extends Construct {
  private boolean complete;

  @Override
  void step(Parser parser) {
    Scope scope = parser.function().scope;
    if (complete) {
      scope.restartLast();
      parser.leave();
      return;
    }
    complete = true;
    scope.declare(parser.expectName());
    scope.activate(1);
    parser.enter(new FunctionBody(new Expression(), false, parser.tokens.line()));
  }
}
