package dev.moonshift.simulator.load;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Reads the fields of a table that a workload file passes to the laboratory, and refuses those that
 * nobody asked for.
 *
 * <p>Every method throws an {@link IllegalArgumentException} that names the owner of the table, the
 * field, the rule and the value.
 */
final class Fields {
  /** What the largest time or size is: as long as the longest run. */
  static final long MAX_FUEL = 1_000_000_000_000L;

  private final String owner;
  private final LuaTable table;
  private final Set<String> known = new TreeSet<>();

  /** Reads a table; the owner is how messages begin. */
  Fields(String owner, LuaValue table) {
    this.owner = owner;
    if (!table.istable()) {
      throw new IllegalArgumentException(owner + " must be a table, was " + shown(table));
    }
    this.table = table.checktable();
  }

  boolean has(String name) {
    return !value(name).isnil();
  }

  private static double numberOrNan(LuaValue value) {
    return value.type() == LuaValue.TNUMBER ? value.todouble() : Double.NaN;
  }

  private LuaValue value(String name) {
    known.add(name);
    return table.rawget(name);
  }

  String text(String name) {
    LuaValue value = value(name);
    if (value.type() != LuaValue.TSTRING) {
      throw wrong(name, "a text", value);
    }
    return value.tojstring();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  long whole(String name, long min, long max) {
    LuaValue value = value(name);
    double number = numberOrNan(value);
    if (number != Math.rint(number) || number < min || number > max) { // also if it is not a number
      throw wrong(name, "a whole number between " + min + " and " + max, value);
    }
    return (long) number;
  }

  long whole(String name, long min, long max, long otherwise) {
    return has(name) ? whole(name, min, max) : otherwise;
  }

  /** Reads a time or a size; parts of a unit are dropped, so files may calculate with fractions. */
  long fuel(String name, long min, long max) {
    LuaValue value = value(name);
    double number = numberOrNan(value);
    if (!(number >= min && number < max + 1.0)) {
      throw wrong(name, "a number between " + min + " and " + max, value);
    }
    return (long) number;
  }

  long fuel(String name, long min, long max, long otherwise) {
    return has(name) ? fuel(name, min, max) : otherwise;
  }

  double number(String name, double min, double max) {
    LuaValue value = value(name);
    double number = numberOrNan(value);
    if (!(number >= min && number <= max)) {
      throw wrong(name, "a number between " + min + " and " + max, value);
    }
    return number;
  }

  @Nullable Fields fields(String name) {
    return has(name) ? new Fields(owner + ", " + name, value(name)) : null;
  }

  /** Reads a number, or what {@code exponential} and its like return. */
  Distribution distribution(String name) {
    LuaValue value = value(name);
    if (value.type() == LuaValue.TNUMBER) {
      return new Distribution.Constant(fuel(name, 1, MAX_FUEL));
    }
    if (!value.istable()) {
      throw wrong(name, "a number, or exponential, uniform or pareto", value);
    }
    Fields law = new Fields(owner + ", " + name, value);
    return switch (law.text("law", "")) {
      case "exponential" -> new Distribution.Exponential(law.fuel("mean", 1, MAX_FUEL));
      case "uniform" -> {
        long min = law.fuel("min", 1, MAX_FUEL);
        yield new Distribution.Uniform(min, law.fuel("max", min, MAX_FUEL));
      }
      case "pareto" -> {
        long min = law.fuel("min", 1, MAX_FUEL);
        double shape = law.number("shape", 0.01, 100); // beyond, nothing is drawn but min or max
        yield new Distribution.Pareto(min, shape, law.fuel("max", min, MAX_FUEL));
      }
      default -> throw wrong(name, "a number, or exponential, uniform or pareto", value);
    };
  }

  /** Refuses fields that were not asked for: most likely they are misspelt. */
  void end() {
    for (LuaValue key : table.keys()) {
      if (!known.contains(key.tojstring())) {
        throw new IllegalArgumentException(
            owner + " has no field '" + key.tojstring() + "'; it has " + String.join(", ", known));
      }
    }
  }

  private IllegalArgumentException wrong(String name, String rule, LuaValue value) {
    return new IllegalArgumentException(
        owner + ": " + name + " must be " + rule + ", was " + shown(value));
  }

  private static String shown(LuaValue value) {
    return switch (value.type()) {
      case LuaValue.TNIL -> "missing";
      case LuaValue.TSTRING -> "'" + value.tojstring() + "'";
      case LuaValue.TNUMBER, LuaValue.TBOOLEAN -> value.tojstring();
      default -> "a " + value.typename();
    };
  }
}
