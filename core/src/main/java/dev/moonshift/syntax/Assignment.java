package dev.moonshift.syntax;

import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;
import java.util.ArrayList;
import java.util.List;

/** {@code var {, var} = exp {, exp}}, or a call, which starts the same way. */
final class Assignment extends Construct {
  private enum Stage {
    START,
    TARGET,
    VALUES
  }

  private final List<Expression> targets = new ArrayList<>();
  private final ExpressionList values = new ExpressionList();
  private Stage stage = Stage.START;

  @Override
  void step(Parser parser) {
    switch (stage) {
      case START -> enterTarget(parser);
      case TARGET -> {
        Expression target = targets.get(targets.size() - 1);
        if (targets.size() == 1 && !parser.at('=') && !parser.at(',')) {
          endCall(parser, target);
        } else {
          acceptTarget(parser, target);
        }
      }
      case VALUES -> {
        store(parser.function());
        parser.leave();
      }
    }
  }

  private void enterTarget(Parser parser) {
    Expression target = new Expression();
    targets.add(target);
    parser.enter(new SuffixedExpression(target));
    stage = Stage.TARGET;
  }

  private static void endCall(Parser parser, Expression call) {
    if (call.kind != Kind.CALL) {
      throw parser.tokens.error("syntax error");
    }
    parser.function().code.setC(call.info, 1); // no results
    parser.leave();
  }

  private void acceptTarget(Parser parser, Expression target) {
    if (targets.size() > 1) {
      if (!target.isField()) {
        avoidConflict(parser.function(), target);
      }
      parser.checkLevels(targets.size() - 1);
    }
    if (!target.isVariable()) {
      throw parser.tokens.error("syntax error");
    }
    if (parser.accept(',')) {
      enterTarget(parser);
    } else {
      parser.expect('=');
      parser.enter(values);
      stage = Stage.VALUES;
    }
  }

  /**
   * Makes fields assigned before use a copy of a variable that is assigned, too: in {@code a.x, a =
   * 1, 2} the field is one of the old value of a.
   */
  private void avoidConflict(FunctionBuilder function, Expression variable) {
    boolean local = variable.kind == Kind.LOCAL;
    int copy = function.firstFree();
    boolean conflict = false;
    for (Expression field : targets) {
      if (!field.isField()) {
        continue;
      }
      Kind indexed = local ? Kind.INDEXED : Kind.INDEXED_UPVALUE;
      if (field.kind == indexed && field.info == variable.info) {
        conflict = true;
        field.kind = Kind.INDEXED;
        field.info = copy;
      }
      if (local && field.key == variable.info) {
        conflict = true;
        field.key = copy;
      }
    }
    if (conflict) {
      function.code.emit(local ? Opcode.MOVE : Opcode.GETUPVAL, copy, variable.info, 0);
      function.reserve(1);
    }
  }

  private void store(FunctionBuilder function) {
    ExpressionCoder expressions = function.expressions;
    Expression last = values.last();
    int next = targets.size() - 1;
    if (values.count() == targets.size()) {
      expressions.setOneResult(last);
      expressions.store(targets.get(next--), last);
    } else {
      expressions.adjust(targets.size(), values.count(), last);
      int surplus = values.count() - targets.size();
      if (surplus > 0) {
        function.setFirstFree(function.firstFree() - surplus);
      }
    }
    for (; next >= 0; next--) {
      Expression value = new Expression();
      value.set(Kind.REGISTER, function.firstFree() - 1);
      expressions.store(targets.get(next), value);
    }
  }
}
