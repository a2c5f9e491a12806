package dev.moonshift.vm;

import dev.moonshift.bytecode.Arithmetic;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What compiled code calls for operators, and for the metamethods of operators and tables. */
final class OperatorSupport {
  /** A number takes less as a text. */
  private static final int NUMBER_BYTES = 32;

  private OperatorSupport() {}

  /** An operator on any values; null if a metamethod or an error is due. */
  static @Nullable LuaValue arithmetic(LuaValue x, LuaValue y, int opcode) {
    LuaNumber a = Operations.toNumber(x);
    LuaNumber b = Operations.toNumber(y);
    if (a == null || b == null || isLongText(x) || isLongText(y)) {
      return null;
    }
    return Numbers.valueOf(arithmetic(a.todouble(), b.todouble(), opcode));
  }

  private static boolean isLongText(LuaValue value) {
    return value instanceof LuaString && !Operations.isReadAtOnce((LuaString) value);
  }

  static boolean isIntDifference(int a, int b) {
    long difference = (long) a - b;
    return difference == (int) difference;
  }

  static boolean equalsNumber(@Nullable LuaValue value, double unboxed, double number) {
    return value == null
        ? unboxed == number
        : value instanceof LuaNumber && Numbers.toDouble(value) == number;
  }

  static double arithmetic(double a, double b, int opcode) {
    switch (opcode) {
      case dev.moonshift.bytecode.Opcode.ADD:
        return a + b;
      case dev.moonshift.bytecode.Opcode.SUB:
        return a - b;
      case dev.moonshift.bytecode.Opcode.MUL:
        return a * b;
      case dev.moonshift.bytecode.Opcode.DIV:
        return a / b;
      case dev.moonshift.bytecode.Opcode.MOD:
        return Arithmetic.modulo(a, b);
      case dev.moonshift.bytecode.Opcode.UNM:
        return -a;
      default:
        return Arithmetic.power(a, b);
    }
  }

  // ---------------------------------------------------------------- comparing: 1 or 0, and twice
  // the fuel that it took beyond the instruction; -1 for "not here", as where that fuel would leave
  // less than the least that there must be

  static int equal(
      @Nullable LuaValue x,
      double xNumber,
      @Nullable LuaValue y,
      double yNumber,
      int fuel,
      int least) {
    if (x == null) {
      return equalsNumber(y, yNumber, xNumber) ? 1 : 0;
    }
    return y == null ? equalsNumber(x, 0, yNumber) ? 1 : 0 : equal(x, y, fuel, least);
  }

  static int equal(LuaValue x, LuaValue y, int fuel, int least) {
    if (x == y) {
      return x instanceof LuaDouble && Double.isNaN(x.todouble()) ? 0 : 1;
    }
    if (x instanceof LuaNumber) {
      return y instanceof LuaNumber && Numbers.toDouble(x) == Numbers.toDouble(y) ? 1 : 0;
    }
    if (x instanceof LuaString) {
      return y instanceof LuaString
          ? payable(Operations.equality((LuaString) x, (LuaString) y), fuel, least)
          : 0;
    }
    if (x instanceof Table) {
      Table metatable = ((Table) x).metatable;
      boolean isAsked = metatable != null && metatable.metamethod(Metamethod.EQ) != null;
      return y instanceof Table && isAsked ? -1 : 0;
    }
    return x.isuserdata() ? -1 : 0;
  }

  static int lessThan(LuaValue x, LuaValue y, int fuel, int least) {
    if (x instanceof LuaNumber && y instanceof LuaNumber) {
      return Numbers.toDouble(x) < Numbers.toDouble(y) ? 1 : 0;
    }
    if (x instanceof LuaString && y instanceof LuaString) {
      return payable(Operations.order((LuaString) x, (LuaString) y, false), fuel, least);
    }
    return -1;
  }

  static int lessOrEqual(LuaValue x, LuaValue y, int fuel, int least) {
    if (x instanceof LuaNumber && y instanceof LuaNumber) {
      return Numbers.toDouble(x) <= Numbers.toDouble(y) ? 1 : 0;
    }
    if (x instanceof LuaString && y instanceof LuaString) {
      return payable(Operations.order((LuaString) x, (LuaString) y, true), fuel, least);
    }
    return -1;
  }

  /** An answer about texts, unless that takes so much fuel that less than the least is left. */
  private static int payable(int answer, int fuel, int least) {
    return answer <= 1 || fuel - (answer >> 1) >= least ? answer : -1;
  }

  // ---------------------------------------------------------------- metamethods: what the unit of
  // one answered, settled; null if the interpreter is to do the instruction

  /** Has a metamethod answer for an operator. */
  static @Nullable Varargs operatorHandler(
      Execution execution, int level, int height, LuaValue x, LuaValue y, Metamethod event) {
    LuaValue handler =
        event == Metamethod.EQ
            ? Operations.equalityHandler(execution, x, y)
            : Operations.binaryHandler(execution, event, x, y);
    return handler == null ? null : callHandler(execution, level, height, handler, x, y);
  }

  private static @Nullable Varargs callHandler(
      Execution execution, int level, int height, LuaValue handler, LuaValue x, LuaValue y) {
    Unit unit = UnitSupport.callable(execution, handler, height, 2);
    if (unit == null) {
      return null;
    }
    Varargs answer = unit.call(execution, (Closure) handler, level + 1, height, x, y);
    return UnitSupport.settle(execution, answer, level, height);
  }

  /** Has a metamethod answer for {@code object[key]}. */
  static @Nullable Varargs indexHandler(
      Execution execution, int level, int height, LuaValue object, LuaValue key) {
    LuaValue at = handled(execution, object, key, Metamethod.INDEX);
    if (at == null) {
      return null;
    }
    LuaValue handler = Objects.requireNonNull(execution.metamethod(at, Metamethod.INDEX));
    return callHandler(execution, level, height, handler, at, key);
  }

  /** Has a metamethod do {@code object[key] = value}. */
  static @Nullable Varargs storeHandler(
      Execution execution, int level, int height, LuaValue object, LuaValue key, LuaValue value) {
    LuaValue at = handled(execution, object, key, Metamethod.NEWINDEX);
    if (at == null) {
      return null;
    }
    LuaValue handler = Objects.requireNonNull(execution.metamethod(at, Metamethod.NEWINDEX));
    Unit unit = UnitSupport.callable(execution, handler, height, 3);
    if (unit == null) {
      return null;
    }
    Varargs answer = unit.call(execution, (Closure) handler, level + 1, height, at, key, value);
    return UnitSupport.settle(execution, answer, level, height);
  }

  /** Who in a chain of tables has a function as the metamethod for a key; null if nobody. */
  private static @Nullable LuaValue handled(
      Execution execution, LuaValue object, LuaValue key, Metamethod event) {
    LuaValue at = object;
    for (int i = 0; i < Operations.MAX_CHAIN && !LongKey.isLong(key); i++) {
      boolean hasIt = at instanceof Table && ((Table) at).raw(key) != LuaValue.NIL;
      LuaValue handler = hasIt ? null : execution.metamethod(at, event);
      if (handler == null) {
        return null;
      }
      if (handler.isfunction()) {
        return at;
      }
      at = handler;
    }
    return null;
  }

  /**
   * Joins texts as {@code ..} does; null if it is not that simple, or so long that the interpreter
   * may have to stop on the way or find no room.
   */
  static @Nullable LuaValue concat(Execution execution, LuaValue[] operands) {
    long most = Math.min(LongText.SHORT, execution.memoryLimit());
    for (LuaValue operand : operands) {
      if (operand instanceof LuaString) {
        most -= ((LuaString) operand).m_length;
      } else if (operand instanceof LuaNumber) {
        most -= NUMBER_BYTES;
      } else {
        return null;
      }
    }
    return most >= 0 ? Operations.join(execution, operands, 0, operands.length - 1) : null;
  }
}
