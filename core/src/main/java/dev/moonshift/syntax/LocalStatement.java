package dev.moonshift.syntax;

/** {@code local name {, name} [= exp {, exp}]}. */
final class LocalStatement extends Construct {
  private final ExpressionList values = new ExpressionList();
  private int variableCount;
  private boolean named;

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    if (named) {
      function.expressions.adjust(variableCount, values.count(), values.last());
      function.scope.activate(variableCount);
      parser.leave();
      return;
    }
    function.scope.declare(parser.expectName());
    variableCount++;
    if (!parser.accept(',')) {
      named = true;
      if (parser.accept('=')) {
        parser.enter(values);
      }
    }
  }
}
