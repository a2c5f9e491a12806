package dev.moonshift.library;

import dev.moonshift.text.PatternMatcher;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.find} and {@code string.match}: the first match, its place or its captures. */
final class FindFunction extends NativeFunction {
  /** Looking through a longer pattern for special characters is work to be done in pieces. */
  private static final int SHORT_PATTERN = 1024;

  private final boolean isFind;

  FindFunction(String name, boolean isFind) {
    super(name);
    this.isFind = isFind;
  }

  @Override
  public Varargs call(Execution execution, Varargs args) {
    return find(
        execution,
        Arguments.string(args, 1),
        Arguments.string(args, 2),
        Arguments.integer(args, 3, 1),
        isFind && args.arg(4).toboolean());
  }

  @Override
  public Varargs call(Execution execution, LuaValue a, LuaValue b) {
    return a instanceof LuaString && b instanceof LuaString
        ? find(execution, (LuaString) a, (LuaString) b, 1, false)
        : super.call(execution, a, b);
  }

  @Override
  public Varargs call(Execution execution, LuaValue a, LuaValue b, LuaValue c) {
    return a instanceof LuaString && b instanceof LuaString && c instanceof LuaInteger
        ? find(execution, (LuaString) a, (LuaString) b, c.toint(), false)
        : super.call(execution, a, b, c);
  }

  private Varargs find(
      Execution execution, LuaString subject, LuaString pattern, long given, boolean isPlain) {
    long init = Math.max(StringLibrary.position(given, subject.m_length), 1) - 1;
    if (init > subject.m_length) {
      return LuaValue.NIL;
    }
    if (isFind && !isPlain && pattern.m_length > SHORT_PATTERN) {
      return new Finding(this, subject, pattern, (int) init).resume(execution, null);
    }
    PatternMatcher matcher = execution.takeMatcher();
    if (isPlain || (isFind && !hasSpecials(pattern, 0, pattern.m_length))) {
      PatternSearch.preparePlain(matcher, subject, pattern, (int) init);
    } else {
      PatternSearch.prepare(matcher, subject, pattern, (int) init, true);
    }
    PatternMatcher.Result result = PatternSearch.run(execution, matcher);
    if (result == PatternMatcher.Result.NO_MATCH) {
      return end(execution, matcher, LuaValue.NIL);
    }
    Captures captures = null;
    if (result == PatternMatcher.Result.MATCH) {
      captures = captures(matcher, subject);
      if (captures.advance(execution)) {
        return end(execution, matcher, captures.values());
      }
    }
    Finding frame = new Finding(this, subject, pattern, (int) init);
    frame.matcher = matcher;
    frame.captures = captures;
    return execution.pause(frame);
  }

  /** Gives the matcher back: whether the search has paused must make no difference. */
  private static Varargs end(Execution execution, PatternMatcher matcher, Varargs results) {
    execution.giveBack(matcher);
    return results;
  }

  private Captures captures(PatternMatcher matcher, LuaString subject) {
    return isFind ? Captures.withPlace(matcher, subject) : Captures.ofMatch(matcher, subject);
  }

  private static boolean hasSpecials(LuaString pattern, int from, int count) {
    return PatternMatcher.hasSpecials(pattern.m_bytes, pattern.m_offset + from, count);
  }

  /** A search that takes long. */
  private static final class Finding extends NativeFrame {
    private final FindFunction function;
    private final LuaString subject;
    private final LuaString pattern;
    private final int init;
    private int plainUpTo; // how much of the pattern has been seen to have no special characters
    @Nullable PatternMatcher matcher; // null until that is known
    @Nullable Captures captures; // once there is a match

    Finding(FindFunction function, LuaString subject, LuaString pattern, int init) {
      this.function = function;
      this.subject = subject;
      this.pattern = pattern;
      this.init = init;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      PatternMatcher running = matcher == null ? prepare(execution) : matcher;
      if (running == null) {
        return execution.pause(this);
      }
      if (captures == null) {
        // a search that has ended gives the same result again, and costs nothing
        switch (PatternSearch.run(execution, running)) {
          case PAUSED:
            return execution.pause(this);
          case NO_MATCH:
            return end(execution, running, LuaValue.NIL);
          default:
            captures = function.captures(running, subject);
        }
      }
      return captures.advance(execution)
          ? end(execution, running, captures.values())
          : execution.pause(this);
    }

    /** Goes on looking for special characters; the matcher once that is done, else null. */
    private @Nullable PatternMatcher prepare(Execution execution) {
      boolean isPlain = true;
      while (isPlain && plainUpTo < pattern.m_length) {
        int count = Math.min(pattern.m_length - plainUpTo, SHORT_PATTERN);
        isPlain = !hasSpecials(pattern, plainUpTo, count);
        plainUpTo += count;
        execution.chargeBytes(count);
        if (isPlain && plainUpTo < pattern.m_length && execution.shouldPause()) {
          return null;
        }
      }
      PatternMatcher prepared = new PatternMatcher();
      if (isPlain) {
        PatternSearch.preparePlain(prepared, subject, pattern, init);
      } else {
        PatternSearch.prepare(prepared, subject, pattern, init, true);
      }
      matcher = prepared;
      return prepared;
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(subject);
      tracer.value(pattern);
      if (matcher != null) {
        tracer.memory(matcher.maxMemoryBytes());
      }
      if (captures != null) {
        captures.trace(tracer);
      }
    }

    @Override
    public String name() {
      return function.name();
    }
  }
}
