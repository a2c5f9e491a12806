package dev.moonshift.syntax;

/** {@code exp {, exp}}: all values but the last are put in registers, in a row. */
final class ExpressionList extends Construct {
  private Expression last = new Expression();
  private int count;

  /** Returns how many expressions there are; zero if the list was not entered. */
  int count() {
    return count;
  }

  /** Returns the last expression, which is void if the list was not entered. */
  Expression last() {
    return last;
  }

  @Override
  void step(Parser parser) {
    if (count > 0) {
      if (!parser.accept(',')) {
        parser.leave();
        return;
      }
      parser.function().expressions.toNextRegister(last);
      last = new Expression();
    }
    count++;
    parser.enterExpression(last);
  }
}
