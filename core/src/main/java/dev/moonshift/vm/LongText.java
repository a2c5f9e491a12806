package dev.moonshift.vm;

import dev.moonshift.text.NumberParser;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What operators do with long strings, a piece at a time: functions that the machine calls where it
 * would call a metamethod, so that whoever can wait for a metamethod can wait for them.
 *
 * <p>How long a string must be to come here depends on nothing else, so the cost does not either.
 */
final class LongText {
  /** Strings up to here are joined and compared at once: for some microseconds. */
  static final int SHORT = Piece.MAX_BYTES;

  /** Numerals up to here are read at once by operators: longer ones are hardly ever meant. */
  static final int SHORT_NUMERAL = 32;

  /** How many bytes of a numeral are read for a unit of fuel. */
  private static final int NUMERAL_BYTES_PER_FUEL = 4;

  /** Joins its arguments, which are strings, to one. */
  static final NativeFunction JOIN =
      NativeFunction.of("..", (execution, args) -> new Joining(args).resume(execution));

  /** As {@link #JOIN}, and raises the result as an error. */
  static final NativeFunction RAISE =
      NativeFunction.of(
          "error",
          (execution, args) -> {
            Joining joining = new Joining(args);
            joining.raises = true;
            return joining.resume(execution);
          });

  /** Whether two strings of the same length are equal behind their first {@link #SHORT} bytes. */
  static final NativeFunction EQUAL = comparison("==", Order.EQUAL);

  /** Whether a string comes before another; both have the same first {@link #SHORT} bytes. */
  static final NativeFunction LESS = comparison("<", Order.LESS);

  /** As {@link #LESS}, or is equal. */
  static final NativeFunction LESS_OR_EQUAL = comparison("<=", Order.LESS_OR_EQUAL);

  /** Reads a string as a number; gives nil if it is none. */
  static final NativeFunction TO_NUMBER =
      NativeFunction.of("tonumber", (execution, args) -> new Reading(args).resume(execution));

  private static final Map<Metamethod, NativeFunction> ARITHMETIC = new EnumMap<>(Metamethod.class);

  static {
    for (Metamethod event : Operations.ARITHMETIC) {
      ARITHMETIC.put(
          event,
          NativeFunction.of(
              event.key.tojstring(),
              (execution, args) -> new Calculation(event, args).resume(execution)));
    }
  }

  private LongText() {}

  /** An arithmetic operator of two values of which one is a long string. */
  static NativeFunction arithmetic(Metamethod event) {
    NativeFunction function = ARITHMETIC.get(event);
    if (function == null) {
      throw new IllegalArgumentException(event + " is not an arithmetic operator");
    }
    return function;
  }

  private static NativeFunction comparison(String operator, Order order) {
    return NativeFunction.of(
        operator, (execution, args) -> new Comparison(order, args).resume(execution));
  }

  /** A string as an argument, where it is known to be one. */
  private static LuaString string(Varargs args, int index) {
    return (LuaString) args.arg(index);
  }

  /** Work that calls nobody. */
  private abstract static class Work extends NativeFrame {
    private final Varargs args;
    private final String name;

    Work(String name, Varargs args) {
      this.name = name;
      this.args = args;
    }

    @Override
    public final Varargs resume(Execution execution, @Nullable Varargs nothing) {
      return resume(execution);
    }

    abstract Varargs resume(Execution execution);

    @Override
    public void trace(Tracer tracer) {
      tracer.values(args);
    }

    @Override
    final boolean isHidden() {
      return true;
    }

    @Override
    public final String name() {
      return name;
    }
  }

  private static final class Joining extends Work {
    private final Varargs pieces;
    private final long length;
    private byte @Nullable [] joined; // null while there is no room for it
    private int filled;
    private int piece = 1; // the one that is being copied
    private int copied; // how much of it is
    boolean raises;

    Joining(Varargs pieces) {
      super("..", pieces);
      this.pieces = pieces;
      long sum = 0;
      for (int i = 1; i <= pieces.narg(); i++) {
        sum += string(pieces, i).m_length;
      }
      length = sum;
    }

    @Override
    Varargs resume(Execution execution) {
      byte[] target = joined == null ? execution.tryReserveBytes(length) : joined;
      joined = target;
      if (target == null) {
        return execution.pause(this);
      }
      while (filled < target.length) {
        int most = Math.min(Piece.bytes(execution), target.length - filled);
        execution.chargeBytes(most);
        fill(target, filled + most);
        if (execution.shouldPause() && filled < target.length) {
          return execution.pause(this);
        }
      }
      LuaString result = LuaString.valueUsing(target);
      if (raises) {
        throw new ScriptError(result);
      }
      return result;
    }

    private void fill(byte[] target, int end) {
      while (filled < end) {
        LuaString from = string(pieces, piece);
        int count = Math.min(end - filled, from.m_length - copied);
        System.arraycopy(from.m_bytes, from.m_offset + copied, target, filled, count);
        filled += count;
        copied += count;
        if (copied == from.m_length) {
          piece++;
          copied = 0;
        }
      }
    }

    @Override
    public void trace(Tracer tracer) {
      super.trace(tracer);
      tracer.bytes(joined);
    }
  }

  private enum Order {
    EQUAL,
    LESS,
    LESS_OR_EQUAL;

    boolean accepts(int comparison) {
      switch (this) {
        case EQUAL:
          return comparison == 0;
        case LESS:
          return comparison < 0;
        default:
          return comparison <= 0;
      }
    }
  }

  private static final class Comparison extends Work {
    private final Order order;
    private final LuaString x;
    private final LuaString y;
    private int equal = SHORT; // so many bytes are

    Comparison(Order order, Varargs args) {
      super("comparison", args);
      this.order = order;
      x = string(args, 1);
      y = string(args, 2);
    }

    @Override
    Varargs resume(Execution execution) {
      int common = Math.min(x.m_length, y.m_length);
      for (; ; ) {
        int count = Math.min(common - equal, Piece.bytes(execution));
        int mismatch = mismatch(x, y, equal, equal + count);
        execution.chargeBytes(mismatch < 0 ? count : mismatch);
        if (mismatch >= 0) {
          int at = equal + mismatch;
          return answer(Byte.compareUnsigned(byteAt(x, at), byteAt(y, at)));
        }
        equal += count;
        if (equal == common) {
          return answer(Integer.compare(x.m_length, y.m_length));
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    private LuaValue answer(int comparison) {
      return LuaValue.valueOf(order.accepts(comparison));
    }

    private static byte byteAt(LuaString string, int index) {
      return string.m_bytes[string.m_offset + index];
    }
  }

  /** Where two strings first differ within a range, counted from its start; -1 if they do not. */
  static int mismatch(LuaString x, LuaString y, int from, int to) {
    return Arrays.mismatch(
        x.m_bytes,
        x.m_offset + from,
        x.m_offset + to,
        y.m_bytes,
        y.m_offset + from,
        y.m_offset + to);
  }

  /** Makes a parser of a string. */
  private static NumberParser parser(LuaString text) {
    return new NumberParser(text.m_bytes, text.m_offset, text.m_length);
  }

  /** Goes on reading a numeral; true once that is done. */
  private static boolean read(Execution execution, NumberParser parser) {
    for (; ; ) {
      int charged = parser.bytesRead() / NUMERAL_BYTES_PER_FUEL;
      boolean isDone = parser.run(Piece.units(execution) * NUMERAL_BYTES_PER_FUEL);
      execution.charge(parser.bytesRead() / NUMERAL_BYTES_PER_FUEL - charged);
      if (isDone || execution.shouldPause()) {
        return isDone;
      }
    }
  }

  private static final class Reading extends Work {
    private final NumberParser parser;

    Reading(Varargs args) {
      super("tonumber", args);
      LuaString text = string(args, 1);
      parser =
          args.narg() == 1
              ? parser(text)
              : new NumberParser(text.m_bytes, text.m_offset, text.m_length, args.arg(2).toint());
    }

    @Override
    Varargs resume(Execution execution) {
      if (!read(execution, parser)) {
        return execution.pause(this);
      }
      double number = parser.result();
      return Double.isNaN(number) ? LuaValue.NIL : Numbers.valueOf(number);
    }
  }

  /** An operator that first has to read its operands. */
  private static final class Calculation extends Work {
    private final Metamethod event;
    private final Varargs operands;
    private final double[] numbers = new double[2];
    private int known; // how many operands have been read
    private @Nullable NumberParser parser; // of the next one

    Calculation(Metamethod event, Varargs operands) {
      super(event.key.tojstring(), operands);
      this.event = event;
      this.operands = operands;
    }

    @Override
    Varargs resume(Execution execution) {
      while (known < numbers.length) {
        LuaValue operand = operands.arg(known + 1);
        if (operand instanceof LuaNumber) {
          numbers[known++] = operand.todouble();
          continue;
        }
        if (!(operand instanceof LuaString)) {
          return refuse(execution, operand);
        }
        NumberParser running = parser == null ? parser((LuaString) operand) : parser;
        parser = running;
        if (!read(execution, running)) {
          return execution.pause(this);
        }
        if (Double.isNaN(running.result())) {
          return refuse(execution, operand);
        }
        numbers[known++] = running.result();
        parser = null;
      }
      return Numbers.valueOf(Operations.arithmetic(event, numbers[0], numbers[1]));
    }

    /** Asks a metamethod, or raises the error that an operand is no number. */
    private Varargs refuse(Execution execution, LuaValue operand) {
      LuaValue x = operands.arg1();
      LuaValue y = operands.arg(2);
      LuaValue handler = Operations.binaryHandler(execution, event, x, y);
      if (handler == null) {
        throw RaisedError.fromNative(
            "attempt to perform arithmetic on a " + operand.typename() + " value");
      }
      return execution.tailCall(this, handler, operands);
    }
  }
}
