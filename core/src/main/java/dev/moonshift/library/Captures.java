package dev.moonshift.library;

import dev.moonshift.text.PatternMatcher;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Makes the values of a match: its captures, or the whole if there are none. */
final class Captures {
  private final PatternMatcher matcher;
  private final LuaString subject;
  private final LuaValue[] values;
  private final int first; // where the captures begin
  private int done;
  private @Nullable LongCopy copy; // of the next value

  private Captures(PatternMatcher matcher, LuaString subject, LuaValue[] values, int first) {
    this.matcher = matcher;
    this.subject = subject;
    this.values = values;
    this.first = first;
    this.done = first;
  }

  /** Prepares the captures, or the whole match. */
  static Captures ofMatch(PatternMatcher matcher, LuaString subject) {
    int count = Math.max(1, matcher.captureCount());
    return new Captures(matcher, subject, new LuaValue[count], 0);
  }

  /** Prepares the captures with the place of the match before them. */
  static Captures withPlace(PatternMatcher matcher, LuaString subject) {
    LuaValue[] values = new LuaValue[2 + matcher.captureCount()];
    values[0] = LuaInteger.valueOf(matcher.matchStart() + 1);
    values[1] = LuaInteger.valueOf(matcher.matchEnd());
    return new Captures(matcher, subject, values, 2);
  }

  /** Prepares the first capture, or the whole match. */
  static Captures first(PatternMatcher matcher, LuaString subject) {
    return new Captures(matcher, subject, new LuaValue[1], 0);
  }

  /** Goes on; true once all values are made. */
  boolean advance(Execution execution) {
    while (done < values.length) {
      LongCopy started = copy;
      if (started != null) {
        if (!started.advance(execution)) {
          return false;
        }
        copy = null;
        values[done++] = started.result();
      } else if (!next(execution)) {
        copy = newCopy();
      }
      if (done < values.length && execution.shouldPause()) {
        return false;
      }
    }
    return true;
  }

  /** Makes the next value; false if that takes long. */
  private boolean next(Execution execution) {
    int capture = done - first;
    boolean isWhole = matcher.captureCount() == 0;
    int from = isWhole ? matcher.matchStart() : matcher.captureStart(capture);
    int length =
        isWhole ? matcher.matchEnd() - from : PatternSearch.captureLength(matcher, capture);
    if (length == PatternMatcher.POSITION) {
      values[done++] = LuaInteger.valueOf(from + 1);
      return true;
    }
    if (!Substrings.isCheap(subject, length)) {
      return false;
    }
    values[done++] = Substrings.of(execution, subject, from, from + length);
    return true;
  }

  private LongCopy newCopy() {
    int capture = done - first;
    if (matcher.captureCount() == 0) {
      return new LongCopy(subject, matcher.matchStart(), matcher.matchEnd());
    }
    int from = matcher.captureStart(capture);
    return new LongCopy(subject, from, from + matcher.captureLength(capture));
  }

  /** The values, once all are made. */
  Varargs values() {
    return Values.of(values);
  }

  void trace(Tracer tracer) {
    for (int i = 0; i < done; i++) {
      tracer.value(values[i]);
    }
    if (copy != null) {
      copy.trace(tracer);
    }
  }
}
