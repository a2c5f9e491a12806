package dev.moonshift.syntax;

import dev.moonshift.text.NumberParser;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/**
 * Cuts a source into tokens, a bounded number of bytes at a time.
 *
 * <p>Any token, comment or run of white space may be of any length, so scanning can pause inside
 * each of them: {@link Mode} says in what the next byte lies.
 */
final class Lexer {
  private enum Mode {
    BETWEEN,
    LINE_COMMENT,
    LONG_COMMENT,
    LONG_STRING,
    QUOTED_STRING,
    /** Inside a quoted string, the white space after a backslash and a z. */
    STRING_GAP,
    NAME,
    NUMERAL,
    /** Behind a numeral whose value is being computed. */
    NUMERAL_VALUE
  }

  /** A long bracket has no more equals signs than this. */
  private static final int MAX_LEVEL = 2000;

  /** How many bytes are copied for one unit of work. */
  private static final int COPIED_PER_UNIT = 4 * Parser.COPIED_PER_UNIT;

  /** How much of a numeral is converted at once. */
  private static final int NUMERAL_PIECE = 500;

  /**
   * Longer strings are not compared with others of the source, to be the same object as equal ones.
   */
  private static final int MAX_POOLED = 4096;

  /** How far an escape sequence or the start of a long comment is looked at, at most. */
  private static final int LOOK_AHEAD = 4;

  /** How many bytes that follow an opening long bracket can belong to it: the end of a line. */
  private static final int AFTER_BRACKET = 2;

  private final StringPool strings;
  private final Tokens tokens;

  private byte[] source = {};
  private int length;

  /** Whether nothing more is to come. */
  private boolean isWhole;

  /** What comes later cannot change how the bytes before this position are read. */
  private int settled;

  /** How much of the source was looked at to tell what is settled. */
  private int examined;

  private Mode mode = Mode.BETWEEN;
  private int position;
  private int line = 1;

  /** Where the current token starts. */
  private int start;

  /** How many equals signs the current long bracket has. */
  private int level;

  /** What the current string consists of so far. */
  private byte[] text = new byte[64];

  private int textLength;

  private NumberParser numeral = new NumberParser(text, 0, 0);

  /** Work that is not the reading of a byte. */
  private int extraWork;

  Lexer(StringPool strings, Tokens tokens) {
    this.strings = strings;
    this.tokens = tokens;
  }

  /** Takes the source as far as it is known: what was taken before, and more. */
  void supply(byte[] source, int length, boolean isWhole) {
    this.source = source;
    this.length = length;
    this.isWhole = isWhole;
    if (isWhole) {
      settled = length;
    }
  }

  /** Whether all that is known of the source is read, and there is more. */
  boolean isStarved() {
    return !isWhole && position >= settled && examined >= length - AFTER_BRACKET;
  }

  private boolean isAtEnd() {
    return isWhole && position == length;
  }

  /** Tells how far the source is settled, looking at some bytes more. */
  private void settle(int budget) {
    int end = (int) Math.min(length - AFTER_BRACKET, (long) examined + budget);
    for (; !isWhole && examined < end; examined++) {
      if (source[examined] != '=') {
        settled = examined - LOOK_AHEAD; // looking ahead goes so far, then to the end of a bracket
      }
    }
  }

  /**
   * Reads tokens until there is no room for more, the source ends or about {@code budget} bytes are
   * read.
   *
   * @return how much work that was: the bytes that were read, and what was done with long tokens
   */
  int fill(int budget) {
    int from = position;
    extraWork = 0;
    settle(budget);
    int limit = (int) Math.min(settled, (long) position + budget);
    try {
      while (!tokens.isComplete()
          && tokens.hasRoom()
          && position - from + extraWork < budget
          && (position < limit || isAtEnd())) {
        scan(limit);
      }
    } catch (SyntaxException e) {
      tokens.addFailure(e, line);
    }
    return position - from + extraWork + 1;
  }

  private void scan(int limit) {
    switch (mode) {
      case BETWEEN -> scanBetween(limit);
      case LINE_COMMENT -> scanLineComment(limit);
      case LONG_COMMENT, LONG_STRING -> scanLongBracket(limit);
      case QUOTED_STRING -> scanQuotedString(limit);
      case STRING_GAP -> scanGap(limit);
      case NAME -> scanName(limit);
      case NUMERAL -> scanNumeral(limit);
      case NUMERAL_VALUE -> readNumeral();
    }
  }

  private int at(int index) {
    return index < length ? source[index] & 0xff : -1;
  }

  private boolean isNewline(int c) {
    return c == '\n' || c == '\r';
  }

  /** Moves past a line's end: one character, or the two of different kind that some systems use. */
  private void skipNewline() {
    int first = at(position++);
    int second = at(position);
    if (isNewline(second) && second != first) {
      position++;
    }
    line++;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(int c) {
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  }

  private static boolean isNamePart(int c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || isDigit(c);
  }

  private void scanBetween(int limit) {
    while (position < limit) {
      int c = at(position);
      if (isNewline(c)) {
        skipNewline();
      } else if (isSpace(c)) {
        position++;
      } else {
        startToken(c);
        return;
      }
    }
    if (isAtEnd()) {
      tokens.add(Token.END_OF_SOURCE, position, position, line);
    }
  }

  private void startToken(int c) {
    start = position;
    int next = at(position + 1);
    switch (c) {
      case '-' -> {
        if (next == '-') {
          startComment();
        } else {
          symbol('-', 1);
        }
      }
      case '[' -> startBracket();
      case '"', '\'' -> startString(Mode.QUOTED_STRING, start + 1);
      case '=' -> symbolWithEquals('=', Token.EQ, next);
      case '<' -> symbolWithEquals('<', Token.LE, next);
      case '>' -> symbolWithEquals('>', Token.GE, next);
      case '~' -> symbolWithEquals('~', Token.NE, next);
      case ':' -> symbol(next == ':' ? Token.LABEL : ':', next == ':' ? 2 : 1);
      case '.' -> startDots(next);
      default -> {
        if (isDigit(c)) {
          startNumeral();
        } else if (isNamePart(c)) {
          mode = Mode.NAME;
        } else {
          symbol(c, 1);
        }
      }
    }
  }

  private void symbol(int kind, int length) {
    position += length;
    tokens.add(kind, start, position, line);
  }

  private void symbolWithEquals(int alone, int withEquals, int next) {
    symbol(next == '=' ? withEquals : alone, next == '=' ? 2 : 1);
  }

  private void startDots(int next) {
    if (isDigit(next)) {
      startNumeral();
    } else if (next != '.') {
      symbol('.', 1);
    } else if (at(position + 2) == '.') {
      symbol(Token.DOTS, 3);
    } else {
      symbol(Token.CONCAT, 2);
    }
  }

  private void startComment() {
    position += 2;
    int end = at(position) == '[' ? bracketEnd(position, '[') : -1;
    if (end < 0) {
      mode = Mode.LINE_COMMENT;
    } else {
      startLong(Mode.LONG_COMMENT, position, end);
    }
  }

  private void startBracket() {
    int end = bracketEnd(start, '[');
    if (end >= 0) {
      startLong(Mode.LONG_STRING, start, end);
    } else if (at(start + 1) != '=') {
      symbol('[', 1);
    } else {
      int broken = start + 1;
      while (at(broken) == '=' && broken - start < MAX_LEVEL) {
        broken++;
      }
      throw error("invalid long string delimiter", Tokens.text(source, start, broken));
    }
  }

  /** Returns where a long bracket that starts at {@code from} ends, or -1 if it is none. */
  private int bracketEnd(int from, char bracket) {
    int end = from + 1;
    while (at(end) == '=' && end - from <= MAX_LEVEL) {
      end++;
    }
    return at(end) == bracket ? end + 1 : -1;
  }

  private void startLong(Mode mode, int bracket, int bracketEnd) {
    level = bracketEnd - bracket - 2;
    startString(mode, bracketEnd);
    if (isNewline(at(position))) {
      skipNewline(); // the first line's end does not belong to the string
    }
  }

  private void startString(Mode mode, int contentStart) {
    this.mode = mode;
    position = contentStart;
    textLength = 0;
  }

  private void append(int c) {
    if (textLength == text.length) {
      text = Arrays.copyOf(text, 2 * textLength);
      extraWork += textLength / COPIED_PER_UNIT;
    }
    text[textLength++] = (byte) c;
  }

  private void scanLineComment(int limit) {
    while (position < limit && !isNewline(at(position))) {
      position++;
    }
    if (position < limit || isAtEnd()) {
      mode = Mode.BETWEEN;
    }
  }

  private void scanLongBracket(int limit) {
    boolean comment = mode == Mode.LONG_COMMENT;
    while (position < limit) {
      int c = at(position);
      if (c == ']') {
        int end = bracketEnd(position, ']');
        if (end - position - 2 == level) {
          position = end;
          endLongBracket(comment);
          return;
        }
      }
      if (isNewline(c)) {
        skipNewline();
        c = '\n';
      } else {
        position++;
      }
      if (!comment) {
        append(c);
      }
    }
    if (isAtEnd()) {
      throw tokens.error(
          "unfinished long " + (comment ? "comment" : "string") + " near <eof>", line);
    }
  }

  private void endLongBracket(boolean comment) {
    mode = Mode.BETWEEN;
    if (!comment) {
      endString();
    }
  }

  private void endString() {
    mode = Mode.BETWEEN;
    tokens.addString(Token.STRING, pooled(), start, position, line);
  }

  /** Returns the current string, which equal ones of the source are too unless it is long. */
  private LuaString pooled() {
    if (textLength <= MAX_POOLED) {
      return strings.intern(text, 0, textLength).string();
    }
    extraWork += textLength / COPIED_PER_UNIT;
    LuaString string = LuaString.valueUsing(Arrays.copyOf(text, textLength));
    text = new byte[MAX_POOLED];
    return string;
  }

  private void scanQuotedString(int limit) {
    int quote = at(start);
    while (position < limit) {
      int c = at(position);
      if (c == quote) {
        position++;
        endString();
        return;
      }
      if (isNewline(c)) {
        throw error("unfinished string", (char) quote + Tokens.text(text, 0, textLength));
      }
      if (c == '\\') {
        scanEscape();
        if (mode == Mode.STRING_GAP) {
          return;
        }
      } else {
        append(c);
        position++;
      }
    }
    if (isAtEnd()) {
      throw tokens.error("unfinished string near <eof>", line);
    }
  }

  private void scanEscape() {
    int c = at(++position);
    int simple = "abfnrtv\\\"'".indexOf(c);
    if (c < 0) {
      return; // the string is found to be unfinished next
    } else if (simple >= 0) {
      append("\007\b\f\n\r\t\013\\\"'".charAt(simple));
      position++;
    } else if (isNewline(c)) {
      skipNewline();
      append('\n');
    } else if (c == 'x') {
      append(hexEscape());
    } else if (c == 'z') {
      position++;
      mode = Mode.STRING_GAP;
    } else if (isDigit(c)) {
      append(decimalEscape());
    } else {
      throw escapeError("invalid escape sequence", position + 1);
    }
  }

  private int hexEscape() {
    for (int i = 1; i <= 2; i++) {
      if (!isHexDigit(at(position + i))) {
        throw escapeError("hexadecimal digit expected", position + i + 1);
      }
    }
    int value = Character.digit(at(position + 1), 16) << 4 | Character.digit(at(position + 2), 16);
    position += 3;
    return value;
  }

  private int decimalEscape() {
    int from = position;
    int value = 0;
    while (position < from + 3 && isDigit(at(position))) {
      value = value * 10 + at(position++) - '0';
    }
    if (value > 0xff) {
      throw escapeError("decimal escape too large", from, position);
    }
    return value;
  }

  private SyntaxException escapeError(String message, int end) {
    return escapeError(message, position, end);
  }

  private SyntaxException escapeError(String message, int from, int end) {
    return error(message, "\\" + Tokens.text(source, from, Math.min(end, length)));
  }

  private void scanGap(int limit) {
    while (position < limit) {
      int c = at(position);
      if (isNewline(c)) {
        skipNewline();
      } else if (isSpace(c)) {
        position++;
      } else {
        mode = Mode.QUOTED_STRING;
        return;
      }
    }
    if (isAtEnd()) {
      mode = Mode.QUOTED_STRING;
    }
  }

  private void scanName(int limit) {
    while (position < limit && isNamePart(at(position))) {
      position++;
    }
    if (position < limit || isAtEnd()) {
      mode = Mode.BETWEEN;
      extraWork += (position - start) / COPIED_PER_UNIT;
      StringPool.Entry entry = strings.intern(source, start, position - start);
      tokens.addString(entry.kind(), entry.string(), start, position, line);
    }
  }

  private void startNumeral() {
    mode = Mode.NUMERAL;
    position = start + 1;
    if (at(start) == '0' && (at(position) | 0x20) == 'x') {
      position++;
    }
  }

  private void scanNumeral(int limit) {
    int exponent = (at(start + 1) | 0x20) == 'x' ? 'p' : 'e';
    while (position < limit) {
      int c = at(position);
      if ((c | 0x20) == exponent) {
        int sign = at(++position);
        if (sign == '+' || sign == '-') {
          position++;
        }
      } else if (isHexDigit(c) || c == '.') {
        position++;
      } else {
        break;
      }
    }
    if (position < limit || isAtEnd()) {
      mode = Mode.NUMERAL_VALUE;
      numeral = new NumberParser(source, start, position - start);
      readNumeral();
    }
  }

  private void readNumeral() {
    int before = numeral.bytesRead();
    boolean isDone = numeral.run(NUMERAL_PIECE);
    extraWork += numeral.bytesRead() - before;
    if (isDone) {
      mode = Mode.BETWEEN;
      double value = numeral.result();
      if (Double.isNaN(value)) {
        throw error("malformed number", Tokens.text(source, start, position));
      }
      tokens.addNumber(value, start, position, line);
    }
  }

  private SyntaxException error(String message, String near) {
    return tokens.error(message + " near " + Tokens.quote(near), line);
  }
}
