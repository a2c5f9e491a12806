package dev.moonshift.text;

import org.jspecify.annotations.Nullable;

/**
 * Searches for Lua patterns and plain strings, a bounded number of steps at a time.
 *
 * <p>A search walks the items of the compiled pattern ({@link PatternProgram}). Where an item could
 * have matched otherwise, it leaves a choice on an explicit stack: the item, how far it reached and
 * how far it may go back. One choice stands for a whole repetition. On a mismatch the newest choice
 * is taken up again; with none left, the search goes on at the next start. As items never repeat,
 * the stack is never deeper than the pattern is long, nor than a fixed limit, and captures need no
 * undoing: whatever is behind an item is set anew on the way back to the end.
 *
 * <p>All state is in the fields, so the search can pause after any step and go on later. A step is
 * an item tried, a choice taken up, or a byte looked at by a repetition, a comparison or the search
 * for a start. How many there are does not depend on where the search pauses.
 *
 * <pre>{@code
 * matcher.reset(subject, 0, subject.length, pattern, 0, pattern.length, 0, true);
 * while (matcher.run(1000) == Result.PAUSED) { ... }
 * }</pre>
 *
 * <p>Made to be reused: neither {@code reset} nor {@code run} allocates once the pattern is known,
 * unless the pattern is long. Offsets of results count from the subject's first byte, from zero.
 * Subject and pattern must not change while they are in use, and a pattern array not afterwards
 * either: the same array again means the same pattern. Not for use by several threads at once.
 */
public final class PatternMatcher {

  /** What {@link #run} found. */
  public enum Result {
    /** The pattern matches, from {@link #matchStart} to {@link #matchEnd}. */
    MATCH,
    /** It matches nowhere. */
    NO_MATCH,
    /** The budget is used up; {@link #run} goes on. */
    PAUSED
  }

  /** The length of a capture that is a position. */
  public static final int POSITION = -1;

  private enum Phase {
    COMPILE,
    FIND_START,
    WALK,
    PLAIN,
    DONE
  }

  /** A choice on the stack: item, how far it reached, how far it may go back. */
  private static final int CHOICE = 3;

  /** The most choices that may be open at once: as many as the reference's recursion allows. */
  private static final int MAX_CHOICES = 199;

  /** Choices kept for the next pattern: more than nearly all patterns leave. */
  private static final int KEPT_CHOICES = 8;

  /** The objects and fields themselves, on a JVM with compressed pointers. */
  private static final int FIXED_BYTES = 256;

  /** What one takes that has read short patterns only. */
  private static final int EMPTY_BYTES = 1024;

  /**
   * The most that a byte of a pattern can take: three make a set of 32 bytes, each may be an item
   * of 8 bytes that leaves a choice of 12, and arrays double when they grow.
   */
  private static final int BYTES_FOR_PATTERN_BYTE = 100;

  /** Patterns up to here take no more than the fixed part. */
  private static final int SHORT_PATTERN = 16;

  /** No item is half done. */
  private static final int NONE = -1;

  private static final byte[] NOTHING = {};

  private final PatternProgram program = new PatternProgram();
  private final int[] captureStarts = new int[PatternProgram.MAX_CAPTURES];
  private final int[] captureEnds = new int[PatternProgram.MAX_CAPTURES];
  private int[] stack = new int[KEPT_CHOICES * CHOICE];
  private int stackTop;

  private byte[] subject = NOTHING;
  private int first; // offsets within the subject's array from here on
  private int end;
  private int start; // of the attempt under way
  private int at;
  private int matchEnd;
  private boolean anchored;

  private Phase phase = Phase.DONE;
  private Result result = Result.NO_MATCH;
  private @Nullable String fault; // what is wrong with the pattern, once the search has come to it
  private int item;
  private boolean failing; // the item did not match: a choice is to be taken up
  private int progress = NONE; // of an item that takes many steps

  private byte[] plain = NOTHING;
  private int plainStart;
  private int plainLength = NONE; // the search is for a pattern

  private long stepsUsed;
  private int patternLength;
  private boolean mayGrow; // memory for a long pattern has been granted

  /**
   * Tells whether a pattern has to be matched as one. As in reference Lua a closing bracket or
   * parenthesis alone does not make it so: {@code string.find} takes {@code ")"} for a plain
   * string.
   */
  public static boolean hasSpecials(byte[] pattern, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      switch (pattern[i]) {
        case '^':
        case '$':
        case '*':
        case '+':
        case '?':
        case '.':
        case '(':
        case '[':
        case '%':
        case '-':
          return true;
        default:
      }
    }
    return false;
  }

  /**
   * Prepares a search for a pattern.
   *
   * @param init where in the subject to start, from 0 to its length
   * @param caretAnchors whether a {@code ^} at the pattern's beginning anchors it, as it does
   *     everywhere but in {@code gmatch}
   */
  public void reset(
      byte[] subject,
      int subjectOffset,
      int subjectLength,
      byte[] pattern,
      int patternOffset,
      int patternLength,
      int init,
      boolean caretAnchors) {
    anchored = caretAnchors && patternLength > 0 && pattern[patternOffset] == '^';
    program.reset(pattern, patternOffset + (anchored ? 1 : 0), patternOffset + patternLength);
    setSubject(subject, subjectOffset, subjectLength);
    plain = NOTHING;
    plainLength = NONE;
    this.patternLength = patternLength;
    mayGrow = false;
    restart(init);
  }

  /** Prepares a search for a string that stands for itself. */
  public void resetPlain(
      byte[] subject,
      int subjectOffset,
      int subjectLength,
      byte[] string,
      int stringOffset,
      int stringLength,
      int init) {
    anchored = false;
    setSubject(subject, subjectOffset, subjectLength);
    plain = string;
    plainStart = stringOffset;
    plainLength = stringLength;
    patternLength = 0;
    restart(init);
  }

  /** Prepares another search for the same in the same subject. */
  public void restart(int init) {
    start = first + init;
    phase = plainLength != NONE ? Phase.PLAIN : Phase.COMPILE;
    progress = NONE;
    fault = null;
    stepsUsed = 0;
  }

  /**
   * Lets go of the subject and of a long pattern, so that a matcher kept for later keeps nothing
   * else alive. The results are gone as well.
   */
  public void release() {
    setSubject(NOTHING, 0, 0);
    plain = NOTHING;
    finish(Result.NO_MATCH);
    program.release();
  }

  /**
   * Goes on for at most {@code budget} steps.
   *
   * @throws TextException if the search has come to a place where the pattern is malformed
   */
  public Result run(int budget) {
    int left = budget;
    while (phase != Phase.DONE && left > 0) {
      switch (phase) {
        case COMPILE:
          left = compile(left);
          break;
        case FIND_START:
          left = findStart(left);
          break;
        case WALK:
          left = walk(left);
          break;
        default:
          left = findPlain(left);
      }
    }
    stepsUsed += budget - left;
    if (phase != Phase.DONE) {
      return Result.PAUSED;
    }
    if (fault != null) {
      throw new TextException(fault);
    }
    return result;
  }

  /** Returns how many steps the search has taken since it was prepared. */
  public long stepsUsed() {
    return stepsUsed;
  }

  /** Tells whether the pattern can match at the first start only. */
  public boolean isAnchored() {
    return anchored;
  }

  /** Returns where the match begins. */
  public int matchStart() {
    return start - first;
  }

  /** Returns where the match ends: the offset after its last byte. */
  public int matchEnd() {
    return matchEnd - first;
  }

  /** Returns how many captures the pattern has; the whole match is not counted. */
  public int captureCount() {
    return plainLength != NONE ? 0 : program.captures();
  }

  /** Returns where a capture begins, the first capture being 0. */
  public int captureStart(int capture) {
    return captureStarts[capture] - first;
  }

  /**
   * Returns how long a capture is, or {@link #POSITION}.
   *
   * @throws TextException if the pattern does not close it
   */
  public int captureLength(int capture) {
    if (program.isPosition(capture)) {
      return POSITION;
    }
    if (!program.isClosed(capture)) {
      throw new TextException("unfinished capture");
    }
    return captureEnds[capture] - captureStarts[capture];
  }

  /** Returns how much memory this takes. */
  public long memoryBytes() {
    return FIXED_BYTES
        + program.memoryBytes()
        + (long) Integer.BYTES * (stack.length + captureStarts.length + captureEnds.length);
  }

  /**
   * Returns how much memory this takes at most: it grows while the pattern is read, and not by the
   * search.
   */
  public long maxMemoryBytes() {
    return EMPTY_BYTES + (long) BYTES_FOR_PATTERN_BYTE * patternLength;
  }

  /** Whether the pattern is long, and nobody has granted the memory to read it. */
  public boolean needsMemory() {
    return patternLength > SHORT_PATTERN && !mayGrow;
  }

  /** Notes that as much as {@link #maxMemoryBytes} may be taken. */
  public void grantMemory() {
    mayGrow = true;
  }

  /** Whether no pattern has made this large. */
  public boolean isSmall() {
    return memoryBytes() <= EMPTY_BYTES;
  }

  private void setSubject(byte[] newSubject, int offset, int length) {
    subject = newSubject;
    first = offset;
    end = offset + length;
  }

  private void finish(Result found) {
    result = found;
    phase = Phase.DONE;
  }

  private int compile(int budget) {
    int left = program.compile(budget);
    if (program.isComplete()) {
      int choices = Math.min(program.choices(), MAX_CHOICES);
      int needed = CHOICE * Math.max(KEPT_CHOICES, choices);
      if (stack.length != needed) {
        stack = new int[needed];
      }
      phase = Phase.FIND_START;
    }
    return left;
  }

  /** Moves to the next start where the first item can match, and begins an attempt there. */
  private int findStart(int budget) {
    int left = budget;
    int operation = program.code()[0];
    int operand = program.code()[1];
    if (needsCharacter(operation) && !anchored) {
      while (start < end && !program.test(operation, operand, subject[start] & 0xff)) {
        if (left == 0) {
          return 0;
        }
        left--;
        start++;
      }
      if (start == end) {
        finish(Result.NO_MATCH);
        return left;
      }
    }
    stackTop = 0;
    item = 0;
    at = start;
    failing = false;
    phase = Phase.WALK;
    return left;
  }

  private static boolean needsCharacter(int operation) {
    int kind = kindOf(operation);
    return kind == PatternProgram.LITERAL
        || kind == PatternProgram.ONE
        || kind == PatternProgram.PLUS;
  }

  /** Tries items and takes up choices until the attempt succeeds, fails or is out of budget. */
  private int walk(int budget) {
    int left = budget;
    int[] code = program.code();
    while (left > 0 && phase == Phase.WALK) {
      left--;
      if (failing) {
        if (stackTop == 0) {
          failAttempt();
        } else {
          left = takeUpChoice(code, left);
        }
        continue;
      }
      int operation = code[item];
      int operand = code[item + 1];
      switch (kindOf(operation)) {
        case PatternProgram.LITERAL:
          if (at < end && subject[at] == (byte) operand) {
            at++;
            item += PatternProgram.ITEM;
          } else {
            failing = true;
          }
          break;
        case PatternProgram.ONE:
          if (passes(operation, operand)) {
            at++;
            item += PatternProgram.ITEM;
          } else {
            failing = true;
          }
          break;
        case PatternProgram.OPTIONAL:
          if (passes(operation, operand)) {
            push(at);
            at++;
          }
          item += PatternProgram.ITEM;
          break;
        case PatternProgram.MANY:
        case PatternProgram.PLUS:
          left = repeat(operation, operand, left);
          break;
        case PatternProgram.LAZY:
          push(at);
          item += PatternProgram.ITEM;
          break;
        case PatternProgram.OPEN:
          captureStarts[operand] = at;
          item += PatternProgram.ITEM;
          break;
        case PatternProgram.CLOSE:
          captureEnds[operand] = at;
          item += PatternProgram.ITEM;
          break;
        case PatternProgram.BALANCE:
          left = balance(operand & 0xff, operand >> 8, left);
          break;
        case PatternProgram.FRONTIER:
          proceedIf(isFrontier(operand));
          break;
        case PatternProgram.REFERENCE:
          left = compareCapture(operand, left);
          break;
        case PatternProgram.SUBJECT_END:
          proceedIf(at == end);
          break;
        case PatternProgram.END:
          matchEnd = at;
          finish(Result.MATCH);
          break;
        default:
          fault = program.fault();
          finish(Result.NO_MATCH);
      }
    }
    return left;
  }

  private void failAttempt() {
    if (anchored || start == end) {
      finish(Result.NO_MATCH);
    } else {
      start++;
      phase = Phase.FIND_START;
    }
  }

  /**
   * Lets the newest choice match one character more or less, until the next item has a chance. Each
   * character is a step; the one that was paid for on the way here pays for the first.
   */
  private int takeUpChoice(int[] code, int budget) {
    int left = budget;
    int top = stackTop - CHOICE;
    int chooser = stack[top];
    int operation = code[chooser];
    int position = stack[top + 1];
    int next = chooser + PatternProgram.ITEM;
    int literal = code[next] == PatternProgram.LITERAL ? code[next + 1] : NONE;
    item = next;
    switch (kindOf(operation)) {
      case PatternProgram.OPTIONAL:
        stackTop = top;
        at = position;
        failing = false;
        return left;
      case PatternProgram.LAZY:
        int operand = code[chooser + 1];
        while (true) {
          if (position == end || !program.test(operation, operand, subject[position] & 0xff)) {
            stackTop = top;
            return left;
          }
          position++;
          if (literal == NONE || (position < end && subject[position] == (byte) literal)) {
            failing = false;
            break;
          }
          if (left == 0) {
            break;
          }
          left--;
        }
        break;
      default:
        int least = stack[top + 2];
        while (true) {
          position--;
          if (position == least) {
            stackTop = top;
            failing = false;
            break;
          }
          if (literal == NONE || subject[position] == (byte) literal) {
            failing = false;
            break;
          }
          if (left == 0) {
            break;
          }
          left--;
        }
    }
    stack[top + 1] = position;
    at = position;
    return left;
  }

  /** Matches as many characters as there are; a choice remembers that fewer would do. */
  private int repeat(int operation, int operand, int budget) {
    int left = budget;
    if (progress != NONE) {
      left++; // entering again after a pause is not a step
    } else if (kindOf(operation) == PatternProgram.MANY) {
      progress = at;
    } else if (passes(operation, operand)) {
      progress = ++at;
    } else {
      failing = true;
      return left;
    }
    int limit = Math.min(end - at, left) + at;
    int position = at;
    while (position < limit && program.test(operation, operand, subject[position] & 0xff)) {
      position++;
    }
    left -= position - at;
    at = position;
    if (left == 0 && at < end) {
      return 0;
    }
    if (at > progress) {
      push(at);
      stack[stackTop - 1] = progress;
    }
    progress = NONE;
    item += PatternProgram.ITEM;
    return left;
  }

  /** Matches from an opening character to the closing one that balances it. */
  private int balance(int open, int close, int budget) {
    int left = budget;
    if (progress != NONE) {
      left++;
    } else if (at < end && (subject[at] & 0xff) == open) {
      progress = 1;
      at++;
    } else {
      failing = true;
      return left;
    }
    while (at < end && progress > 0) {
      if (left == 0) {
        return 0;
      }
      left--;
      int c = subject[at++] & 0xff;
      if (c == close) {
        progress--;
      } else if (c == open) {
        progress++;
      }
    }
    proceedIf(progress == 0);
    progress = NONE;
    return left;
  }

  /** Matches the text of an earlier capture. */
  private int compareCapture(int capture, int budget) {
    int left = budget;
    int from = captureStarts[capture];
    int length = captureEnds[capture] - from;
    if (progress != NONE) {
      left++;
    } else if (program.isPosition(capture) || end - at < length) {
      failing = true;
      return left;
    } else {
      progress = 0;
    }
    while (progress < length && subject[from + progress] == subject[at + progress]) {
      if (left == 0) {
        return 0;
      }
      left--;
      progress++;
    }
    if (progress == length) {
      at += length;
      item += PatternProgram.ITEM;
    } else {
      failing = true;
    }
    progress = NONE;
    return left;
  }

  /** Tells whether a set begins here: a zero byte is thought before the subject and after it. */
  private boolean isFrontier(int set) {
    int before = at == first ? 0 : subject[at - 1] & 0xff;
    int here = at == end ? 0 : subject[at] & 0xff;
    return !program.isInSet(set, before) && program.isInSet(set, here);
  }

  /** Looks for the plain string: its first byte, then the others. */
  private int findPlain(int budget) {
    int left = budget;
    int last = end - plainLength;
    if (plainLength == 0 && start <= end) {
      return foundPlain(left);
    }
    while (start <= last) {
      if (progress == NONE) {
        while (start <= last && subject[start] != plain[plainStart]) {
          if (left == 0) {
            return 0;
          }
          left--;
          start++;
        }
        if (start > last) {
          break;
        }
        progress = 1;
      }
      while (progress < plainLength && subject[start + progress] == plain[plainStart + progress]) {
        if (left == 0) {
          return 0;
        }
        left--;
        progress++;
      }
      if (progress == plainLength) {
        return foundPlain(left);
      }
      if (left == 0) {
        return 0;
      }
      left--;
      start++;
      progress = NONE;
    }
    finish(Result.NO_MATCH);
    return left;
  }

  private int foundPlain(int left) {
    matchEnd = start + plainLength;
    finish(Result.MATCH);
    return left;
  }

  private void push(int position) {
    if (stackTop == MAX_CHOICES * CHOICE) {
      fault = "pattern too complex";
      finish(Result.NO_MATCH);
      return;
    }
    stack[stackTop] = item;
    stack[stackTop + 1] = position;
    stackTop += CHOICE;
  }

  private void proceedIf(boolean matched) {
    if (matched) {
      item += PatternProgram.ITEM;
    } else {
      failing = true;
    }
  }

  private boolean passes(int operation, int operand) {
    return at < end && program.test(operation, operand, subject[at] & 0xff);
  }

  private static int kindOf(int operation) {
    return operation & (1 << PatternProgram.TEST_SHIFT) - 1;
  }
}
