package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What compiled code calls to read and to write tables. */
final class TableSupport {
  private TableSupport() {}

  static boolean isAbsent(double number) {
    return NumberList.isAbsent(number);
  }

  /** {@code object[key]} in a list of numbers; absent if it is none, or no item of one. */
  static double number(LuaValue object, int key) {
    return object instanceof Table ? ((Table) object).number(key) : NumberList.ABSENT;
  }

  static double number(LuaValue object, double key) {
    int integer = (int) key;
    return integer == key ? number(object, integer) : NumberList.ABSENT;
  }

  static double number(LuaValue object, LuaValue key) {
    return key instanceof LuaInteger ? number(object, key.toint()) : NumberList.ABSENT;
  }

  static double number(LuaValue object, @Nullable LuaValue key, double unboxed) {
    return key == null ? number(object, unboxed) : number(object, key);
  }

  /** {@code object[key] = number} in a list of numbers; false if it is none, or not that simple. */
  static boolean storeNumber(LuaValue object, int key, double number) {
    return object instanceof Table && ((Table) object).replaceNumber(key, number);
  }

  static boolean storeNumber(LuaValue object, double key, double number) {
    int integer = (int) key;
    return integer == key && storeNumber(object, integer, number);
  }

  static boolean storeNumber(LuaValue object, LuaValue key, double number) {
    return key instanceof LuaInteger && storeNumber(object, key.toint(), number);
  }

  static boolean storeNumber(
      LuaValue object, @Nullable LuaValue key, double unboxed, double number) {
    return key == null ? storeNumber(object, unboxed, number) : storeNumber(object, key, number);
  }

  /**
   * {@code object[key]} for a constant key, if it is where it was the last time; else null. Apart
   * from {@link #field} so that the JVM sees where that is never called, and leaves it out.
   */
  static @Nullable LuaValue hintedField(LuaValue object, FieldSite site) {
    return object instanceof Table
        ? ((Table) object).hintedField(site.key(), site.hints(), site.at())
        : null;
  }

  /** As {@link #hintedField}, also of the tables behind it; see {@code Table.hintedMethod}. */
  static @Nullable LuaValue hintedMethod(LuaValue object, FieldSite site) {
    return object instanceof Table
        ? ((Table) object).hintedMethod(site.key(), site.bit(), site.hints(), site.at())
        : null;
  }

  /** As {@link #hintedField}, if it is a number; else absent. */
  static double hintedNumber(LuaValue object, FieldSite site) {
    return object instanceof Table
        ? ((Table) object).hintedNumber(site.key(), site.hints(), site.at())
        : NumberList.ABSENT;
  }

  /** {@code object[key]} for a constant key; null if a call or an error is due. */
  static @Nullable LuaValue field(Execution execution, LuaValue object, FieldSite site) {
    LuaValue fields =
        object instanceof LuaString ? execution.metamethod(object, Metamethod.INDEX) : object;
    if (fields instanceof Table) {
      LuaValue value = ((Table) fields).inheritedField(site.key(), site.hints(), site.at());
      if (value != null) {
        return value;
      }
    }
    return index(execution, object, site.key());
  }

  /** A list item; null if there is none. Apart from {@link #item} as {@link #hintedField} is. */
  static @Nullable LuaValue listItem(LuaValue object, int key) {
    return object instanceof Table ? ((Table) object).item(key) : null;
  }

  static @Nullable LuaValue listItem(LuaValue object, double key) {
    int integer = (int) key;
    return integer == key ? listItem(object, integer) : null;
  }

  /** Puts a value in the place of a list item; false if that is not so simple. */
  static boolean replaceItem(LuaValue object, int key, LuaValue value) {
    return object instanceof Table && ((Table) object).replaceItem(key, value);
  }

  static boolean replaceItem(LuaValue object, double key, LuaValue value) {
    int integer = (int) key;
    return integer == key && replaceItem(object, integer, value);
  }

  /** {@code object[key]} for an int; null if a call or an error is due. */
  static @Nullable LuaValue item(Execution execution, LuaValue object, int key) {
    if (object instanceof Table) {
      Table table = (Table) object;
      LuaValue value = table.metatable == null ? table.raw(key) : table.item(key);
      if (value != null) {
        return value;
      }
    }
    return index(execution, object, LuaInteger.valueOf(key));
  }

  /** {@code object[key]} for a double; null if a call or an error is due. */
  static @Nullable LuaValue item(Execution execution, LuaValue object, double key) {
    int integer = (int) key;
    if (integer == key) {
      return item(execution, object, integer);
    }
    return index(execution, object, Numbers.valueOf(key));
  }

  /** {@code object[key]} for any key; null if a call or an error is due. */
  static @Nullable LuaValue element(Execution execution, LuaValue object, LuaValue key) {
    if (key instanceof LuaInteger) {
      return item(execution, object, key.toint());
    }
    return index(execution, object, key);
  }

  /** As that, where a key that is null is a number without a box. */
  static @Nullable LuaValue element(
      Execution execution, LuaValue object, @Nullable LuaValue key, double unboxed) {
    return key == null ? item(execution, object, unboxed) : element(execution, object, key);
  }

  private static @Nullable LuaValue index(Execution execution, LuaValue object, LuaValue key) {
    if (LongKey.isLong(key)) {
      return null;
    }
    LuaValue at = object;
    for (int i = 0; i < Operations.MAX_CHAIN; i++) {
      LuaValue handler;
      if (at instanceof Table) {
        Table table = (Table) at;
        LuaValue value = table.raw(key);
        if (value != LuaValue.NIL) {
          return value;
        }
        Table metatable = table.metatable;
        handler = metatable == null ? null : metatable.metamethod(Metamethod.INDEX);
        if (handler == null) {
          return LuaValue.NIL;
        }
      } else {
        handler = execution.metamethod(at, Metamethod.INDEX);
        if (handler == null) {
          return null;
        }
      }
      if (handler.isfunction()) {
        return null;
      }
      at = handler;
    }
    return null;
  }

  // Stores answer with null once they are done; with LEFT if an error or a metamethod is due; with
  // a signal if something is to be called first, or an exception was thrown.

  /** {@code object[key] = value} for a constant key, if it is where it was the last time. */
  static boolean replaceHinted(LuaValue object, FieldSite site, LuaValue value) {
    return object instanceof Table
        && ((Table) object).replaceHinted(site.key(), value, site.hints(), site.at());
  }

  /** As above, for a number, if the value has been one without a box before. */
  static boolean changeNumber(LuaValue object, FieldSite site, double number) {
    return object instanceof Table
        && ((Table) object).changeNumber(site.key(), number, site.hints(), site.at());
  }

  /** {@code object[key] = value} for a constant key. */
  static @Nullable Varargs storeField(
      Execution execution, int fuel, LuaValue object, FieldSite site, LuaValue value) {
    execution.fuel = fuel;
    if (!(object instanceof Table)) {
      return Signal.LEFT;
    }
    return ((Table) object).replaceField(site.key(), value, site.hints(), site.at())
        ? null
        : store(execution, (Table) object, site.key(), value);
  }

  static @Nullable Varargs storeField(
      Execution execution, int fuel, LuaValue object, FieldSite site, double number) {
    if (object instanceof Table
        && ((Table) object).beginNumber(site.key(), number, site.hints(), site.at())) {
      execution.fuel = fuel;
      return null;
    }
    return storeField(execution, fuel, object, site, Numbers.valueOf(number));
  }

  /** {@code object[key] = value} for an int. */
  static @Nullable Varargs storeItem(
      Execution execution, int fuel, LuaValue object, int key, LuaValue value) {
    execution.fuel = fuel;
    if (!(object instanceof Table)) {
      return Signal.LEFT;
    }
    return ((Table) object).replaceItem(key, value)
        ? null
        : store(execution, (Table) object, LuaInteger.valueOf(key), value);
  }

  /** {@code object[key] = value} for a double. */
  static @Nullable Varargs storeItem(
      Execution execution, int fuel, LuaValue object, double key, LuaValue value) {
    int integer = (int) key;
    return integer == key
        ? storeItem(execution, fuel, object, integer, value)
        : storeElement(execution, fuel, object, Numbers.valueOf(key), value);
  }

  /** {@code object[key] = value} for any key. */
  static @Nullable Varargs storeElement(
      Execution execution, int fuel, LuaValue object, LuaValue key, LuaValue value) {
    if (key instanceof LuaInteger) {
      return storeItem(execution, fuel, object, key.toint(), value);
    }
    execution.fuel = fuel;
    return object instanceof Table ? store(execution, (Table) object, key, value) : Signal.LEFT;
  }

  private static @Nullable Varargs store(
      Execution execution, Table table, LuaValue key, LuaValue value) {
    if (key == LuaValue.NIL
        || key instanceof LuaDouble && Double.isNaN(key.todouble())
        || LongKey.isLong(key)) {
      return Signal.LEFT;
    }
    Table metatable = table.metatable;
    if (metatable != null
        && metatable.metamethod(Metamethod.NEWINDEX) != null
        && table.raw(key) == LuaValue.NIL) {
      return Signal.LEFT;
    }
    try {
      return Operations.putField(execution, table, key, value) == Signal.CALL
          ? leaving(execution, Signal.CALL)
          : null;
    } catch (RaisedError | ScriptError e) {
      UnitSupport.state(execution).thrown = e;
      return leaving(execution, Signal.THROWN);
    }
  }

  /** Stores list items; see {@code SETLIST}. */
  static @Nullable Varargs setList(
      Execution execution, int fuel, LuaValue list, LuaValue[] values, Varargs open, int offset) {
    execution.fuel = fuel;
    try {
      LuaValue answer =
          Interpreter.setList(execution, (Table) list, offset, values, 0, values.length, open);
      return answer == Signal.CALL ? leaving(execution, Signal.CALL) : null;
    } catch (RaisedError | ScriptError e) {
      UnitSupport.state(execution).thrown = e;
      return leaving(execution, Signal.THROWN);
    }
  }

  /** Begins to leave with a signal. */
  private static Varargs leaving(Execution execution, Signal signal) {
    UnitSupport.state(execution).outermost = null;
    return signal;
  }

  /** {@code #object}; -1 if a call or an error is due. */
  static int length(LuaValue object) {
    if (object instanceof Table) {
      Table table = (Table) object;
      Table metatable = table.metatable;
      boolean isAsked = metatable != null && metatable.metamethod(Metamethod.LEN) != null;
      return isAsked ? -1 : table.border();
    }
    return object instanceof LuaString ? ((LuaString) object).m_length : -1;
  }
}
