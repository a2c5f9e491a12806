package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** {@code os.date} with a text: the conversions of C's {@code strftime} in the C locale. */
final class DateFormat extends NativeFrame {
  /** How many characters of the format are converted between two looks at the fuel. */
  private static final int PIECE = 1000;

  private static final String CONVERSIONS = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";

  /** What may follow {@code %E}; it changes nothing. */
  private static final String ERA_CONVERSIONS = "cCxXyY";

  /** What may follow {@code %O}; it changes nothing. */
  private static final String DIGIT_CONVERSIONS = "deHImMSuUVwWy";

  private static final String[] WEEKDAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };

  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private static final int ABBREVIATION = 3;
  private static final int NOON = 12;
  private static final int SUNDAY = 0;
  private static final int MONDAY = 1;
  private static final int CENTURY = 100;

  private final LuaString format;
  private final CalendarTime time;
  private int next; // in the format
  private final PieceBuffer written = new PieceBuffer();

  /** Prepares to write a time; a {@code !} at the start asks for UTC, which it always is. */
  DateFormat(LuaString format, CalendarTime time) {
    this.format = format;
    this.time = time;
    next = at(0) == '!' ? 1 : 0;
  }

  /** Returns a character of the format; 0 at its end, as in C. */
  private char at(int index) {
    return index < format.m_length ? (char) (format.m_bytes[format.m_offset + index] & 0xFF) : 0;
  }

  /** Whether a table is asked for instead of a text. */
  boolean isTable() {
    return at(next) == '*' && at(next + 1) == 't' && at(next + 2) == 0;
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs nothing) {
    for (; ; ) {
      if (!written.drain(execution)) {
        return execution.pause(this);
      }
      if (at(next) == 0) {
        LuaString text = written.join(execution);
        return text == null ? execution.pause(this) : text;
      }
      convertPiece(execution);
      if (execution.shouldPause()) {
        return execution.pause(this);
      }
    }
  }

  private void convertPiece(Execution execution) {
    StringBuilder piece = new StringBuilder();
    int from = next;
    while (next - from < PIECE && at(next) != 0) {
      char c = at(next);
      if (c == '%') {
        next = conversionAt(next + 1);
        write(time, at(next), piece);
      } else {
        piece.append(c);
      }
      next++;
    }
    execution.charge(next - from);
    byte[] bytes = piece.toString().getBytes(StandardCharsets.ISO_8859_1);
    written.put(execution, bytes, 0, bytes.length);
  }

  /** Returns where the letter of a conversion is that begins at an index. */
  private int conversionAt(int start) {
    if (isOneOf(CONVERSIONS, start)) {
      return start;
    }
    if (isOneOf("E", start) && isOneOf(ERA_CONVERSIONS, start + 1)
        || isOneOf("O", start) && isOneOf(DIGIT_CONVERSIONS, start + 1)) {
      return start + 1;
    }
    throw RaisedError.badArgument(1, "invalid conversion specifier '%" + rest(start) + "'");
  }

  private boolean isOneOf(String letters, int index) {
    return letters.indexOf(at(index)) >= 0;
  }

  /** The format from an index on, as far as a message can use it. */
  private String rest(int start) {
    int end = start;
    while (at(end) != 0 && end - start < PIECE) {
      end++;
    }
    return format.substring(start, end).tojstring();
  }

  @Override
  public String name() {
    return "os.date";
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.value(format);
    written.trace(tracer);
  }

  private static void write(CalendarTime time, char conversion, StringBuilder out) {
    switch (conversion) {
      case 'a':
        out.append(WEEKDAYS[time.weekday()], 0, ABBREVIATION);
        break;
      case 'A':
        out.append(WEEKDAYS[time.weekday()]);
        break;
      case 'b':
      case 'h':
        out.append(MONTHS[time.month() - 1], 0, ABBREVIATION);
        break;
      case 'B':
        out.append(MONTHS[time.month() - 1]);
        break;
      case 'c':
        writeAll(time, "a b e T Y", out);
        break;
      case 'C':
        out.append(Math.floorDiv(time.year(), (long) CENTURY));
        break;
      case 'd':
        padded(time.day(), 2, '0', out);
        break;
      case 'D':
      case 'x':
        writeAll(time, "m/d/y", out);
        break;
      case 'e':
        padded(time.day(), 2, ' ', out);
        break;
      case 'F':
        writeAll(time, "Y-m-d", out);
        break;
      case 'g':
        padded(Math.floorMod(time.weekYear(), (long) CENTURY), 2, '0', out);
        break;
      case 'G':
        out.append(time.weekYear());
        break;
      case 'H':
        padded(time.hour(), 2, '0', out);
        break;
      case 'I':
        padded((time.hour() + NOON - 1) % NOON + 1, 2, '0', out);
        break;
      case 'j':
        padded(time.yearDay() + 1, 3, '0', out);
        break;
      case 'm':
        padded(time.month(), 2, '0', out);
        break;
      case 'M':
        padded(time.minute(), 2, '0', out);
        break;
      case 'n':
        out.append('\n');
        break;
      case 'p':
        out.append(time.hour() < NOON ? "AM" : "PM");
        break;
      case 'r':
        writeAll(time, "I:M:S p", out);
        break;
      case 'R':
        writeAll(time, "H:M", out);
        break;
      case 'S':
        padded(time.second(), 2, '0', out);
        break;
      case 't':
        out.append('\t');
        break;
      case 'T':
      case 'X':
        writeAll(time, "H:M:S", out);
        break;
      case 'u':
        out.append(time.weekday() == SUNDAY ? WEEKDAYS.length : time.weekday());
        break;
      case 'U':
        padded(time.week(SUNDAY), 2, '0', out);
        break;
      case 'V':
        padded(time.isoWeek(), 2, '0', out);
        break;
      case 'w':
        out.append(time.weekday());
        break;
      case 'W':
        padded(time.week(MONDAY), 2, '0', out);
        break;
      case 'y':
        padded(Math.floorMod(time.year(), (long) CENTURY), 2, '0', out);
        break;
      case 'Y':
        out.append(time.year());
        break;
      case 'z':
        out.append("+0000");
        break;
      case 'Z':
        out.append("GMT");
        break;
      default: // %%
        out.append('%');
    }
  }

  /** Writes conversions, given without their percent signs, and what stands between them. */
  private static void writeAll(CalendarTime time, String conversions, StringBuilder out) {
    for (int i = 0; i < conversions.length(); i++) {
      char c = conversions.charAt(i);
      if (Character.isLetter(c)) {
        write(time, c, out);
      } else {
        out.append(c);
      }
    }
  }

  private static void padded(long number, int width, char pad, StringBuilder out) {
    String digits = Long.toString(number);
    for (int i = digits.length(); i < width; i++) {
      out.append(pad);
    }
    out.append(digits);
  }
}
