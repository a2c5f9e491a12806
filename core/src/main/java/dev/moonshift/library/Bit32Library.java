package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Values;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The {@code bit32} library: numbers as 32 bits, which Java keeps in an int. */
final class Bit32Library {
  private static final int BITS = 32;

  /**
   * 2^52 + 2^51. Added to a number, it shifts the whole part, rounded, to the lowest bits of the
   * sum; of a number beyond 2^51 some lower bits are lost. The reference reads numbers like this.
   */
  private static final double ALIGN = 0x1.8p52;

  private Bit32Library() {}

  static Table create() {
    Table library = new Table();
    Library.add(library, "arshift", new ArithmeticShift());
    Library.add(library, "band", new And());
    Library.add(library, "bnot", new Not());
    Library.add(library, "bor", new Or());
    Library.add(library, "btest", new Test());
    Library.add(library, "bxor", new Xor());
    Library.addLeaf(library, "bit32", "extract", Bit32Library::extract);
    Library.add(library, "lrotate", new RotateLeft());
    Library.add(library, "lshift", new ShiftLeft());
    Library.addLeaf(library, "bit32", "replace", Bit32Library::replace);
    Library.add(library, "rrotate", new RotateRight());
    Library.add(library, "rshift", new ShiftRight());
    return library;
  }

  /** The lowest 32 bits of an argument, rounded to a whole number. */
  static int bits(Varargs args, int index) {
    LuaValue value = args.arg(index);
    return value instanceof LuaInteger ? value.toint() : bits(Arguments.number(args, index));
  }

  private static int bits(LuaValue number) {
    return number instanceof LuaInteger ? number.toint() : bits(number.todouble());
  }

  private static int bits(double number) {
    return (int) Double.doubleToRawLongBits(number + ALIGN);
  }

  /** As {@link #bits}, as a number from 0 to 2^32 - 1. */
  static long unsigned(Varargs args, int index) {
    return Integer.toUnsignedLong(bits(args, index));
  }

  private static LuaValue number(int bits) {
    return bits >= 0 ? LuaInteger.valueOf(bits) : Numbers.valueOf(Integer.toUnsignedLong(bits));
  }

  private static double unsigned(int bits) {
    return Integer.toUnsignedLong(bits);
  }

  // ---------------------------------------------------------------- bit by bit

  private abstract static class Conjunction extends FoldFunction {
    Conjunction(String name, boolean isNumeric) {
      super(name, isNumeric);
    }

    @Override
    double fold(double soFar, Varargs args, int from, int to) {
      int bits = from == 1 ? -1 : (int) soFar;
      for (int i = from; i <= to; i++) {
        bits &= bits(args, i);
      }
      return bits;
    }
  }

  private static final class And extends Conjunction {
    And() {
      super("bit32.band", true);
    }

    @Override
    LuaValue result(double folded) {
      return number((int) folded);
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaNumber && b instanceof LuaNumber
          ? number(bits(a) & bits(b))
          : call(execution, Values.of(a, b));
    }

    @Override
    public double apply(double x, double y) {
      return unsigned(bits(x) & bits(y));
    }
  }

  private static final class Test extends Conjunction {
    Test() {
      super("bit32.btest", false);
    }

    @Override
    LuaValue result(double folded) {
      return LuaValue.valueOf(folded != 0);
    }

    @Override
    public double apply(double x, double y) {
      throw new IllegalStateException("bit32.btest does not give a number");
    }
  }

  private static final class Or extends FoldFunction {
    Or() {
      super("bit32.bor", true);
    }

    @Override
    double fold(double soFar, Varargs args, int from, int to) {
      int bits = (int) soFar;
      for (int i = from; i <= to; i++) {
        bits |= bits(args, i);
      }
      return bits;
    }

    @Override
    LuaValue result(double folded) {
      return number((int) folded);
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaNumber && b instanceof LuaNumber
          ? number(bits(a) | bits(b))
          : call(execution, Values.of(a, b));
    }

    @Override
    public double apply(double x, double y) {
      return unsigned(bits(x) | bits(y));
    }
  }

  private static final class Xor extends FoldFunction {
    Xor() {
      super("bit32.bxor", true);
    }

    @Override
    double fold(double soFar, Varargs args, int from, int to) {
      int bits = (int) soFar;
      for (int i = from; i <= to; i++) {
        bits ^= bits(args, i);
      }
      return bits;
    }

    @Override
    LuaValue result(double folded) {
      return number((int) folded);
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaNumber && b instanceof LuaNumber
          ? number(bits(a) ^ bits(b))
          : call(execution, Values.of(a, b));
    }

    @Override
    public double apply(double x, double y) {
      return unsigned(bits(x) ^ bits(y));
    }
  }

  private static final class Not extends UnaryFunction {
    Not() {
      super("bit32.bnot");
    }

    @Override
    public double apply(double x) {
      return unsigned(~bits(x));
    }
  }

  // ---------------------------------------------------------------- shifts and rotations

  /** Shifts to the left or, by less than nothing, to the right; all bits may be shifted out. */
  private static int shift(int bits, long by) {
    if (Math.abs(by) >= BITS) {
      return 0;
    }
    return by >= 0 ? bits << by : bits >>> -by;
  }

  private static final class ShiftLeft extends BinaryFunction {
    ShiftLeft() {
      super("bit32.lshift", false);
    }

    @Override
    public double apply(double x, double by) {
      return unsigned(shift(bits(x), Arguments.int32(by)));
    }
  }

  private static final class ShiftRight extends BinaryFunction {
    ShiftRight() {
      super("bit32.rshift", false);
    }

    @Override
    public double apply(double x, double by) {
      return unsigned(shift(bits(x), -(long) Arguments.int32(by)));
    }
  }

  /** Shifts to the right, with copies of the highest bit. */
  private static final class ArithmeticShift extends BinaryFunction {
    ArithmeticShift() {
      super("bit32.arshift", true);
    }

    @Override
    public double apply(double x, double y) {
      int bits = bits(x);
      int by = Arguments.int32(y);
      return unsigned(
          by < 0 || bits >= 0 ? shift(bits, -(long) by) : bits >> Math.min(by, BITS - 1));
    }
  }

  private static final class RotateLeft extends BinaryFunction {
    RotateLeft() {
      super("bit32.lrotate", false);
    }

    @Override
    public double apply(double x, double by) {
      return unsigned(Integer.rotateLeft(bits(x), Arguments.int32(by)));
    }
  }

  private static final class RotateRight extends BinaryFunction {
    RotateRight() {
      super("bit32.rrotate", false);
    }

    @Override
    public double apply(double x, double by) {
      return unsigned(Integer.rotateRight(bits(x), Arguments.int32(by)));
    }
  }

  // ---------------------------------------------------------------- fields

  /** Some bits beside each other; {@code mask} has that many, the lowest ones. */
  private record Field(int from, int mask) {
    static Field of(Varargs args, int index) {
      int from = Arguments.int32(args, index);
      int width = Arguments.int32(args, index + 1, 1);
      if (from < 0) {
        throw RaisedError.badArgument(index, "field cannot be negative");
      }
      if (width <= 0) {
        throw RaisedError.badArgument(index + 1, "width must be positive");
      }
      if ((long) from + width > BITS) {
        throw RaisedError.fromNative("trying to access non-existent bits");
      }
      return new Field(from, -1 >>> (BITS - width));
    }
  }

  private static Varargs extract(Execution execution, Varargs args) {
    int bits = bits(args, 1);
    Field field = Field.of(args, 2);
    return number((bits >>> field.from()) & field.mask());
  }

  private static Varargs replace(Execution execution, Varargs args) {
    int bits = bits(args, 1);
    int value = bits(args, 2);
    Field field = Field.of(args, 3);
    int kept = bits & ~(field.mask() << field.from());
    return number(kept | (value & field.mask()) << field.from());
  }
}
