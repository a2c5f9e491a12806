package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What is safe of the {@code os} library: the time. It comes from the process's host, and the time
 * zone is always UTC, so that a script does the same everywhere.
 */
final class OsLibrary {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final double SECONDS_PER_NANO = 1e-9;

  /** Years are counted from here, in 32 bits; there are no dates whose year does not fit. */
  private static final int EPOCH_YEAR = 1900;

  private static final Set<String> LOCALE_NAMES = Set.of("C", "POSIX", "");

  private static final Set<String> LOCALE_CATEGORIES =
      Set.of("all", "collate", "ctype", "monetary", "numeric", "time");

  private OsLibrary() {}

  static Table create() {
    Table library = new Table();
    Library.addLeaf(library, "os", "clock", OsLibrary::clock);
    Library.add(library, "os", "date", OsLibrary::date);
    Library.addLeaf(library, "os", "difftime", OsLibrary::difference);
    Library.add(library, "os", "setlocale", OsLibrary::setLocale);
    Library.add(library, "os", "time", OsLibrary::time);
    return library;
  }

  private static Varargs clock(Execution execution, Varargs args) {
    return Numbers.valueOf(execution.time().nanoTime() * SECONDS_PER_NANO);
  }

  private static long now(Execution execution) {
    return Math.floorDiv(execution.time().wallMillis(), MILLIS_PER_SECOND);
  }

  private static Varargs difference(Execution execution, Varargs args) {
    double earlier = Arguments.integer(args, 2, 0); // first, as in the reference
    return Numbers.valueOf(Arguments.integer(args, 1) - earlier);
  }

  /** There is one locale, that of the C language, for all categories. */
  private static Varargs setLocale(Execution execution, Varargs args) {
    LuaString locale = Arguments.optionalString(args, 1);
    LuaString category = Arguments.optionalString(args, 2);
    if (category != null && !LOCALE_CATEGORIES.contains(category.tojstring())) {
      throw RaisedError.badArgument(2, "invalid option '" + category.tojstring() + "'");
    }
    return locale == null || LOCALE_NAMES.contains(locale.tojstring())
        ? LuaValue.valueOf("C")
        : LuaValue.NIL;
  }

  private static boolean isYear(long year) {
    return year - EPOCH_YEAR == (int) (year - EPOCH_YEAR);
  }

  // ---------------------------------------------------------------- date

  private static Varargs date(Execution execution, Varargs args) {
    LuaString given = Arguments.optionalString(args, 1);
    CalendarTime time = null;
    if (args.arg(2).isnil()) {
      time = CalendarTime.of(now(execution));
    } else {
      double seconds = Arguments.number(args, 2);
      if (Math.abs(seconds) < 0x1p62) {
        time = CalendarTime.of((long) seconds);
      }
    }
    if (time == null || !isYear(time.year())) {
      return LuaValue.NIL;
    }
    DateFormat format = new DateFormat(given == null ? LuaString.valueOf("%c") : given, time);
    return format.isTable() ? fields(execution, time) : format.resume(execution, null);
  }

  private static Table fields(Execution execution, CalendarTime time) {
    Table fields = execution.newTable(0, 9);
    put(fields, "sec", time.second());
    put(fields, "min", time.minute());
    put(fields, "hour", time.hour());
    put(fields, "day", time.day());
    put(fields, "month", time.month());
    put(fields, "year", time.year());
    put(fields, "wday", time.weekday() + 1);
    put(fields, "yday", time.yearDay() + 1);
    fields.put(LuaString.valueOf("isdst"), LuaValue.FALSE);
    return fields;
  }

  private static void put(Table fields, String name, long value) {
    fields.put(LuaString.valueOf(name), Numbers.valueOf(value));
  }

  // ---------------------------------------------------------------- time

  private static Varargs time(Execution execution, Varargs args) {
    return args.arg1().isnil()
        ? Numbers.valueOf(now(execution))
        : new TimeOf(Arguments.table(args, 1)).resume(execution, null);
  }

  /** Reads the fields of a date table, which {@code __index} may answer, and makes them a time. */
  private static final class TimeOf extends NativeFrame {
    /** The fields in the order in which they are read. */
    private static final String[] NAMES = {"sec", "min", "hour", "day", "month", "year", "isdst"};

    private static final int SECOND = 0;
    private static final int MINUTE = 1;
    private static final int HOUR = 2;
    private static final int DAY = 3;
    private static final int MONTH = 4;
    private static final int YEAR = 5;
    private static final int IS_DST = 6;

    /** How far a clock is ahead that summer time is said to have put forward. */
    private static final int DST_SECONDS = 3600;

    private final Table table;
    private final int[] fields = new int[NAMES.length];
    private int next;

    TimeOf(Table table) {
      this.table = table;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs answer) {
      if (answer != null) {
        accept(answer.arg1());
      }
      while (next < NAMES.length) {
        LuaValue value = execution.index(this, table, LuaString.valueOf(NAMES[next]));
        if (Execution.isUnfinished(value)) {
          return value;
        }
        accept(value);
      }
      return result();
    }

    private void accept(LuaValue value) {
      LuaNumber number = Operations.toNumber(value);
      if (next == IS_DST) {
        fields[next] = value.toboolean() ? DST_SECONDS : 0;
      } else if (number != null) {
        fields[next] = Arguments.int32(number, 1);
      } else if (next >= DAY) {
        throw RaisedError.fromNative("field '" + NAMES[next] + "' missing in date table");
      } else {
        fields[next] = next == HOUR ? 12 : 0;
      }
      next++;
    }

    private LuaValue result() {
      long seconds =
          CalendarTime.seconds(
                  fields[YEAR],
                  fields[MONTH],
                  fields[DAY],
                  fields[HOUR],
                  fields[MINUTE],
                  fields[SECOND])
              - fields[IS_DST];
      // the reference tells the last second of 1969 from a failure no more than C does
      return seconds == -1 || !isYear(CalendarTime.of(seconds).year())
          ? LuaValue.NIL
          : Numbers.valueOf(seconds);
    }

    @Override
    public String name() {
      return "os.time";
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(table);
    }
  }
}
