package dev.moonshift.library;

import dev.moonshift.text.PatternMatcher;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.TracedValue;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.gmatch}: an iterator over all matches. */
final class GmatchFunction extends NativeFunction {
  GmatchFunction() {
    super("string.gmatch");
  }

  @Override
  public Varargs call(Execution execution, Varargs args) {
    Matches matches = new Matches(Arguments.string(args, 1), Arguments.string(args, 2));
    // what a long pattern takes is charged when it is read
    execution.chargeMemory(
        MemoryCost.FRAME + (matches.matcher.needsMemory() ? 0 : matches.matcher.maxMemoryBytes()));
    return matches;
  }

  /** The iterator: it belongs to one process and remembers where it is. */
  private static final class Matches extends NativeFunction implements TracedValue {
    private final LuaString subject;
    private final LuaString pattern;
    private final PatternMatcher matcher = new PatternMatcher();
    private int position; // where the next search starts

    Matches(LuaString subject, LuaString pattern) {
      super("string.gmatch");
      this.subject = subject;
      this.pattern = pattern;
      PatternSearch.prepare(matcher, subject, pattern, 0, false);
    }

    @Override
    public Varargs call(Execution execution, Varargs ignored) {
      if (position > subject.m_length) {
        return LuaValue.NONE;
      }
      matcher.restart(position);
      switch (PatternSearch.run(execution, matcher)) {
        case PAUSED:
          return execution.pause(new Matching(this, null));
        case NO_MATCH:
          return LuaValue.NONE;
        default:
      }
      Captures captures = Captures.ofMatch(matcher, subject);
      return captures.advance(execution)
          ? take(captures)
          : execution.pause(new Matching(this, captures));
    }

    @Override
    public Varargs call(Execution execution, LuaValue ignored, LuaValue alsoIgnored) {
      return call(execution, LuaValue.NONE);
    }

    private Varargs take(Captures captures) {
      int end = matcher.matchEnd();
      position = end > matcher.matchStart() ? end : end + 1;
      return captures.values();
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(subject);
      tracer.value(pattern);
      tracer.memory(matcher.maxMemoryBytes());
    }
  }

  /** A step of an iterator that takes long. */
  private static final class Matching extends NativeFrame {
    private final Matches matches;
    private @Nullable Captures captures; // once there is a match

    Matching(Matches matches, @Nullable Captures captures) {
      this.matches = matches;
      this.captures = captures;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      if (captures == null) {
        switch (PatternSearch.run(execution, matches.matcher)) {
          case PAUSED:
            return execution.pause(this);
          case NO_MATCH:
            return LuaValue.NONE;
          default:
            captures = Captures.ofMatch(matches.matcher, matches.subject);
        }
      }
      return captures.advance(execution) ? matches.take(captures) : execution.pause(this);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(matches);
      if (captures != null) {
        captures.trace(tracer);
      }
    }

    @Override
    public String name() {
      return matches.name();
    }
  }
}
