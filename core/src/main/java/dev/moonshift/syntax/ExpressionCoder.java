package dev.moonshift.syntax;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.syntax.Expression.Kind;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Turns expressions into code of a function: puts values where they are wanted, and combines them.
 */
final class ExpressionCoder {
  /** As a number of values: as many as there are. */
  static final int OPEN = -1;

  private final FunctionBuilder function;
  private final Code code;

  ExpressionCoder(FunctionBuilder function) {
    this.function = function;
    this.code = function.code;
  }

  // Where values go.

  void setString(Expression e, LuaString string) {
    e.set(Kind.CONSTANT, function.constants.string(string));
  }

  /** Makes a call or vararg give so many values, the first of them in the next register. */
  void setResults(Expression e, int count) {
    if (e.kind == Kind.CALL) {
      code.setC(e.info, count + 1);
    } else if (e.kind == Kind.VARARG) {
      code.setB(e.info, count + 1);
      code.setA(e.info, function.firstFree());
      function.reserve(1);
    }
  }

  /** Makes a call or vararg give one value. */
  void setOneResult(Expression e) {
    if (e.kind == Kind.CALL) {
      e.kind = Kind.REGISTER;
      e.info = Instruction.a(code.get(e.info));
    } else if (e.kind == Kind.VARARG) {
      code.setB(e.info, 2);
      e.kind = Kind.RELOCATABLE;
    }
  }

  /** Makes a variable or call a plain value. */
  void evaluate(Expression e) {
    switch (e.kind) {
      case LOCAL -> e.kind = Kind.REGISTER;
      case UPVALUE -> relocate(e, code.emit(Opcode.GETUPVAL, 0, e.info, 0));
      case INDEXED -> {
        function.release(e.key);
        function.release(e.info);
        relocate(e, code.emit(Opcode.GETTABLE, 0, e.info, e.key));
      }
      case INDEXED_UPVALUE -> {
        function.release(e.key);
        relocate(e, code.emit(Opcode.GETTABUP, 0, e.info, e.key));
      }
      case CALL, VARARG -> setOneResult(e);
      default -> {
        // is one already
      }
    }
  }

  private static void relocate(Expression e, int pc) {
    e.kind = Kind.RELOCATABLE;
    e.info = pc;
  }

  private void release(Expression e) {
    if (e.kind == Kind.REGISTER) {
      function.release(e.info);
    }
  }

  /** Puts a value in a register, leaving the jumps out of it aside. */
  private void load(Expression e, int register) {
    evaluate(e);
    switch (e.kind) {
      case NIL -> code.emitNil(register, 1);
      case FALSE -> code.emit(Opcode.LOADBOOL, register, 0, 0);
      case TRUE -> code.emit(Opcode.LOADBOOL, register, 1, 0);
      case CONSTANT -> code.emitConstant(register, e.info);
      case NUMBER -> code.emitConstant(register, function.constants.number(e.number));
      case RELOCATABLE -> code.setA(e.info, register);
      case REGISTER -> {
        if (e.info != register) {
          code.emit(Opcode.MOVE, register, e.info, 0);
        }
      }
      default -> {
        return; // a jump has no value yet
      }
    }
    e.kind = Kind.REGISTER;
    e.info = register;
  }

  private void loadAnywhere(Expression e) {
    if (e.kind != Kind.REGISTER) {
      function.reserve(1);
      load(e, function.firstFree() - 1);
    }
  }

  /** Puts a value in a register, whichever way it comes about. */
  private void toRegister(Expression e, int register) {
    load(e, register);
    if (e.kind == Kind.JUMP) {
      e.trueJumps = code.join(e.info, e.trueJumps);
    }
    if (e.hasJumps()) {
      int loadFalse = Code.NO_JUMP;
      int loadTrue = Code.NO_JUMP;
      if (code.needsValue(e.trueJumps) || code.needsValue(e.falseJumps)) {
        int pastLoads = e.kind == Kind.JUMP ? Code.NO_JUMP : code.jump();
        code.label();
        loadFalse = code.emit(Opcode.LOADBOOL, register, 0, 1);
        code.label();
        loadTrue = code.emit(Opcode.LOADBOOL, register, 1, 0);
        code.patchToHere(pastLoads);
      }
      int end = code.label();
      code.patch(e.falseJumps, end, register, loadFalse);
      code.patch(e.trueJumps, end, register, loadTrue);
    }
    e.set(Kind.REGISTER, register);
  }

  void toNextRegister(Expression e) {
    evaluate(e);
    release(e);
    function.reserve(1);
    toRegister(e, function.firstFree() - 1);
  }

  int toAnyRegister(Expression e) {
    evaluate(e);
    if (e.kind == Kind.REGISTER) {
      if (!e.hasJumps()) {
        return e.info;
      }
      if (e.info >= function.scope.activeCount()) { // not a variable: can be written
        toRegister(e, e.info);
        return e.info;
      }
    }
    toNextRegister(e);
    return e.info;
  }

  /** Puts a value in a register, unless it is an upvalue. */
  void toRegisterOrUpvalue(Expression e) {
    if (e.kind != Kind.UPVALUE || e.hasJumps()) {
      toAnyRegister(e);
    }
  }

  void toValue(Expression e) {
    if (e.hasJumps()) {
      toAnyRegister(e);
    } else {
      evaluate(e);
    }
  }

  /** Makes a value an operand: a constant if it is one of the first, else a register. */
  int toOperand(Expression e) {
    toValue(e);
    Constants constants = function.constants;
    switch (e.kind) {
      case NIL, TRUE, FALSE -> {
        if (constants.size() < Instruction.CONSTANT_BIT) {
          e.info = constants.singleton(singleton(e.kind));
          e.kind = Kind.CONSTANT;
        }
      }
      case NUMBER -> {
        e.info = constants.number(e.number);
        e.kind = Kind.CONSTANT;
      }
      default -> {
        // a constant or a register
      }
    }
    if (e.kind == Kind.CONSTANT && e.info < Instruction.CONSTANT_BIT) {
      return e.info | Instruction.CONSTANT_BIT;
    }
    return toAnyRegister(e);
  }

  private static LuaValue singleton(Kind kind) {
    return switch (kind) {
      case TRUE -> LuaValue.TRUE;
      case FALSE -> LuaValue.FALSE;
      default -> LuaValue.NIL;
    };
  }

  void store(Expression variable, Expression value) {
    switch (variable.kind) {
      case LOCAL -> {
        release(value);
        toRegister(value, variable.info);
        return;
      }
      case UPVALUE -> code.emit(Opcode.SETUPVAL, toAnyRegister(value), variable.info, 0);
      default -> {
        int operand = toOperand(value);
        int opcode = variable.kind == Kind.INDEXED ? Opcode.SETTABLE : Opcode.SETTABUP;
        code.emit(opcode, variable.info, variable.key, operand);
      }
    }
    release(value);
  }

  /** Makes a table and a key a field. */
  void index(Expression table, Expression key) {
    table.key = toOperand(key);
    table.kind = table.kind == Kind.UPVALUE ? Kind.INDEXED_UPVALUE : Kind.INDEXED;
  }

  /** Makes an object and a key a method and its first argument. */
  void self(Expression object, Expression key) {
    int register = toAnyRegister(object);
    release(object);
    object.set(Kind.REGISTER, function.firstFree());
    function.reserve(2);
    code.emit(Opcode.SELF, object.info, register, toOperand(key));
    release(key);
  }

  // Conditions.

  /** Goes on if a value is true; else takes one of its false jumps. */
  void goIfTrue(Expression e) {
    evaluate(e);
    int jump =
        switch (e.kind) {
          case JUMP -> {
            code.invert(e.info);
            yield e.info;
          }
          case CONSTANT, NUMBER, TRUE -> Code.NO_JUMP;
          default -> jumpIf(e, false);
        };
    e.falseJumps = code.join(jump, e.falseJumps);
    code.patchToHere(e.trueJumps);
    e.trueJumps = Code.NO_JUMP;
  }

  /** Goes on if a value is false; else takes one of its true jumps. */
  void goIfFalse(Expression e) {
    evaluate(e);
    int jump =
        switch (e.kind) {
          case JUMP -> e.info;
          case NIL, FALSE -> Code.NO_JUMP;
          default -> jumpIf(e, true);
        };
    e.trueJumps = code.join(jump, e.trueJumps);
    code.patchToHere(e.falseJumps);
    e.falseJumps = Code.NO_JUMP;
  }

  /** Goes on if a loop's condition is true, and returns the jumps taken if it is not. */
  int exitUnless(Expression condition) {
    if (condition.kind == Kind.NIL) {
      condition.kind = Kind.FALSE; // no register needs to hold it
    }
    goIfTrue(condition);
    return condition.falseJumps;
  }

  private int jumpIf(Expression e, boolean condition) {
    if (e.kind == Kind.RELOCATABLE) {
      int instruction = code.get(e.info);
      if (Instruction.opcode(instruction) == Opcode.NOT) {
        code.dropLast();
        return code.conditionalJump(Opcode.TEST, Instruction.b(instruction), 0, condition ? 0 : 1);
      }
    }
    loadAnywhere(e);
    release(e);
    return code.conditionalJump(Opcode.TESTSET, Code.NO_REGISTER, e.info, condition ? 1 : 0);
  }

  // Operators.

  void applyUnary(Operator operator, Expression e, int line) {
    if (operator == Operator.NOT) {
      negateCondition(e);
    } else if (operator == Operator.LENGTH || !e.isNumeral() || !fold(operator, e, e)) {
      int operand = toAnyRegister(e);
      release(e);
      relocate(e, code.emit(operator.opcode, 0, operand, 0));
      code.setLine(line);
    }
  }

  private void negateCondition(Expression e) {
    evaluate(e);
    switch (e.kind) {
      case NIL, FALSE -> e.kind = Kind.TRUE;
      case CONSTANT, NUMBER, TRUE -> e.kind = Kind.FALSE;
      case JUMP -> code.invert(e.info);
      default -> {
        loadAnywhere(e);
        release(e);
        relocate(e, code.emit(Opcode.NOT, 0, e.info, 0));
      }
    }
    int jumps = e.trueJumps;
    e.trueJumps = e.falseJumps;
    e.falseJumps = jumps;
    code.dropValues(e.falseJumps);
    code.dropValues(e.trueJumps);
  }

  /** Prepares a left operand, before the right one is read. */
  void beginBinary(Operator operator, Expression left) {
    switch (operator) {
      case AND -> goIfTrue(left);
      case OR -> goIfFalse(left);
      case CONCATENATE -> toNextRegister(left); // operands must be in a row
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
        if (!left.isNumeral()) {
          toOperand(left);
        }
      }
      default -> toOperand(left);
    }
  }

  /** Combines both operands; the left one becomes the result. */
  void endBinary(Operator operator, Expression left, Expression right, int line) {
    switch (operator) {
      case AND -> {
        evaluate(right);
        right.falseJumps = code.join(right.falseJumps, left.falseJumps);
        left.become(right);
      }
      case OR -> {
        evaluate(right);
        right.trueJumps = code.join(right.trueJumps, left.trueJumps);
        left.become(right);
      }
      case CONCATENATE -> concatenate(left, right, line);
      case EQUAL, LESS, LESS_OR_EQUAL -> compare(operator, 1, left, right);
      case NOT_EQUAL -> compare(operator, 0, left, right);
      case GREATER, GREATER_OR_EQUAL -> compare(operator, 1, left, right);
      default -> arithmetic(operator, left, right, line);
    }
  }

  private void concatenate(Expression left, Expression right, int line) {
    toValue(right);
    if (right.kind == Kind.RELOCATABLE
        && Instruction.opcode(code.get(right.info)) == Opcode.CONCAT) {
      release(left);
      code.setB(right.info, left.info); // one instruction for the whole chain
      relocate(left, right.info);
    } else {
      toNextRegister(right);
      emitBinary(Operator.CONCATENATE, left, right, line);
    }
  }

  private void arithmetic(Operator operator, Expression left, Expression right, int line) {
    if (!left.isNumeral() || !right.isNumeral() || !fold(operator, left, right)) {
      emitBinary(operator, left, right, line);
    }
  }

  private void emitBinary(Operator operator, Expression left, Expression right, int line) {
    int rightOperand = toOperand(right);
    int leftOperand = toOperand(left);
    if (leftOperand > rightOperand) { // registers are freed from the top
      release(left);
      release(right);
    } else {
      release(right);
      release(left);
    }
    relocate(left, code.emit(operator.opcode, 0, leftOperand, rightOperand));
    code.setLine(line);
  }

  private void compare(Operator operator, int condition, Expression left, Expression right) {
    int leftOperand = toOperand(left);
    int rightOperand = toOperand(right);
    release(right);
    release(left);
    boolean swap = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
    left.kind = Kind.JUMP;
    left.info =
        code.conditionalJump(
            operator.opcode,
            condition,
            swap ? rightOperand : leftOperand,
            swap ? leftOperand : rightOperand);
  }

  /**
   * Computes an operation on numerals at once, unless the result is one that constants cannot hold:
   * not a number, and negative zero, which LuaJ takes for zero.
   */
  private boolean fold(Operator operator, Expression left, Expression right) {
    boolean division = operator == Operator.DIVIDE || operator == Operator.MODULO;
    if (division && right.number == 0) {
      return false;
    }
    double result = operator.apply(left.number, right.number);
    if (Double.isNaN(result) || (result == 0 && 1 / result < 0)) {
      return false;
    }
    left.number = result;
    return true;
  }

  /** Makes a list of values, of which the last is not in a register yet, as long as wanted. */
  void adjust(int wanted, int given, Expression last) {
    int missing = wanted - given;
    if (last.isOpen()) {
      int results = Math.max(missing + 1, 0);
      setResults(last, results);
      if (results > 1) {
        function.reserve(results - 1);
      }
      return;
    }
    if (last.kind != Kind.VOID) {
      toNextRegister(last);
    }
    if (missing > 0) {
      int register = function.firstFree();
      function.reserve(missing);
      code.emitNil(register, missing);
    }
  }

  /** Stores the last items of a constructor, which are in the registers after the table's. */
  void emitSetList(int table, int itemCount, int pending) {
    int batch = (itemCount - 1) / Opcode.FIELDS_PER_FLUSH + 1;
    int count = pending == OPEN ? 0 : pending;
    if (batch <= Instruction.MAX_B) {
      code.emit(Opcode.SETLIST, table, count, batch);
    } else {
      code.emit(Opcode.SETLIST, table, count, 0);
      code.emit(Instruction.extra(batch));
    }
    function.setFirstFree(table + 1);
  }
}
