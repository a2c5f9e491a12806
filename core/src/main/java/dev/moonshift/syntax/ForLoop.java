package dev.moonshift.syntax;

import org.luaj.vm2.LuaString;

/**
 * What both kinds of for loop share: three hidden variables before the visible ones, and a body.
 */
abstract class ForLoop extends Construct {
  /** How many hidden variables keep the state of a loop. */
  private static final int HIDDEN_VARIABLES = 3;

  private final int line;
  final int base;
  private int entry;

  ForLoop(int base, int line) {
    this.base = base;
    this.line = line;
  }

  /** Reads up to the first name, and enters the kind of loop that its next token tells. */
  static void begin(Parser parser, int line) {
    FunctionBuilder function = parser.function();
    function.scope.enterBlock(true);
    parser.tokens.advance();
    LuaString name = parser.expectName();
    switch (parser.tokens.kind()) {
      case '=' -> parser.enter(new NumericFor(name, function.firstFree(), line));
      case ',', Token.IN -> parser.enter(new GenericFor(name, function.firstFree(), line));
      default -> throw parser.tokens.error("'=' or 'in' expected");
    }
  }

  /** Emits the instruction that enters the loop, and returns it as a jump. */
  abstract int emitEntry(Code code);

  /** Emits the instructions that go to the next round, and returns the last as a jump. */
  abstract int emitNext(Code code, int variableCount);

  void declareHidden(Parser parser, String first, String second, String third) {
    Scope scope = parser.function().scope;
    scope.declare(parser.name(first));
    scope.declare(parser.name(second));
    scope.declare(parser.name(third));
  }

  void enterBody(Parser parser, int variableCount) {
    FunctionBuilder function = parser.function();
    function.scope.activate(HIDDEN_VARIABLES);
    parser.expect(Token.DO);
    entry = emitEntry(function.code);
    function.scope.enterBlock(false);
    function.scope.activate(variableCount);
    function.reserve(variableCount);
    function.scope.enterBlock(false);
    parser.enter(new StatementList());
  }

  void leaveBody(Parser parser, int variableCount, int nextLine) {
    FunctionBuilder function = parser.function();
    Code code = function.code;
    function.scope.leaveBlock();
    function.scope.leaveBlock();
    code.patchToHere(entry);
    int next = emitNext(code, variableCount);
    code.patch(next, entry + 1);
    code.setLine(nextLine);
    parser.expectClosing(Token.END, Token.FOR, line);
    function.scope.leaveBlock();
    parser.leave();
  }

  int line() {
    return line;
  }
}
