package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Values;
import org.luaj.vm2.LuaInteger;
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
    Library.add(library, "bit32", "arshift", Bit32Library::arithmeticShift);
    Library.add(library, "band", new And());
    Library.add(library, "bit32", "bnot", Bit32Library::not);
    Library.add(library, "bor", new Or());
    Library.add(library, "btest", new Test());
    Library.add(library, "bxor", new Xor());
    Library.add(library, "bit32", "extract", Bit32Library::extract);
    Library.add(library, "bit32", "lrotate", Bit32Library::rotateLeft);
    Library.add(library, "lshift", new ShiftLeft());
    Library.add(library, "bit32", "replace", Bit32Library::replace);
    Library.add(library, "bit32", "rrotate", Bit32Library::rotateRight);
    Library.add(library, "rshift", new ShiftRight());
    return library;
  }

  /** The lowest 32 bits of an argument, rounded to a whole number. */
  static int bits(Varargs args, int index) {
    LuaValue value = args.arg(index);
    return value instanceof LuaInteger
        ? value.toint()
        : (int) Double.doubleToRawLongBits(Arguments.number(args, index) + ALIGN);
  }

  /** As {@link #bits}, as a number from 0 to 2^32 - 1. */
  static long unsigned(Varargs args, int index) {
    return Integer.toUnsignedLong(bits(args, index));
  }

  private static LuaValue number(int bits) {
    return bits >= 0 ? LuaInteger.valueOf(bits) : Numbers.valueOf(Integer.toUnsignedLong(bits));
  }

  // ---------------------------------------------------------------- bit by bit

  private abstract static class Conjunction extends FoldFunction {
    Conjunction(String name) {
      super(name);
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
      super("bit32.band");
    }

    @Override
    LuaValue result(double folded) {
      return number((int) folded);
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaInteger && b instanceof LuaInteger
          ? number(a.toint() & b.toint())
          : call(execution, Values.of(a, b));
    }
  }

  private static final class Test extends Conjunction {
    Test() {
      super("bit32.btest");
    }

    @Override
    LuaValue result(double folded) {
      return LuaValue.valueOf(folded != 0);
    }
  }

  private static final class Or extends FoldFunction {
    Or() {
      super("bit32.bor");
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
      return a instanceof LuaInteger && b instanceof LuaInteger
          ? number(a.toint() | b.toint())
          : call(execution, Values.of(a, b));
    }
  }

  private static final class Xor extends FoldFunction {
    Xor() {
      super("bit32.bxor");
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
      return a instanceof LuaInteger && b instanceof LuaInteger
          ? number(a.toint() ^ b.toint())
          : call(execution, Values.of(a, b));
    }
  }

  private static Varargs not(Execution execution, Varargs args) {
    return number(~bits(args, 1));
  }

  // ---------------------------------------------------------------- shifts and rotations

  /** Shifts to the left or, by less than nothing, to the right; all bits may be shifted out. */
  private static int shift(int bits, long by) {
    if (Math.abs(by) >= BITS) {
      return 0;
    }
    return by >= 0 ? bits << by : bits >>> -by;
  }

  private static final class ShiftLeft extends NativeFunction {
    ShiftLeft() {
      super("bit32.lshift");
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      int by = Arguments.int32(args, 2); // before the first argument, as in the reference
      return number(shift(bits(args, 1), by));
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaInteger && b instanceof LuaInteger
          ? number(shift(a.toint(), b.toint()))
          : call(execution, Values.of(a, b));
    }
  }

  private static final class ShiftRight extends NativeFunction {
    ShiftRight() {
      super("bit32.rshift");
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      int by = Arguments.int32(args, 2);
      return number(shift(bits(args, 1), -(long) by));
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      return a instanceof LuaInteger && b instanceof LuaInteger
          ? number(shift(a.toint(), -(long) b.toint()))
          : call(execution, Values.of(a, b));
    }
  }

  /** Shifts to the right, with copies of the highest bit. */
  private static Varargs arithmeticShift(Execution execution, Varargs args) {
    int bits = bits(args, 1);
    int by = Arguments.int32(args, 2);
    return number(by < 0 || bits >= 0 ? shift(bits, -(long) by) : bits >> Math.min(by, BITS - 1));
  }

  private static Varargs rotateLeft(Execution execution, Varargs args) {
    int by = Arguments.int32(args, 2);
    return number(Integer.rotateLeft(bits(args, 1), by));
  }

  private static Varargs rotateRight(Execution execution, Varargs args) {
    int by = Arguments.int32(args, 2);
    return number(Integer.rotateRight(bits(args, 1), by));
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
