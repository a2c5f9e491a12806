package dev.moonshift.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as a list of items that a {@link PatternMatcher} can walk.
 *
 * <p>Lua patterns have no alternatives and repeat nothing but single characters, so an item is
 * reached only after all items before it. Hence which capture a parenthesis closes, and whether a
 * back-reference is valid, is known here. Reference Lua reads the pattern while it matches and
 * complains of a fault only when it gets there; here the first fault becomes an item that complains
 * when it is reached, and nothing after it is compiled.
 *
 * <p>An item is two ints: operation and test, then the operand. Compiling works in steps, one for
 * each item and each element of a set, and takes memory in proportion: on average at most some 80
 * bytes for a step.
 */
final class PatternProgram {

  // Operations. "Single" ones test one character, in the way that the second byte of the item says.
  static final int END = 0; //            the whole pattern has matched
  static final int LITERAL = 1; // c      this character, once
  static final int ONE = 2; //            single
  static final int OPTIONAL = 3; //       single, then '?'
  static final int MANY = 4; //           single, then '*'
  static final int PLUS = 5; //           single, then '+'
  static final int LAZY = 6; //           single, then '-'
  static final int OPEN = 7; // i         capture i begins, or is this position
  static final int CLOSE = 8; // i        capture i ends
  static final int BALANCE = 9; // cd     %b, opening character low, closing one in the second byte
  static final int FRONTIER = 10; // set  %f
  static final int REFERENCE = 11; // i   the text of capture i again
  static final int SUBJECT_END = 12; //   '$'
  static final int FAULT = 13; //         the pattern is malformed here

  // Tests of a single character and their operands.
  static final int IS_BYTE = 0; //        the character
  static final int IS_ANY = 1;
  static final int IS_IN_CLASS = 2; //    classes of ByteClass
  static final int IS_NOT_IN_CLASS = 3;
  static final int IS_IN_SET = 4; //      index of the set's first word

  static final int ITEM = 2;
  static final int TEST_SHIFT = 8;

  /** As reference Lua; also what fits the bits of an int. */
  static final int MAX_CAPTURES = 32;

  /** Ints kept for the next pattern: 31 items, more than nearly all patterns have. */
  private static final int KEPT_CODE = 64;

  /** Bytes of a pattern's array that may stay alive for the next search. */
  private static final int KEPT_PATTERN = 1024;

  /** No pattern ends here. */
  private static final int NOTHING_KNOWN = -1;

  private static final byte[] NOTHING = {};

  private static final int KEPT_SETS = 4 * ByteClass.SET_WORDS;

  private byte[] pattern = NOTHING;
  private int start;
  private int end;
  private int at;

  private int[] code = new int[KEPT_CODE];
  private int length;
  private long[] sets = new long[KEPT_SETS];
  private int setsLength;
  private int choices;
  private int captures;
  private int positions; // bit i: capture i is a position
  private int closed; // bit i: capture i is a position or has its closing parenthesis
  private @Nullable String fault;
  private boolean complete;
  private long steps; // that compiling has taken
  private long owed; // of these, to be paid again for a pattern that is already known

  // A set under way: where its bracket is (-1: none), how far it was read, where its end is (-1:
  // not
  // known yet) and whether it belongs to %f.
  private int setStart = -1;
  private int setAt;
  private int setEnd;
  private boolean setIsFrontier;

  /**
   * Takes a pattern, whose bytes stay as they are. If it is the same again the items are kept, but
   * {@link #compile} takes the same steps: what a search costs must not depend on the searches
   * before.
   */
  void reset(byte[] newPattern, int newStart, int newEnd) {
    if (pattern == newPattern && start == newStart && end == newEnd) {
      owed = steps;
      return;
    }
    pattern = newPattern;
    start = newStart;
    at = newStart;
    end = newEnd;
    if (code.length > KEPT_CODE) {
      code = new int[KEPT_CODE];
    }
    if (sets.length > KEPT_SETS) {
      sets = new long[KEPT_SETS];
    }
    length = 0;
    setsLength = 0;
    choices = 0;
    captures = 0;
    positions = 0;
    closed = 0;
    fault = null;
    complete = false;
    steps = 0;
    owed = 0;
    setStart = -1;
  }

  /** Forgets the pattern if its array is worth freeing; see {@link #reset}. */
  void release() {
    if (pattern.length > KEPT_PATTERN) {
      pattern = NOTHING;
      start = 0;
      end = NOTHING_KNOWN;
    }
  }

  boolean isComplete() {
    return complete && owed == 0;
  }

  /** Goes on compiling and returns how many of the steps are left. */
  int compile(int budget) {
    int left = (int) Math.max(0, budget - owed);
    owed -= Math.min(owed, budget);
    while (left > 0 && !complete) {
      left--;
      steps++;
      if (setStart < 0) {
        compileItem();
      } else if (setEnd < 0) {
        findSetEnd();
      } else {
        compileSetElement();
      }
    }
    return left;
  }

  int[] code() {
    return code;
  }

  /** Returns how many items may leave a choice behind: what the backtrack stack must hold. */
  int choices() {
    return choices;
  }

  int captures() {
    return captures;
  }

  boolean isPosition(int capture) {
    return (positions >>> capture & 1) != 0;
  }

  boolean isClosed(int capture) {
    return (closed >>> capture & 1) != 0;
  }

  @Nullable String fault() {
    return fault;
  }

  long memoryBytes() {
    return (long) code.length * Integer.BYTES + (long) sets.length * Long.BYTES;
  }

  /** Tells whether a character, given as 0 to 255, passes the test of a single item. */
  boolean test(int operation, int operand, int c) {
    switch (operation >>> TEST_SHIFT) {
      case IS_BYTE:
        return c == operand;
      case IS_ANY:
        return true;
      case IS_IN_CLASS:
        return (ByteClass.of(c) & operand) != 0;
      case IS_NOT_IN_CLASS:
        return (ByteClass.of(c) & operand) == 0;
      default:
        return isInSet(operand, c);
    }
  }

  boolean isInSet(int set, int c) {
    return (sets[set + (c >> 6)] >>> c & 1) != 0;
  }

  private void compileItem() {
    if (at == end) {
      emit(END, 0);
      complete = true;
      return;
    }
    int c = pattern[at] & 0xff;
    switch (c) {
      case '(':
        openCapture(byteAt(at + 1) == ')');
        break;
      case ')':
        closeCapture();
        break;
      case '$':
        if (at + 1 == end) {
          emit(SUBJECT_END, 0);
          at++;
        } else {
          emitSingle(IS_BYTE, c, at + 1);
        }
        break;
      case '%':
        compileEscape(byteAt(at + 1));
        break;
      case '[':
        startSet(at, false);
        break;
      case '.':
        emitSingle(IS_ANY, 0, at + 1);
        break;
      default:
        emitSingle(IS_BYTE, c, at + 1);
    }
  }

  private void openCapture(boolean position) {
    if (captures == MAX_CAPTURES) {
      fail("too many captures");
      return;
    }
    if (position) {
      positions |= 1 << captures;
      closed |= 1 << captures;
    }
    emit(OPEN, captures++);
    at += position ? 2 : 1;
  }

  private void closeCapture() {
    int capture = captures - 1;
    while (capture >= 0 && isClosed(capture)) {
      capture--;
    }
    if (capture < 0) {
      fail("invalid pattern capture");
      return;
    }
    closed |= 1 << capture;
    emit(CLOSE, capture);
    at++;
  }

  private void compileEscape(int letter) {
    if (letter < 0) {
      fail("malformed pattern (ends with '%')");
    } else if (letter == 'b') {
      if (at + 3 >= end) {
        fail("malformed pattern (missing arguments to '%b')");
        return;
      }
      emit(BALANCE, byteAt(at + 2) | byteAt(at + 3) << 8);
      at += 4;
    } else if (letter == 'f') {
      if (byteAt(at + 2) != '[') {
        fail("missing '[' after '%f' in pattern");
        return;
      }
      startSet(at + 2, true);
    } else if (letter >= '0' && letter <= '9') {
      int capture = letter - '1';
      if (capture < 0 || capture >= captures || !isClosed(capture)) {
        fail("invalid capture index %" + (capture + 1));
        return;
      }
      emit(REFERENCE, capture);
      at += 2;
    } else {
      int named = ByteClass.named(letter | 0x20);
      if (named == 0 || !isLetter(letter)) {
        emitSingle(IS_BYTE, letter, at + 2);
      } else {
        emitSingle(isUpper(letter) ? IS_NOT_IN_CLASS : IS_IN_CLASS, named, at + 2);
      }
    }
  }

  private void startSet(int bracket, boolean isFrontier) {
    setStart = bracket;
    setAt = firstOfSet();
    setEnd = -1;
    setIsFrontier = isFrontier;
  }

  private int firstOfSet() {
    return byteAt(setStart + 1) == '^' ? setStart + 2 : setStart + 1;
  }

  /** Looks at one element for the bracket that ends the set; the first may be a bracket itself. */
  private void findSetEnd() {
    if (setAt >= end) {
      fail("malformed pattern (missing ']')");
      return;
    }
    setAt += pattern[setAt] == '%' && setAt + 1 < end ? 2 : 1;
    if (byteAt(setAt) == ']') {
      setEnd = setAt;
      setAt = firstOfSet();
      if (setsLength + ByteClass.SET_WORDS > sets.length) {
        sets = Arrays.copyOf(sets, 2 * sets.length);
      }
      Arrays.fill(sets, setsLength, setsLength + ByteClass.SET_WORDS, 0);
    }
  }

  private void compileSetElement() {
    if (setAt >= setEnd) {
      finishSet();
      return;
    }
    int c = byteAt(setAt);
    if (c == '%') {
      addEscape(byteAt(setAt + 1));
      setAt += 2;
    } else if (byteAt(setAt + 1) == '-' && setAt + 2 < setEnd) {
      addRange(c, byteAt(setAt + 2));
      setAt += 3;
    } else {
      addRange(c, c);
      setAt++;
    }
  }

  private void addEscape(int letter) {
    int named = ByteClass.named(letter | 0x20);
    if (named == 0 || !isLetter(letter)) {
      addRange(letter, letter);
      return;
    }
    for (int word = 0; word < ByteClass.SET_WORDS; word++) {
      long members = ByteClass.members(named, word);
      sets[setsLength + word] |= isUpper(letter) ? ~members : members;
    }
  }

  private void addRange(int first, int last) {
    for (int c = first; c <= last; c++) {
      sets[setsLength + (c >> 6)] |= 1L << c;
    }
  }

  private void finishSet() {
    int set = setsLength;
    if (byteAt(setStart + 1) == '^') {
      for (int word = 0; word < ByteClass.SET_WORDS; word++) {
        sets[set + word] = ~sets[set + word];
      }
    }
    setsLength += ByteClass.SET_WORDS;
    setStart = -1;
    if (setIsFrontier) {
      emit(FRONTIER, set);
      at = setEnd + 1;
    } else {
      emitSingle(IS_IN_SET, set, setEnd + 1);
    }
  }

  /** Adds an item that tests one character; what follows it says how often. */
  private void emitSingle(int test, int operand, int next) {
    int operation;
    switch (byteAt(next)) {
      case '?':
        operation = OPTIONAL;
        break;
      case '*':
        operation = MANY;
        break;
      case '+':
        operation = PLUS;
        break;
      case '-':
        operation = LAZY;
        break;
      default:
        emit(test == IS_BYTE ? LITERAL : ONE | test << TEST_SHIFT, operand);
        at = next;
        return;
    }
    choices++;
    emit(operation | test << TEST_SHIFT, operand);
    at = next + 1;
  }

  private void emit(int operation, int operand) {
    if (length + ITEM > code.length) {
      code = Arrays.copyOf(code, 2 * code.length);
    }
    code[length] = operation;
    code[length + 1] = operand;
    length += ITEM;
  }

  private void fail(String message) {
    fault = message;
    emit(FAULT, 0);
    complete = true;
  }

  /** Returns a byte of the pattern, or -1 beyond its end. */
  private int byteAt(int offset) {
    return offset < end ? pattern[offset] & 0xff : -1;
  }

  private static boolean isLetter(int c) {
    return (ByteClass.of(c) & ByteClass.LETTER) != 0;
  }

  private static boolean isUpper(int c) {
    return (ByteClass.of(c) & ByteClass.UPPER) != 0;
  }
}
