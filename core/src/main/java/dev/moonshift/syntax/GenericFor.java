package dev.moonshift.syntax;

import dev.moonshift.bytecode.Opcode;
import org.luaj.vm2.LuaString;

/** {@code for name {, name} in exp {, exp} do block end}. */
final class GenericFor extends ForLoop {
  private enum Stage {
    START,
    NAMES,
    BODY,
    END
  }

  /** What a loop keeps: the iterator, what it iterates over, and where it is. */
  private static final int STATE_VALUES = 3;

  private final LuaString name;
  private final ExpressionList values = new ExpressionList();
  private Stage stage = Stage.START;
  private int variableCount = 1;
  private int callLine;

  GenericFor(LuaString name, int base, int line) {
    super(base, line);
    this.name = name;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case START -> {
        declareHidden(parser, "(for generator)", "(for state)", "(for control)");
        function.scope.declare(name);
        stage = Stage.NAMES;
      }
      case NAMES -> {
        if (parser.accept(',')) {
          function.scope.declare(parser.expectName());
          variableCount++;
        } else {
          parser.expect(Token.IN);
          callLine = parser.tokens.line();
          parser.enter(values);
          stage = Stage.BODY;
        }
      }
      case BODY -> {
        function.expressions.adjust(STATE_VALUES, values.count(), values.last());
        function.ensureRegisters(STATE_VALUES); // for the call
        enterBody(parser, variableCount);
        stage = Stage.END;
      }
      case END -> leaveBody(parser, variableCount, callLine);
    }
  }

  @Override
  int emitEntry(Code code) {
    return code.jump();
  }

  @Override
  int emitNext(Code code, int variableCount) {
    code.emit(Opcode.TFORCALL, base, 0, variableCount);
    code.setLine(callLine);
    return code.emitJump(Opcode.TFORLOOP, base + 2);
  }
}
