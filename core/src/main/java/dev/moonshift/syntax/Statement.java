package dev.moonshift.syntax;

import org.luaj.vm2.LuaString;

/** Tells the statements apart by their first tokens, and reads those of one line. */
final class Statement {
  private Statement() {}

  /** Reads a short statement, or enters a construct that reads a longer one. */
  static void begin(Parser parser) {
    Tokens tokens = parser.tokens;
    int line = tokens.line();
    switch (tokens.kind()) {
      case ';' -> tokens.advance();
      case Token.IF -> parser.enter(new Conditional(line));
      case Token.WHILE -> parser.enter(new WhileLoop(line));
      case Token.DO -> parser.enter(new DoBlock(line));
      case Token.FOR -> ForLoop.begin(parser, line);
      case Token.REPEAT -> parser.enter(new RepeatLoop(line));
      case Token.FUNCTION -> parser.enter(new FunctionStatement(line));
      case Token.LOCAL -> beginLocal(parser);
      case Token.LABEL -> parser.enter(new LabelStatement(line));
      case Token.RETURN -> parser.enter(new ReturnStatement());
      case Token.BREAK, Token.GOTO -> readJump(parser, parser.function().code.jump());
      default -> parser.enter(new Assignment());
    }
  }

  private static void beginLocal(Parser parser) {
    parser.tokens.advance();
    if (parser.accept(Token.FUNCTION)) {
      parser.enter(new LocalFunction());
    } else {
      parser.enter(new LocalStatement());
    }
  }

  /** Reads a break or goto that takes the given jumps. */
  static void readJump(Parser parser, int jumps) {
    int line = parser.tokens.line();
    if (parser.accept(Token.GOTO)) {
      LuaString label = parser.expectName();
      parser.function().scope.addGoto(label, jumps, line);
    } else {
      parser.tokens.advance();
      parser.function().scope.addBreak(jumps, line);
    }
  }
}
