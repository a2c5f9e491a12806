package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;
import org.luaj.vm2.Prototype;

/** {@code ( [name {, name}] [, ...] ) block end}. */
final class FunctionBody extends Construct {
  private enum Stage {
    START,
    PARAMETER,
    BODY,
    END
  }

  private final Expression result;
  private final boolean method;
  private final int line;
  private Stage stage = Stage.START;
  private int parameterCount;
  private boolean vararg;

  /** Reads a function's body; a method has a first parameter that is not written. */
  FunctionBody(Expression result, boolean method, int line) {
    this.result = result;
    this.method = method;
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    switch (stage) {
      case START -> {
        parser.openFunction(line);
        parser.expect('(');
        if (method) {
          parser.function().scope.declare(parser.name("self"));
          parameterCount++;
        }
        stage = parser.at(')') ? Stage.BODY : Stage.PARAMETER;
      }
      case PARAMETER -> {
        readParameter(parser);
        stage = !vararg && parser.accept(',') ? Stage.PARAMETER : Stage.BODY;
      }
      case BODY -> {
        FunctionBuilder function = parser.function();
        function.scope.activate(parameterCount);
        function.setParameters(parameterCount, vararg);
        function.reserve(parameterCount);
        parser.expect(')');
        parser.enter(new StatementList());
        stage = Stage.END;
      }
      case END -> {
        int lastLine = parser.tokens.line();
        parser.expectClosing(Token.END, Token.FUNCTION, line);
        emitClosure(parser, parser.closeFunction(lastLine));
        parser.leave();
      }
    }
  }

  private void readParameter(Parser parser) {
    switch (parser.tokens.kind()) {
      case Token.NAME -> {
        parser.function().scope.declare(parser.expectName());
        parameterCount++;
      }
      case Token.DOTS -> {
        parser.tokens.advance();
        vararg = true;
      }
      default -> throw parser.tokens.error("<name> or '...' expected");
    }
  }

  private void emitClosure(Parser parser, Prototype body) {
    FunctionBuilder function = parser.function();
    int child = function.adopt(body);
    int closure = function.code.emit(Instruction.abx(Opcode.CLOSURE, 0, child));
    result.set(Kind.RELOCATABLE, closure);
    function.expressions.toNextRegister(result);
  }
}
