package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;

/** {@code { [field {, field}] }}; items of the list part are stored in batches. */
final class TableConstructor extends Construct {
  private enum Stage {
    START,
    FIELD,
    CLOSE_KEY,
    AFTER_ITEM,
    AFTER_VALUE
  }

  private final Expression result;
  private Stage stage = Stage.START;
  private int line;
  private int creation;
  private int itemCount;
  private int fieldCount;

  /** Items that are in registers, or about to be, and not in the table yet. */
  private int pending;

  private Expression item = new Expression();
  private Expression key = new Expression();
  private Expression value = new Expression();
  private int keyOperand;
  private int firstFree;

  TableConstructor(Expression result) {
    this.result = result;
  }

  @Override
  void step(Parser parser) {
    FunctionBuilder function = parser.function();
    switch (stage) {
      case START -> {
        line = parser.tokens.line();
        creation = function.code.emit(Opcode.NEWTABLE, 0, 0, 0);
        result.set(Kind.RELOCATABLE, creation);
        function.expressions.toNextRegister(result);
        parser.expect('{');
        stage = Stage.FIELD;
      }
      case FIELD -> {
        if (parser.at('}')) {
          finish(parser);
        } else {
          flush(function);
          readField(parser);
        }
      }
      case CLOSE_KEY -> {
        function.expressions.toValue(key);
        parser.expect(']');
        enterValue(parser);
      }
      case AFTER_ITEM -> {
        itemCount++;
        pending++;
        readSeparator(parser);
      }
      case AFTER_VALUE -> {
        int valueOperand = function.expressions.toOperand(value);
        function.code.emit(Opcode.SETTABLE, result.info, keyOperand, valueOperand);
        function.setFirstFree(firstFree);
        readSeparator(parser);
      }
    }
  }

  private void readField(Parser parser) {
    firstFree = parser.function().firstFree();
    if (parser.at('[')) {
      parser.tokens.advance();
      key = new Expression();
      parser.enterExpression(key);
      stage = Stage.CLOSE_KEY;
    } else if (parser.at(Token.NAME) && parser.tokens.peek() == '=') {
      key = new Expression();
      parser.function().expressions.setString(key, parser.expectName());
      enterValue(parser);
    } else {
      parser.enterExpression(item);
      stage = Stage.AFTER_ITEM;
    }
  }

  private void enterValue(Parser parser) {
    fieldCount++;
    parser.expect('=');
    keyOperand = parser.function().expressions.toOperand(key);
    value = new Expression();
    parser.enterExpression(value);
    stage = Stage.AFTER_VALUE;
  }

  private void readSeparator(Parser parser) {
    if (parser.accept(',') || parser.accept(';')) {
      stage = Stage.FIELD;
    } else {
      finish(parser);
    }
  }

  /** Puts the last item in a register, and a full batch of them in the table. */
  private void flush(FunctionBuilder function) {
    if (item.kind == Kind.VOID) {
      return;
    }
    function.expressions.toNextRegister(item);
    item = new Expression();
    if (pending == Opcode.FIELDS_PER_FLUSH) {
      function.expressions.emitSetList(result.info, itemCount, pending);
      pending = 0;
    }
  }

  private void finish(Parser parser) {
    parser.expectClosing('}', '{', line);
    FunctionBuilder function = parser.function();
    if (pending > 0) {
      storeLast(function);
    }
    function.code.setB(creation, Instruction.encodeSizeHint(itemCount));
    function.code.setC(creation, Instruction.encodeSizeHint(fieldCount));
    parser.leave();
  }

  private void storeLast(FunctionBuilder function) {
    if (item.isOpen()) {
      function.expressions.setResults(item, ExpressionCoder.OPEN);
      function.expressions.emitSetList(result.info, itemCount, ExpressionCoder.OPEN);
      itemCount--; // an open item is not counted in the size
    } else {
      if (item.kind != Kind.VOID) {
        function.expressions.toNextRegister(item);
      }
      function.expressions.emitSetList(result.info, itemCount, pending);
    }
  }
}
