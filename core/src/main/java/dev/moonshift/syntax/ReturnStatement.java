package dev.moonshift.syntax;

import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;

/** {@code return [exp {, exp}] [;]}. */
final class ReturnStatement extends Construct {
  private final ExpressionList values = new ExpressionList();
  private boolean complete;

  @Override
  void step(Parser parser) {
    if (complete) {
      emit(parser.function());
      parser.accept(';');
      parser.leave();
      return;
    }
    complete = true;
    parser.tokens.advance();
    if (!parser.atBlockEnd(true) && !parser.at(';')) {
      parser.enter(values);
    }
  }

  private void emit(FunctionBuilder function) {
    Code code = function.code;
    Expression last = values.last();
    int first = function.scope.activeCount();
    int count = values.count();
    if (last.isOpen()) {
      function.expressions.setResults(last, ExpressionCoder.OPEN);
      if (last.kind == Kind.CALL && count == 1) {
        code.setOpcode(last.info, Opcode.TAILCALL);
      }
      count = ExpressionCoder.OPEN;
    } else if (count == 1) {
      first = function.expressions.toAnyRegister(last);
    } else if (count > 1) {
      function.expressions.toNextRegister(last);
    } else {
      first = 0;
    }
    code.emit(Opcode.RETURN, first, count + 1, 0);
  }
}
