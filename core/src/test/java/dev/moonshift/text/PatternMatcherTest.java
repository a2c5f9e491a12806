package dev.moonshift.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.text.PatternMatcher.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternMatcherTest {

  private final PatternMatcher matcher = new PatternMatcher();
  private int budget = Integer.MAX_VALUE;
  private long steps;

  @ParameterizedTest(name = "budget {0}")
  @ValueSource(ints = {1, 2, 7, Integer.MAX_VALUE})
  void patternsMatchAsInReferenceLua(int stepsAtATime) {
    budget = stepsAtATime;
    List<String> wrong = new ArrayList<>();
    for (String[] line : GoldenFile.read("pattern.txt")) {
      byte[] subject = GoldenFile.bytes(line[0]);
      byte[] pattern = GoldenFile.bytes(line[1]);
      String found = find(subject, pattern, Integer.parseInt(line[2]) - 1);
      String replaced = replace(subject, pattern);
      if (!found.equals(unescaped(line[3])) || !replaced.equals(unescaped(line[4]))) {
        wrong.add(String.join(" | ", line) + ": " + found + " | " + replaced);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theStepsOfASearchDoNotDependOnWhereItPausesNorOnEarlierSearches() {
    for (String[] line : GoldenFile.read("pattern.txt")) {
      byte[] subject = GoldenFile.bytes(line[0]);
      byte[] pattern = GoldenFile.bytes(line[1]);
      budget = Integer.MAX_VALUE;
      find(subject, pattern, 0);
      long unlimited = steps;
      for (int stepsAtATime : new int[] {1, 3}) {
        budget = stepsAtATime;
        find(subject, pattern, 0);
        assertThat(steps).as("%s in %s", line[1], line[0]).isEqualTo(unlimited);
      }
    }
  }

  @Test
  void aRunNeverTakesMoreStepsThanItsBudget() {
    byte[] subject = GoldenFile.latin("((a)b(c)) and ".repeat(30));
    for (String pattern :
        new String[] {"%b()%s*x", "(a.-)(b.*)%1x", "[^%s]-%f[%w]x", ".-.-x", "x?y"}) {
      byte[] bytes = GoldenFile.latin(pattern);
      matcher.reset(subject, 0, subject.length, bytes, 0, bytes.length, 0, true);
      Result result;
      do {
        long before = matcher.stepsUsed();
        result = matcher.run(5);
        assertThat(matcher.stepsUsed() - before).isLessThanOrEqualTo(5);
      } while (result == Result.PAUSED && matcher.stepsUsed() < 20_000);
    }
  }

  @Test
  void catastrophicPatternsPauseAndTakeLittleMemory() {
    assertPausesForLong("a".repeat(1500), ".-.-.-.-.-.-b");
    assertPausesForLong("a".repeat(40), "a*".repeat(40) + "b");
    assertPausesForLong("a".repeat(3000), ".-.-.-.-b");
    assertPausesForLong("a".repeat(3000), "[ab]+.?a*(%a-)%1b");
  }

  private void assertPausesForLong(String subject, String pattern) {
    byte[] bytes = GoldenFile.latin(subject);
    byte[] patternBytes = GoldenFile.latin(pattern);
    matcher.reset(bytes, 0, bytes.length, patternBytes, 0, patternBytes.length, 0, true);
    for (int i = 0; i < 100_000; i++) {
      assertThat(matcher.run(7)).isEqualTo(Result.PAUSED);
    }
    assertThat(matcher.stepsUsed()).isEqualTo(700_000);
    assertThat(matcher.memoryBytes()).isLessThan(3000);
  }

  @Test
  void aRepetitionOfAnyLengthIsOneChoice() {
    byte[] subject = GoldenFile.latin("a".repeat(1_000_000) + "b");
    byte[] pattern = GoldenFile.latin("^.*ab");
    matcher.reset(subject, 0, subject.length, pattern, 0, pattern.length, 0, true);
    assertThat(matcher.run(Integer.MAX_VALUE)).isEqualTo(Result.MATCH);
    assertThat(matcher.matchEnd()).isEqualTo(1_000_001);
    assertThat(matcher.memoryBytes()).isLessThan(3000);
  }

  @Test
  void aLongPatternIsReadInStepsToo() {
    byte[] pattern = GoldenFile.latin("[" + "ab".repeat(10_000) + "]?".repeat(5_000));
    byte[] subject = GoldenFile.latin("ab");
    matcher.reset(subject, 0, 2, pattern, 0, pattern.length, 0, true);
    int runs = 1;
    while (matcher.run(10) == Result.PAUSED) {
      assertThat(matcher.memoryBytes()).isLessThan(5000L + 160 * 10 * runs);
      runs++;
    }
    assertThat(runs).isGreaterThan(3_000);
  }

  @Test
  void aFaultIsFoundOnlyWhenTheSearchGetsThere() {
    byte[] subject = GoldenFile.latin("aab");
    byte[] pattern = GoldenFile.latin("b[");
    assertThat(find(GoldenFile.latin("aaa"), pattern, 0)).isEqualTo("nil");
    matcher.reset(subject, 0, 3, pattern, 0, 2, 0, true);
    assertThatThrownBy(() -> matcher.run(100))
        .isInstanceOf(TextException.class)
        .hasMessage("malformed pattern (missing ']')");
    assertThat(matcher.stepsUsed()).isPositive();
  }

  @Test
  void aCaretAnchorsOnlyWhereTheCallerSaysSo() {
    byte[] subject = GoldenFile.latin("a^a");
    byte[] pattern = GoldenFile.latin("^a");
    matcher.reset(subject, 0, 3, pattern, 0, 2, 0, false);
    assertThat(matcher.run(100)).isEqualTo(Result.MATCH);
    assertThat(matcher.matchStart()).isEqualTo(1);
    assertThat(matcher.isAnchored()).isFalse();
    matcher.reset(subject, 0, 3, pattern, 0, 2, 1, true);
    assertThat(matcher.isAnchored()).isTrue();
    assertThat(matcher.run(100)).isEqualTo(Result.NO_MATCH);
  }

  @Test
  void offsetsAreThoseWithinTheSubject() {
    byte[] array = GoldenFile.latin("..xaby..(b)..");
    matcher.reset(array, 2, 4, array, 8, 3, 0, true);
    assertThat(matcher.run(100)).isEqualTo(Result.MATCH);
    assertThat(matcher.matchStart()).isEqualTo(2);
    assertThat(matcher.matchEnd()).isEqualTo(3);
    assertThat(matcher.captureStart(0)).isEqualTo(2);
    assertThat(matcher.captureLength(0)).isEqualTo(1);
  }

  @ParameterizedTest(name = "budget {0}")
  @ValueSource(ints = {1, 3, Integer.MAX_VALUE})
  void plainStringsAreFoundWhereJavaFindsThem(int stepsAtATime) {
    String text = "aabaabaaab[%a]ab";
    byte[] subject = GoldenFile.latin("--" + text + "b");
    for (String string :
        new String[] {"", "a", "aaab", "b[%a]", "abb", "ab", "x", text, text + "b"}) {
      byte[] bytes = GoldenFile.latin(string);
      for (int init = 0; init <= text.length(); init++) {
        matcher.resetPlain(subject, 2, text.length(), bytes, 0, bytes.length, init);
        Result result;
        do {
          result = matcher.run(stepsAtATime);
        } while (result == Result.PAUSED);
        int expected = text.indexOf(string, init);
        assertThat(result).isEqualTo(expected < 0 ? Result.NO_MATCH : Result.MATCH);
        if (expected >= 0) {
          assertThat(matcher.matchStart()).isEqualTo(expected);
          assertThat(matcher.matchEnd()).isEqualTo(expected + string.length());
          assertThat(matcher.captureCount()).isZero();
        }
      }
    }
  }

  /** What {@code string.find} does with the matcher. */
  private String find(byte[] subject, byte[] pattern, int init) {
    if (PatternMatcher.hasSpecials(pattern, 0, pattern.length)) {
      matcher.reset(subject, 0, subject.length, pattern, 0, pattern.length, init, true);
    } else {
      matcher.resetPlain(subject, 0, subject.length, pattern, 0, pattern.length, init);
    }
    try {
      if (!matches()) {
        return "nil";
      }
      StringBuilder found = new StringBuilder();
      found.append(matcher.matchStart() + 1).append(',').append(matcher.matchEnd());
      for (int i = 0; i < matcher.captureCount(); i++) {
        int length = matcher.captureLength(i);
        int start = matcher.captureStart(i);
        found.append(',');
        found.append(
            length == PatternMatcher.POSITION
                ? String.valueOf(start + 1)
                : "=" + GoldenFile.text(subject).substring(start, start + length));
      }
      return found.toString();
    } catch (TextException e) {
      return "!" + e.getMessage();
    }
  }

  /** What {@code string.gsub} does with the matcher and the replacement {@code <%0>}. */
  private String replace(byte[] subject, byte[] pattern) {
    String text = GoldenFile.text(subject);
    StringBuilder replaced = new StringBuilder("=");
    int copied = 0;
    int from = 0;
    matcher.reset(subject, 0, subject.length, pattern, 0, pattern.length, 0, true);
    try {
      while (from <= subject.length && matches()) {
        replaced.append(text, copied, matcher.matchStart());
        copied = matcher.matchEnd();
        replaced.append('<').append(text, matcher.matchStart(), copied).append('>');
        if (matcher.isAnchored()) {
          break;
        }
        from = copied > matcher.matchStart() ? copied : copied + 1;
        if (from <= subject.length) {
          matcher.restart(from);
        }
      }
      return replaced.append(text.substring(copied)).toString();
    } catch (TextException e) {
      return "!" + e.getMessage();
    }
  }

  private boolean matches() {
    try {
      while (true) {
        Result result = matcher.run(budget);
        if (result != Result.PAUSED) {
          return result == Result.MATCH;
        }
      }
    } finally {
      steps = matcher.stepsUsed();
    }
  }

  private static String unescaped(String text) {
    return GoldenFile.text(GoldenFile.bytes(text));
  }
}
