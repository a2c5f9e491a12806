package dev.moonshift.vm;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * Boxes doubles as LuaJ's number values without losing any.
 *
 * <p>A number that an {@code int} holds exactly is a {@link LuaInteger}, so that table keys need no
 * normalising; any other is a {@link LuaDouble}. LuaJ has no negative zero ({@code valueOf(-0.0)}
 * is the integer 0), so there is one instance of our own for it.
 */
public final class Numbers {
  /** The only number that is neither a {@link LuaInteger} nor a {@link LuaDouble}. */
  public static final LuaNumber NEGATIVE_ZERO = new NegativeZero();

  private static final LuaInteger ZERO = LuaInteger.valueOf(0);

  private Numbers() {}

  /** Boxes a double. */
  public static LuaNumber valueOf(double value) {
    int integer = (int) value;
    if (integer != value) {
      return LuaDouble.valueOf(value);
    }
    return integer == 0 ? zero(value) : LuaInteger.valueOf(integer);
  }

  private static LuaNumber zero(double value) {
    return Double.doubleToRawLongBits(value) == 0 ? ZERO : NEGATIVE_ZERO;
  }

  /** Boxes a long; beyond 2^53 it is rounded, as a Lua 5.2 number is. */
  public static LuaNumber valueOf(long value) {
    return value == (int) value
        ? LuaInteger.valueOf((int) value)
        : LuaDouble.valueOf((double) value);
  }

  /** Unboxes a number; the common kinds are told apart first, so that the calls can be inlined. */
  static double toDouble(LuaValue number) {
    if (number instanceof LuaDouble) {
      return ((LuaDouble) number).todouble();
    }
    if (number instanceof LuaInteger) {
      return ((LuaInteger) number).toint();
    }
    return number.todouble();
  }

  private static final class NegativeZero extends LuaNumber {
    @Override
    public double todouble() {
      return -0.0;
    }

    @Override
    public int toint() {
      return 0;
    }

    @Override
    public long tolong() {
      return 0;
    }

    @Override
    public float tofloat() {
      return -0.0f;
    }

    @Override
    public double checkdouble() {
      return -0.0;
    }

    @Override
    public double optdouble(double fallback) {
      return -0.0;
    }

    @Override
    public int checkint() {
      return 0;
    }

    @Override
    public long checklong() {
      return 0;
    }

    @Override
    public boolean isint() {
      return true;
    }

    @Override
    public boolean islong() {
      return true;
    }

    @Override
    public boolean raweq(LuaValue other) {
      return other instanceof LuaNumber && other.todouble() == 0;
    }

    @Override
    public boolean raweq(double other) {
      return other == 0;
    }

    @Override
    public boolean raweq(int other) {
      return other == 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LuaNumber && ((LuaNumber) other).todouble() == 0;
    }

    @Override
    public int hashCode() {
      return 0;
    }

    @Override
    public String tojstring() {
      return "-0";
    }

    @Override
    public LuaValue tostring() {
      return valueOf("-0");
    }
  }
}
