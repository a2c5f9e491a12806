package dev.moonshift.vm;

import dev.moonshift.bytecode.Arithmetic;
import dev.moonshift.text.NumberFormatter;
import dev.moonshift.text.NumberParser;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What each operator means, metamethods included. Every tier and the library come here, so there is
 * one meaning.
 *
 * <p>A method that may have to run a script's function returns its value, or a {@link Signal#CALL}
 * that the caller must carry out: nothing here runs a script.
 */
public final class Operations {
  /**
   * How long a chain of {@code __index} or {@code __newindex} tables may be, as in the reference.
   */
  static final int MAX_CHAIN = 100;

  /** How many bytes are copied or compared for a unit of fuel: about the time of an instruction. */
  public static final int BYTES_PER_FUEL = 32;

  /** What it takes to write a number by exact arithmetic. */
  private static final int SLOW_COST = 100;

  /** An instruction does not pay for the growth of tables that takes less: it is soon done. */
  private static final int SMALL_COST = 64;

  /** The arithmetic operators, the one with one operand included. */
  static final Set<Metamethod> ARITHMETIC = EnumSet.range(Metamethod.ADD, Metamethod.UNM);

  /**
   * Where a number is wanted, a longer text is none, but for {@code tonumber} and operators: they
   * can wait for it to be read.
   */
  private static final int MAX_NUMERAL = 200;

  /** Two strings must be compared on, which takes longer than an instruction may. */
  static final int UNKNOWN = -1;

  private Operations() {}

  // ---------------------------------------------------------------- indexing

  /** {@code object[key]}; the value or a call. */
  public static LuaValue index(Execution execution, LuaValue object, LuaValue key) {
    if (LongKey.isLong(key)) {
      return execution.signalCall(LongKey.INDEX, Values.of(object, key));
    }
    LuaValue at = object;
    for (int i = 0; i < MAX_CHAIN; i++) {
      if (at instanceof Table) {
        LuaValue value = ((Table) at).raw(key);
        if (value != LuaValue.NIL) {
          return value;
        }
      }
      LuaValue handler = behind(execution, at, object, Metamethod.INDEX);
      if (handler == null) {
        return LuaValue.NIL;
      }
      if (handler.isfunction()) {
        return execution.signalCall(handler, Values.of(at, key));
      }
      at = handler;
    }
    throw loopInGet();
  }

  static RaisedError loopInGet() {
    return RaisedError.message("loop in gettable");
  }

  /** {@code object[key] = value}; {@link LuaValue#NONE} when done, or a call. */
  public static LuaValue store(Execution execution, LuaValue object, LuaValue key, LuaValue value) {
    if (LongKey.isLong(key)) {
      return execution.signalCall(LongKey.STORE, LuaValue.varargsOf(object, key, value));
    }
    LuaValue at = object;
    for (int i = 0; i < MAX_CHAIN; i++) {
      LuaValue handler = behind(execution, at, object, Metamethod.NEWINDEX);
      if (handler == null || at instanceof Table && ((Table) at).raw(key) != LuaValue.NIL) {
        return putField(execution, (Table) at, key, value);
      }
      if (handler.isfunction()) {
        return execution.signalCall(handler, LuaValue.varargsOf(at, key, value));
      }
      at = handler;
    }
    throw loopInSet();
  }

  static RaisedError loopInSet() {
    return RaisedError.message("loop in settable");
  }

  /**
   * Where an access goes on that finds nothing: to a metamethod, or a value to look into; null if a
   * table has neither.
   *
   * @param at where it has come to
   * @param object where it began
   * @throws RaisedError if it can come no further
   */
  static @Nullable LuaValue behind(
      Execution execution, LuaValue at, LuaValue object, Metamethod event) {
    if (at instanceof Table) {
      Table metatable = ((Table) at).metatable;
      return metatable == null ? null : metatable.metamethod(event);
    }
    LuaValue handler = execution.metamethod(at, event);
    if (handler == null) {
      throw notIndexable(at, object);
    }
    return handler;
  }

  private static RaisedError notIndexable(LuaValue at, LuaValue object) {
    return at == object
        ? RaisedError.badOperand("index", at)
        : RaisedError.message("attempt to index a " + at.typename() + " value");
  }

  /** Sets a raw field; {@link LuaValue#NONE} when done, or a call. */
  static LuaValue putField(Execution execution, Table table, LuaValue key, LuaValue value) {
    int before = table.slots();
    int answer = table.store(key, value);
    if (answer == 0) {
      return LuaValue.NONE;
    }
    settle(execution, table, before, answer);
    return answer == Table.DUE || answer > SMALL_COST
        ? TableGrowth.signal(execution, table, answer)
        : LuaValue.NONE;
  }

  /** Sets a raw field for a library function, and charges what the table grew by. */
  public static void put(Execution execution, Table table, LuaValue key, LuaValue value) {
    int before = table.slots();
    int answer = table.store(key, value);
    if (answer != 0) {
      settle(execution, table, before, answer);
      execution.afterStore(table, answer);
    }
  }

  /** Sets a raw list item for a library function, and charges what the table grew by. */
  public static void put(Execution execution, Table table, int key, LuaValue value) {
    int before = table.slots();
    int answer = table.store(key, value);
    if (answer != 0) {
      settle(execution, table, before, answer);
      execution.afterStore(table, answer);
    }
  }

  /** Charges the memory that a table took, or refuses what it had no room for. */
  private static void settle(Execution execution, Table table, int before, int answer) {
    if (answer == Table.NO_ROOM) {
      throw Execution.memoryExhausted();
    }
    int grown = table.slots() - before;
    if (grown > 0) {
      execution.chargeTableGrowth(grown);
    }
  }

  // ---------------------------------------------------------------- arithmetic

  /** A binary arithmetic operator whose operands are not both numbers; the value or a call. */
  static LuaValue arithmetic(Execution execution, Metamethod event, LuaValue x, LuaValue y) {
    if (isLongNumeral(x) || isLongNumeral(y)) {
      return execution.signalCall(LongText.arithmetic(event), Values.of(x, y));
    }
    LuaNumber a = toNumber(x);
    LuaNumber b = toNumber(y);
    if (a != null && b != null) {
      return Numbers.valueOf(arithmetic(event, a.todouble(), b.todouble()));
    }
    LuaValue handler = binaryHandler(execution, event, x, y);
    if (handler == null) {
      throw RaisedError.badOperand("perform arithmetic on", a == null ? x : y);
    }
    return execution.signalCall(handler, Values.of(x, y));
  }

  /** An arithmetic operator of two numbers, of which the one with one operand takes the first. */
  static double arithmetic(Metamethod event, double a, double b) {
    switch (event) {
      case ADD:
        return a + b;
      case SUB:
        return a - b;
      case MUL:
        return a * b;
      case DIV:
        return a / b;
      case MOD:
        return Arithmetic.modulo(a, b);
      case POW:
        return Arithmetic.power(a, b);
      case UNM:
        return -a;
      default:
        throw new IllegalArgumentException(event + " is not an arithmetic operator");
    }
  }

  /** {@code -x} of what is not a number; the value or a call. */
  static LuaValue negate(Execution execution, LuaValue x) {
    if (isLongNumeral(x)) {
      return execution.signalCall(LongText.arithmetic(Metamethod.UNM), Values.of(x, x));
    }
    LuaNumber number = toNumber(x);
    if (number != null) {
      return Numbers.valueOf(-number.todouble());
    }
    LuaValue handler = execution.metamethod(x, Metamethod.UNM);
    if (handler == null) {
      throw RaisedError.badOperand("perform arithmetic on", x);
    }
    return execution.signalCall(handler, Values.of(x, x));
  }

  /**
   * Returns a number as it is and a string that reads as one as that number; else null. Longer
   * strings than anybody writes numbers with are not read.
   */
  public static @Nullable LuaNumber toNumber(LuaValue value) {
    if (value instanceof LuaNumber) {
      return (LuaNumber) value;
    }
    return value instanceof LuaString && ((LuaString) value).m_length <= MAX_NUMERAL
        ? parse((LuaString) value)
        : null;
  }

  /** Whether reading a string as a number needs no call. */
  public static boolean isReadAtOnce(LuaString text) {
    return text.m_length <= LongText.SHORT_NUMERAL;
  }

  /** {@code tonumber} of a string of any length; the number or nil, or a call. */
  public static Varargs readNumber(Execution execution, LuaString text) {
    if (!isReadAtOnce(text)) {
      return execution.signalCall(LongText.TO_NUMBER, text);
    }
    LuaNumber number = parse(text);
    return number == null ? LuaValue.NIL : number;
  }

  /** {@code tonumber} of a string in a base between 2 and 36; the number or nil, or a call. */
  public static Varargs readNumber(Execution execution, LuaString text, int base) {
    if (!isReadAtOnce(text)) {
      return execution.signalCall(LongText.TO_NUMBER, Values.of(text, LuaInteger.valueOf(base)));
    }
    double number = NumberParser.parse(text.m_bytes, text.m_offset, text.m_length, base);
    return Double.isNaN(number) ? LuaValue.NIL : Numbers.valueOf(number);
  }

  /**
   * Whether a value is a string that takes long to read as a number; false if its first bytes show
   * that it is none.
   */
  private static boolean isLongNumeral(LuaValue value) {
    if (!(value instanceof LuaString) || ((LuaString) value).m_length <= LongText.SHORT_NUMERAL) {
      return false;
    }
    LuaString text = (LuaString) value;
    NumberParser parser = new NumberParser(text.m_bytes, text.m_offset, text.m_length);
    return !parser.run(LongText.SHORT_NUMERAL) || !Double.isNaN(parser.result());
  }

  private static @Nullable LuaNumber parse(LuaString text) {
    double number = NumberParser.parse(text.m_bytes, text.m_offset, text.m_length);
    return Double.isNaN(number) ? null : Numbers.valueOf(number);
  }

  /** {@code #x}; the value or a call. */
  static LuaValue length(Execution execution, LuaValue x) {
    if (x instanceof LuaString) {
      return LuaInteger.valueOf(((LuaString) x).m_length);
    }
    LuaValue handler = execution.metamethod(x, Metamethod.LEN);
    if (handler != null) {
      return execution.signalCall(handler, Values.of(x, x));
    }
    if (x instanceof LuaTable) {
      return LuaInteger.valueOf(((LuaTable) x).rawlen());
    }
    throw RaisedError.badOperand("get length of", x);
  }

  static @Nullable LuaValue binaryHandler(
      Execution execution, Metamethod event, LuaValue x, LuaValue y) {
    LuaValue handler = execution.metamethod(x, event);
    return handler != null ? handler : execution.metamethod(y, event);
  }

  // ---------------------------------------------------------------- comparing

  /** Whether two values are equal without asking metamethods. */
  public static boolean rawEquals(LuaValue x, LuaValue y) {
    if (x == y) {
      return !(x instanceof LuaDouble) || !Double.isNaN(x.todouble());
    }
    if (x instanceof LuaNumber) {
      return y instanceof LuaNumber && Numbers.toDouble(x) == Numbers.toDouble(y);
    }
    if (x instanceof LuaString) {
      return y instanceof LuaString && x.raweq((LuaString) y);
    }
    return x instanceof LuaUserdata
        && y instanceof LuaUserdata
        && ((LuaUserdata) x).m_instance == ((LuaUserdata) y).m_instance;
  }

  /** As {@link #rawEquals}, for strings of any length; a boolean or a call. */
  public static LuaValue rawEqual(Execution execution, LuaValue x, LuaValue y) {
    return x instanceof LuaString && y instanceof LuaString
        ? equal(execution, (LuaString) x, (LuaString) y)
        : LuaValue.valueOf(rawEquals(x, y));
  }

  private static LuaValue equal(Execution execution, LuaString x, LuaString y) {
    return answer(execution, equality(x, y), LongText.EQUAL, x, y);
  }

  /** Pays for an answer as {@link #equality} and {@link #order} give it, or has it be found. */
  private static LuaValue answer(
      Execution execution, int found, NativeFunction finder, LuaString x, LuaString y) {
    if (found == UNKNOWN) {
      execution.chargeBytes(LongText.SHORT);
      return execution.signalCall(finder, Values.of(x, y));
    }
    execution.charge(found >> 1);
    return LuaValue.valueOf((found & 1) != 0);
  }

  /**
   * Whether two strings are equal: 1 or 0, and twice the fuel that it takes to find that out; or
   * {@link #UNKNOWN}, after as many bytes as are compared at once.
   */
  static int equality(LuaString x, LuaString y) {
    int length = x.m_length;
    if (length != y.m_length || x.hashCode() != y.hashCode()) {
      return 0;
    }
    if (x.m_bytes == y.m_bytes && x.m_offset == y.m_offset) {
      return 1;
    }
    int first = Math.min(length, LongText.SHORT);
    int mismatch = LongText.mismatch(x, y, 0, first);
    if (mismatch < 0 && first < length) {
      return UNKNOWN;
    }
    // shorter ones may be one object or two, as LuaJ likes
    int paid = length > BYTES_PER_FUEL ? mismatch < 0 ? first : mismatch : 0;
    return paid / BYTES_PER_FUEL << 1 | (mismatch < 0 ? 1 : 0);
  }

  /** {@code x == y}; a boolean or a call. */
  static LuaValue equal(Execution execution, LuaValue x, LuaValue y) {
    if (x instanceof LuaString && y instanceof LuaString) {
      return equal(execution, (LuaString) x, (LuaString) y);
    }
    if (rawEquals(x, y)) {
      return LuaValue.TRUE;
    }
    LuaValue handler = equalityHandler(execution, x, y);
    return handler == null ? LuaValue.FALSE : execution.signalCall(handler, Values.of(x, y));
  }

  /** What decides whether two values that are not the same are equal; null if nobody does. */
  static @Nullable LuaValue equalityHandler(Execution execution, LuaValue x, LuaValue y) {
    if (x instanceof Table && y instanceof Table
        || x instanceof LuaUserdata && y instanceof LuaUserdata) {
      LuaValue handler = execution.metamethod(x, Metamethod.EQ);
      if (handler != null) {
        LuaValue other = execution.metamethod(y, Metamethod.EQ);
        if (other != null && rawEquals(handler, other)) {
          return handler;
        }
      }
    }
    return null;
  }

  /** {@code x < y}; a boolean or a call. */
  public static LuaValue lessThan(Execution execution, LuaValue x, LuaValue y) {
    if (x instanceof LuaNumber && y instanceof LuaNumber) {
      return LuaValue.valueOf(Numbers.toDouble(x) < Numbers.toDouble(y));
    }
    if (x instanceof LuaString && y instanceof LuaString) {
      return order(execution, (LuaString) x, (LuaString) y, false);
    }
    LuaValue handler = binaryHandler(execution, Metamethod.LT, x, y);
    if (handler == null) {
      throw notComparable(x, y);
    }
    return execution.signalCall(handler, Values.of(x, y));
  }

  /**
   * {@code x <= y}; a boolean or a call. Without {@code __le}, asks {@code not (y < x)}: then the
   * frame is marked, for the answer must be negated.
   */
  static LuaValue lessOrEqual(Execution execution, LuaFrame frame, LuaValue x, LuaValue y) {
    if (x instanceof LuaNumber && y instanceof LuaNumber) {
      return LuaValue.valueOf(Numbers.toDouble(x) <= Numbers.toDouble(y));
    }
    if (x instanceof LuaString && y instanceof LuaString) {
      frame.top = 0;
      return order(execution, (LuaString) x, (LuaString) y, true);
    }
    LuaValue handler = binaryHandler(execution, Metamethod.LE, x, y);
    if (handler != null) {
      frame.top = 0;
      return execution.signalCall(handler, Values.of(x, y));
    }
    handler = binaryHandler(execution, Metamethod.LT, y, x);
    if (handler == null) {
      throw notComparable(x, y);
    }
    frame.top = LuaFrame.INVERTED;
    return execution.signalCall(handler, Values.of(y, x));
  }

  private static LuaValue order(Execution execution, LuaString x, LuaString y, boolean orEqual) {
    NativeFunction finder = orEqual ? LongText.LESS_OR_EQUAL : LongText.LESS;
    return answer(execution, order(x, y, orEqual), finder, x, y);
  }

  /** Whether a string comes before another one, or may be equal; as {@link #equality} has it. */
  static int order(LuaString x, LuaString y, boolean orEqual) {
    int common = Math.min(x.m_length, y.m_length);
    int first = Math.min(common, LongText.SHORT);
    int mismatch = LongText.mismatch(x, y, 0, first);
    boolean isSo;
    if (mismatch >= 0) {
      int a = x.m_bytes[x.m_offset + mismatch] & 0xff;
      int b = y.m_bytes[y.m_offset + mismatch] & 0xff;
      isSo = a < b;
    } else if (first < common) {
      return UNKNOWN;
    } else {
      isSo = orEqual ? x.m_length <= y.m_length : x.m_length < y.m_length;
    }
    return (mismatch < 0 ? first : mismatch) / BYTES_PER_FUEL << 1 | (isSo ? 1 : 0);
  }

  private static RaisedError notComparable(LuaValue x, LuaValue y) {
    String a = x.typename();
    String b = y.typename();
    return RaisedError.message(
        a.equals(b)
            ? "attempt to compare two " + a + " values"
            : "attempt to compare " + a + " with " + b);
  }

  // ---------------------------------------------------------------- texts

  /** Whether {@code ..} takes a value as it is. */
  private static boolean isText(LuaValue value) {
    return value instanceof LuaString || value instanceof LuaNumber;
  }

  /** A string as it is, a number as {@code tostring} writes it. */
  public static LuaString text(LuaValue value) {
    return value instanceof LuaString
        ? (LuaString) value
        : LuaString.valueUsing(NumberFormatter.toBytes(value.todouble()));
  }

  /** As {@link #text}; the process pays for a number that is slow to write. */
  private static LuaString text(Execution execution, LuaValue value) {
    execution.charge(writingCost(value));
    return text(value);
  }

  /** What it takes to write a number, beyond the usual; nothing for a string. */
  public static int writingCost(LuaValue value) {
    return value instanceof LuaDouble && NumberFormatter.isSlow(value.todouble()) ? SLOW_COST : 0;
  }

  /** What {@code tostring} gives for a value without metamethods: {@code table: 0x0000002a}. */
  public static LuaString describe(Execution execution, LuaValue value) {
    if (value instanceof LuaString) {
      return (LuaString) value;
    }
    if (value instanceof LuaNumber) {
      return execution.charged(text(execution, value));
    }
    return execution.newString(description(execution, value));
  }

  private static String description(Execution execution, LuaValue value) {
    if (value instanceof Table) {
      return named("table", ((Table) value).serial(execution));
    }
    if (value instanceof Closure) {
      return named("function", ((Closure) value).serial(execution));
    }
    if (value instanceof Coroutine) {
      return named("thread", ((Coroutine) value).serial(execution));
    }
    if (value.isfunction()) {
      return functionName(value);
    }
    // what a host's object says of itself is no business of a script's
    return value.isuserdata() ? "userdata: host" : value.tojstring();
  }

  private static String named(String type, int serial) {
    return String.format("%s: 0x%08x", type, serial);
  }

  private static String functionName(LuaValue function) {
    return function instanceof NativeFunction ? function.tojstring() : "function: host";
  }

  /**
   * {@code R(a) := R(first) .. ... .. R(last)}, from the right as the reference does; uses up the
   * operands. Returns {@link LuaValue#NONE} when done, or a call after which it is to go on.
   */
  static Varargs concat(Execution execution, LuaFrame frame, int a, int first, int last) {
    LuaValue[] registers = frame.registers;
    frame.top = first; // if this fails, no operand is kept alive by what was there before
    int end = last;
    while (end > first) {
      LuaValue x = registers[end - 1];
      LuaValue y = registers[end];
      if (isText(x) && isText(y)) {
        int from = end - 1;
        while (from > first && isText(registers[from - 1])) {
          from--;
        }
        LuaValue joined = join(execution, registers, from, end);
        if (joined == Signal.CALL) {
          frame.top = from + 1;
          return joined;
        }
        registers[from] = joined;
        end = from;
      } else {
        LuaValue handler = binaryHandler(execution, Metamethod.CONCAT, x, y);
        if (handler == null) {
          throw RaisedError.badOperand("concatenate", isText(x) ? y : x);
        }
        frame.top = end;
        return execution.signalCall(handler, Values.of(x, y));
      }
    }
    registers[a] = registers[first];
    return LuaValue.NONE;
  }

  /** Joins strings and numbers; the string or a call. */
  static LuaValue join(Execution execution, LuaValue[] values, int from, int to) {
    long length = 0;
    for (int i = from; i <= to; i++) {
      LuaString piece = text(execution, values[i]);
      values[i] = piece;
      length += piece.m_length;
    }
    if (length > LongText.SHORT) {
      return execution.signalCall(LongText.JOIN, Values.copyOf(values, from, to - from + 1));
    }
    byte[] joined = execution.allocateBytes(length);
    int at = 0;
    for (int i = from; i <= to; i++) {
      LuaString piece = (LuaString) values[i];
      System.arraycopy(piece.m_bytes, piece.m_offset, joined, at, piece.m_length);
      at += piece.m_length;
    }
    return LuaString.valueUsing(joined);
  }

  /** Joins strings for a library function; the string or a call. */
  public static Varargs join(Execution execution, LuaString... pieces) {
    return join(execution, pieces, 0, pieces.length - 1);
  }

  /** A message with its place before it; a call that raises that as an error if it takes long. */
  public static Varargs located(Execution execution, String place, LuaString message) {
    if (place.isEmpty()) {
      return message;
    }
    LuaString start = LuaString.valueOf(place);
    return message.m_length > LongText.SHORT - start.m_length
        ? execution.signalCall(LongText.RAISE, Values.of(start, message))
        : join(execution, new LuaValue[] {start, message}, 0, 1);
  }
}
