package dev.moonshift.library;

import dev.moonshift.text.PatternMatcher;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code string.gsub}: replaces matches by a text, a table's fields or a function's results.
 *
 * <p>What is kept of the subject is copied late and in one go: before the next replacement, or at
 * the end. A subject without any replacement is its own result.
 */
final class GsubFunction extends NativeFunction {
  GsubFunction() {
    super("string.gsub");
  }

  @Override
  public Varargs call(Execution execution, Varargs args) {
    LuaString subject = Arguments.string(args, 1);
    LuaString pattern = Arguments.string(args, 2);
    LuaValue replacement = args.arg(3);
    long most = Arguments.integer(args, 4, Long.MAX_VALUE);
    if (replacement instanceof LuaNumber) {
      replacement = Operations.text(replacement);
    }
    if (!(replacement instanceof LuaString
        || replacement instanceof Table
        || replacement.isfunction())) {
      throw RaisedError.badArgument(3, "string/function/table expected");
    }
    // as in the reference, where the number is unsigned
    long limit = most < 0 ? Long.MAX_VALUE : most;
    return new Substituting(execution, subject, pattern, replacement, limit)
        .resume(execution, null);
  }

  private enum Phase {
    /** Looking for the next match. */
    SEARCH,
    /** Writing a text for the match, whose captures are put in for {@code %1}. */
    EXPAND,
    /** Making what the table or function is asked with. */
    CAPTURES,
    /** Waiting for the table's or function's answer. */
    ANSWER,
    /** Writing the answer. */
    INSERT,
    /** Going on behind the match. */
    NEXT,
    /** Copying the rest of the subject. */
    REST,
    /** Making the result of what has been written. */
    JOIN
  }

  private static final class Substituting extends NativeFrame {
    private final LuaString subject;
    private final LuaString pattern;
    private final LuaValue replacement;
    private final long limit;
    private final PatternMatcher matcher;
    private final PieceBuffer buffer = new PieceBuffer();

    private Phase phase = Phase.SEARCH;
    private long count; // of matches
    private int copied; // how much of the subject has been copied or replaced
    private int expanded; // how much of the replacement has been written for this match
    private @Nullable Captures captures;
    private LuaString answer = LuaValue.EMPTYSTRING;

    Substituting(
        Execution execution,
        LuaString subject,
        LuaString pattern,
        LuaValue replacement,
        long limit) {
      this.subject = subject;
      this.pattern = pattern;
      this.replacement = replacement;
      this.limit = limit;
      matcher = execution.takeMatcher();
      PatternSearch.prepare(matcher, subject, pattern, 0, true);
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs results) {
      if (phase == Phase.ANSWER && results != null) {
        accept(execution, results.arg1());
      }
      for (; ; ) {
        if (!buffer.drain(execution)) {
          return execution.pause(this);
        }
        switch (phase) {
          case SEARCH:
            if (!search(execution)) {
              return execution.pause(this);
            }
            break;
          case EXPAND:
            expand(execution, (LuaString) replacement);
            if (execution.shouldPause()) {
              return execution.pause(this);
            }
            break;
          case CAPTURES:
            if (captures != null && !captures.advance(execution)) {
              return execution.pause(this);
            }
            Varargs asked = ask(execution);
            if (Execution.isUnfinished(asked)) {
              return asked;
            }
            accept(execution, asked.arg1());
            break;
          case INSERT:
            buffer.put(execution, answer, 0, answer.m_length);
            answer = LuaValue.EMPTYSTRING;
            phase = Phase.NEXT;
            break;
          case NEXT:
            next();
            if (execution.shouldPause()) {
              return execution.pause(this);
            }
            break;
          case REST:
            execution.giveBack(matcher);
            if (copied == 0 && buffer.isEmpty()) {
              return result(subject);
            }
            buffer.put(execution, subject, copied, subject.m_length);
            phase = Phase.JOIN;
            break;
          case JOIN:
            LuaString joined = buffer.join(execution);
            return joined == null ? execution.pause(this) : result(joined);
          default:
            throw new IllegalStateException("resumed without an answer");
        }
      }
    }

    private Varargs result(LuaString string) {
      return Values.of(string, Numbers.valueOf(count));
    }

    /** Goes on searching; false if it takes longer. */
    private boolean search(Execution execution) {
      if (count >= limit) {
        phase = Phase.REST;
        return true;
      }
      switch (PatternSearch.run(execution, matcher)) {
        case PAUSED:
          return false;
        case NO_MATCH:
          phase = Phase.REST;
          return true;
        default:
      }
      count++;
      if (replacement instanceof LuaString) {
        keepUpToMatch(execution);
        expanded = 0;
        phase = Phase.EXPAND;
      } else {
        captures =
            replacement instanceof Table
                ? Captures.first(matcher, subject)
                : Captures.ofMatch(matcher, subject);
        phase = Phase.CAPTURES;
      }
      return true;
    }

    /** Copies what lies between the last replacement and this one. */
    private void keepUpToMatch(Execution execution) {
      buffer.put(execution, subject, copied, matcher.matchStart());
      copied = matcher.matchEnd();
    }

    /** Asks the table or function; a value, or what is to be done first. */
    private Varargs ask(Execution execution) {
      Varargs values = captures == null ? LuaValue.NONE : captures.values();
      captures = null;
      phase = Phase.ANSWER;
      if (replacement instanceof Table) {
        execution.charge(1);
        return execution.index(this, replacement, values.arg1());
      }
      return execution.call(this, replacement, values);
    }

    private void accept(Execution execution, LuaValue value) {
      if (!value.toboolean()) {
        phase = Phase.NEXT; // the match stays
        return;
      }
      if (!(value instanceof LuaString || value instanceof LuaNumber)) {
        throw RaisedError.fromNative("invalid replacement value (a " + value.typename() + ")");
      }
      answer = Operations.text(value);
      keepUpToMatch(execution);
      phase = Phase.INSERT;
    }

    /** Writes the replacement up to the next capture in it, and that. */
    private void expand(Execution execution, LuaString text) {
      byte[] bytes = text.m_bytes;
      int end = text.m_offset + text.m_length;
      int from = text.m_offset + expanded;
      // whatever the fuel: what a text costs depends on where it is split
      int pieceEnd = (int) Math.min(end, (long) from + Piece.MAX_BYTES);
      int at = from;
      while (at < pieceEnd && bytes[at] != '%') {
        at++;
      }
      if (at > from) {
        buffer.put(execution, bytes, from, at - from);
      } else if (at < end) {
        execution.charge(1);
        expandCapture(execution, at + 1 < end ? bytes[at + 1] : 0);
        at += 2;
      }
      expanded = at - text.m_offset;
      if (at == end) {
        phase = Phase.NEXT;
      }
    }

    private void expandCapture(Execution execution, byte selector) {
      if (selector == '%') {
        buffer.put(execution, selector);
        return;
      }
      int capture = selector - '1';
      if (capture < -1 || capture > 8) {
        throw RaisedError.fromNative("invalid use of '%' in replacement string");
      }
      if (capture == -1 || (capture == 0 && matcher.captureCount() == 0)) {
        buffer.put(execution, subject, matcher.matchStart(), matcher.matchEnd());
        return;
      }
      if (capture >= matcher.captureCount()) {
        throw RaisedError.fromNative("invalid capture index");
      }
      int start = matcher.captureStart(capture);
      int length = PatternSearch.captureLength(matcher, capture);
      if (length == PatternMatcher.POSITION) {
        LuaString position = Operations.text(LuaInteger.valueOf(start + 1));
        buffer.put(execution, position, 0, position.m_length);
      } else {
        buffer.put(execution, subject, start, start + length);
      }
    }

    private void next() {
      int end = matcher.matchEnd();
      int from = end > matcher.matchStart() ? end : end + 1;
      if (matcher.isAnchored() || from > subject.m_length) {
        phase = Phase.REST;
      } else {
        matcher.restart(from);
        phase = Phase.SEARCH;
      }
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(subject);
      tracer.value(pattern);
      tracer.value(replacement);
      tracer.value(answer);
      tracer.memory(matcher.maxMemoryBytes());
      buffer.trace(tracer);
      if (captures != null) {
        captures.trace(tracer);
      }
    }

    @Override
    protected int slots() {
      return MemoryCost.LARGE_FRAME_SLOTS;
    }

    @Override
    public String name() {
      return "string.gsub";
    }
  }
}
