package dev.moonshift.syntax;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** {@code ::name::}, and the empty statements and labels that follow it. */
final class LabelStatement extends Construct {
  private final int line;
  private Scope.@Nullable Place label;
  private boolean inStatement;

  LabelStatement(int line) {
    this.line = line;
  }

  @Override
  void step(Parser parser) {
    Scope scope = parser.function().scope;
    if (label == null) {
      parser.tokens.advance();
      LuaString name = parser.expectName();
      scope.checkUnique(name);
      parser.expect(Token.LABEL);
      label = scope.addLabel(name, line);
      return;
    }
    if (inStatement) {
      parser.endStatement();
      inStatement = false;
    }
    if (parser.at(';') || parser.at(Token.LABEL)) {
      inStatement = true;
      parser.beginStatement();
    } else {
      scope.completeLabel(label, parser.atBlockEnd(false));
      parser.leave();
    }
  }
}
