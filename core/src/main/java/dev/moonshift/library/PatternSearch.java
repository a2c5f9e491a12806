package dev.moonshift.library;

import dev.moonshift.text.PatternMatcher;
import dev.moonshift.text.TextException;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import org.luaj.vm2.LuaString;

/** Runs a matcher at a process's expense: a step costs a unit of fuel, its memory is charged. */
final class PatternSearch {
  private PatternSearch() {}

  /** Prepares a search for a pattern. */
  static void prepare(
      PatternMatcher matcher,
      LuaString subject,
      LuaString pattern,
      int init,
      boolean caretAnchors) {
    matcher.reset(
        subject.m_bytes,
        subject.m_offset,
        subject.m_length,
        pattern.m_bytes,
        pattern.m_offset,
        pattern.m_length,
        init,
        caretAnchors);
  }

  /** Prepares a search for a string that stands for itself. */
  static void preparePlain(PatternMatcher matcher, LuaString subject, LuaString string, int init) {
    matcher.resetPlain(
        subject.m_bytes,
        subject.m_offset,
        subject.m_length,
        string.m_bytes,
        string.m_offset,
        string.m_length,
        init);
  }

  /** Goes on until the search ends or the function should pause; then it is {@code PAUSED}. */
  static PatternMatcher.Result run(Execution execution, PatternMatcher matcher) {
    if (matcher.needsMemory()) {
      if (!execution.hasRoom(matcher.maxMemoryBytes())) {
        return PatternMatcher.Result.PAUSED;
      }
      matcher.grantMemory();
    }
    for (; ; ) {
      long steps = matcher.stepsUsed();
      PatternMatcher.Result result;
      try {
        result = matcher.run(Piece.units(execution));
      } catch (TextException problem) {
        throw RaisedError.fromNative(problem.getMessage());
      } finally {
        execution.charge((int) (matcher.stepsUsed() - steps));
      }
      if (result != PatternMatcher.Result.PAUSED || execution.shouldPause()) {
        return result;
      }
    }
  }

  /** How long a capture is, or {@link PatternMatcher#POSITION}. */
  static int captureLength(PatternMatcher matcher, int capture) {
    try {
      return matcher.captureLength(capture);
    } catch (TextException problem) {
      throw RaisedError.fromNative(problem.getMessage());
    }
  }
}
