package dev.moonshift.syntax;

import dev.moonshift.bytecode.Opcode;
import org.luaj.vm2.LuaString;

/** {@code for name = exp, exp [, exp] do block end}. */
final class NumericFor extends ForLoop {
  private enum Stage {
    START,
    LIMIT,
    STEP,
    BODY,
    END
  }

  private final LuaString name;
  private Expression value = new Expression();
  private Stage stage = Stage.START;

  NumericFor(LuaString name, int base, int line) {
    super(base, line);
    this.name = name;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case START -> {
        declareHidden(parser, "(for index)", "(for limit)", "(for step)");
        function.scope.declare(name);
        parser.expect('=');
        parser.enterExpression(value);
        stage = Stage.LIMIT;
      }
      case LIMIT -> {
        function.expressions.toNextRegister(value);
        parser.expect(',');
        value = new Expression();
        parser.enterExpression(value);
        stage = Stage.STEP;
      }
      case STEP -> {
        function.expressions.toNextRegister(value);
        value = new Expression();
        if (parser.accept(',')) {
          parser.enterExpression(value);
        } else {
          value.setNumber(1);
        }
        stage = Stage.BODY;
      }
      case BODY -> {
        function.expressions.toNextRegister(value);
        enterBody(parser, 1);
        stage = Stage.END;
      }
      case END -> leaveBody(parser, 1, line());
    }
  }

  @Override
  int emitEntry(Code code) {
    return code.emitJump(Opcode.FORPREP, base);
  }

  @Override
  int emitNext(Code code, int variableCount) {
    return code.emitJump(Opcode.FORLOOP, base);
  }
}
