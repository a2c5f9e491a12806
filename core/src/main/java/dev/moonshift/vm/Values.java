package dev.moonshift.vm;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Lists of values, always flat: LuaJ's own constructors nest, and a list nested by a script's loop
 * would overflow the JVM's stack when read.
 */
public final class Values {
  private Values() {}

  /** How many values are copied for a unit of fuel, making room for them included. */
  static final int VALUES_PER_FUEL = 16;

  /** The end of a list that is longer shares its array. */
  private static final int MAX_COPIED = 64;

  /** The fuel to copy a list; the few values of an ordinary call are free. */
  static int cost(Varargs values) {
    return values.narg() / VALUES_PER_FUEL;
  }

  /** Copies a range of registers into a list. */
  static Varargs copyOf(LuaValue[] registers, int from, int count) {
    switch (count) {
      case 0:
        return LuaValue.NONE;
      case 1:
        return registers[from];
      case 2:
        return LuaValue.varargsOf(registers[from], registers[from + 1]);
      default:
        LuaValue[] copy = new LuaValue[count];
        System.arraycopy(registers, from, copy, 0, count);
        return new ValueList(copy);
    }
  }

  /** Copies a range of registers, followed by further values, into a list. */
  static Varargs copyOf(LuaValue[] registers, int from, int count, Varargs rest) {
    int restCount = rest.narg();
    if (restCount == 0) {
      return copyOf(registers, from, count);
    }
    if (count == 0) {
      return rest;
    }
    LuaValue[] copy = new LuaValue[count + restCount];
    System.arraycopy(registers, from, copy, 0, count);
    copy(rest, 0, copy, count, restCount);
    return new ValueList(copy);
  }

  /** Writes the first values of a list to an array; what is missing is nil. */
  static void copyInto(Varargs values, LuaValue[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = values.arg(i + 1);
    }
  }

  /** Writes some of a list's values, counted from 0, to an array. */
  static void copy(Varargs values, int first, LuaValue[] target, int at, int count) {
    if (values instanceof ValueList) {
      ((ValueList) values).copy(first, target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = values.arg(first + i + 1);
    }
  }

  /** The list with a value put before it. */
  public static Varargs prepend(LuaValue first, Varargs rest) {
    int count = rest.narg();
    switch (count) {
      case 0:
        return first;
      case 1:
        return LuaValue.varargsOf(first, rest.arg1());
      default:
        LuaValue[] all = new LuaValue[count + 1];
        all[0] = first;
        copy(rest, 0, all, 1, count);
        return new ValueList(all);
    }
  }

  /** A list of two. */
  public static Varargs of(LuaValue first, LuaValue second) {
    return LuaValue.varargsOf(first, second);
  }

  /** A list of an array's values; the array must not change any more. */
  public static Varargs of(LuaValue... values) {
    switch (values.length) {
      case 0:
        return LuaValue.NONE;
      case 1:
        return values[0];
      default:
        return new ValueList(values);
    }
  }

  /** The list without its first {@code count} values; the end of a long list is not copied. */
  public static Varargs drop(Varargs values, int count) {
    int rest = values.narg() - count;
    if (rest <= 0) {
      return LuaValue.NONE;
    }
    if (rest == 1) {
      return values.arg(count + 1);
    }
    if (rest > MAX_COPIED && values instanceof ValueList) {
      return ((ValueList) values).drop(count);
    }
    LuaValue[] copy = new LuaValue[rest];
    copy(values, count, copy, 0, rest);
    return new ValueList(copy);
  }
}
