package dev.moonshift.library;

import dev.moonshift.vm.Coroutine;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Takes a function's arguments, or raises the error that reference Lua words for a wrong one. */
final class Arguments {
  /** No message needs to show more of a word that it does not know. */
  private static final int MAX_WORD = 200;

  private Arguments() {}

  /** The name of an argument's type; {@code no value} where there is none. */
  static String typeName(Varargs args, int index) {
    return index > args.narg() ? "no value" : args.arg(index).typename();
  }

  private static RaisedError wrongType(Varargs args, int index, String expected) {
    return RaisedError.badArgument(index, expected + " expected, got " + typeName(args, index));
  }

  /** Any value, also nil, as long as there is one. */
  static LuaValue any(Varargs args, int index) {
    if (index > args.narg()) {
      throw RaisedError.badArgument(index, "value expected");
    }
    return args.arg(index);
  }

  static Table table(Varargs args, int index) {
    LuaValue value = args.arg(index);
    if (value instanceof Table) {
      return (Table) value;
    }
    throw wrongType(args, index, "table");
  }

  static LuaValue function(Varargs args, int index) {
    LuaValue value = args.arg(index);
    if (value.isfunction()) {
      return value;
    }
    throw wrongType(args, index, "function");
  }

  static Coroutine coroutine(Varargs args, int index) {
    LuaValue value = args.arg(index);
    if (value instanceof Coroutine) {
      return (Coroutine) value;
    }
    throw RaisedError.badArgument(index, "coroutine expected");
  }

  /** A string, or a number as text. */
  static LuaString string(Varargs args, int index) {
    LuaValue value = args.arg(index);
    if (value instanceof LuaString || value instanceof LuaNumber) {
      return Operations.text(value);
    }
    throw wrongType(args, index, "string");
  }

  /** As {@link #string}; null where the argument is nil or missing. */
  static @Nullable LuaString optionalString(Varargs args, int index) {
    return args.arg(index).isnil() ? null : string(args, index);
  }

  /** A string that should be one of a few words; a long one is cut. */
  static String word(Varargs args, int index) {
    LuaString string = string(args, index);
    return string.substring(0, Math.min(string.m_length, MAX_WORD)).tojstring();
  }

  /** A number, or a string that reads as one. */
  static double number(Varargs args, int index) {
    LuaNumber number = Operations.toNumber(args.arg(index));
    if (number == null) {
      throw wrongType(args, index, "number");
    }
    return number.todouble();
  }

  static double number(Varargs args, int index, double fallback) {
    return args.arg(index).isnil() ? fallback : number(args, index);
  }

  /** A number cut to a whole one, as a C cast does; beyond a long it is the nearest long. */
  static long integer(Varargs args, int index) {
    LuaValue value = args.arg(index);
    return value instanceof LuaInteger ? value.toint() : (long) number(args, index);
  }

  static long integer(Varargs args, int index, long fallback) {
    return args.arg(index).isnil() ? fallback : integer(args, index);
  }

  /**
   * A number cut to a whole one of 32 bits, as the reference does: higher bits are lost, and of a
   * number that no long holds nothing is left.
   */
  static int int32(Varargs args, int index) {
    LuaValue value = args.arg(index);
    if (value instanceof LuaInteger) {
      return value.toint();
    }
    return int32(number(args, index));
  }

  /** As above, of a number. */
  static int int32(double number) {
    long whole = (long) number;
    return whole == Long.MAX_VALUE ? 0 : (int) whole;
  }

  static int int32(Varargs args, int index, int fallback) {
    return args.arg(index).isnil() ? fallback : int32(args, index);
  }
}
