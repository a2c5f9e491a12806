package dev.moonshift.syntax;

import dev.moonshift.bytecode.ChunkName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The tokens between the lexer, which works ahead, and the parser, which takes a few at a time.
 *
 * <p>The parser runs only while {@link #suffice() enough} tokens are here for one of its steps, so
 * it never has to wait in the middle of one. An error that the lexer finds ahead of the parser is
 * kept until the parser gets there: errors are reported in the order of the source.
 */
final class Tokens {
  /** How many tokens one step of the parser takes or looks at, at most. */
  static final int PER_STEP = 8;

  /**
   * A power of two, to wrap around by masking; several steps' worth, to change roles less often.
   */
  private static final int CAPACITY = 32;

  private static final int MASK = CAPACITY - 1;

  /** So much of a token is shown by messages: more than anybody reads. */
  private static final int MAX_SHOWN = 10_000;

  private final LuaString chunkName;
  private byte[] source = {};
  private final int[] kinds = new int[CAPACITY];
  private final int[] starts = new int[CAPACITY];
  private final int[] ends = new int[CAPACITY];
  private final int[] lines = new int[CAPACITY];
  private final double[] numbers = new double[CAPACITY];
  private final LuaString[] strings = new LuaString[CAPACITY];

  private int current = -1;
  private int count;
  private boolean complete;
  private boolean peeked;
  private int lastLine = 1;
  private @Nullable SyntaxException failure;

  Tokens(LuaString chunkName) {
    this.chunkName = chunkName;
  }

  /** Takes the source, or more of it than before, to quote from. */
  void supply(byte[] source) {
    this.source = source;
  }

  // What the lexer does.

  boolean isComplete() {
    return complete;
  }

  /** Whether there is room for another token. */
  boolean hasRoom() {
    return count - current < CAPACITY;
  }

  void add(int kind, int start, int end, int line) {
    int slot = count++ & MASK;
    kinds[slot] = kind;
    starts[slot] = start;
    ends[slot] = end;
    lines[slot] = line;
    complete = kind == Token.END_OF_SOURCE || kind == Token.MALFORMED;
  }

  void addNumber(double number, int start, int end, int line) {
    numbers[count & MASK] = number;
    add(Token.NUMBER, start, end, line);
  }

  void addString(int kind, LuaString string, int start, int end, int line) {
    strings[count & MASK] = string;
    add(kind, start, end, line);
  }

  void addFailure(SyntaxException failure, int line) {
    this.failure = failure;
    add(Token.MALFORMED, 0, 0, line);
  }

  // What the parser does.

  /** Whether a step of the parser can run: all it may ask for is here. */
  boolean suffice() {
    return complete || count - current > PER_STEP;
  }

  int kind() {
    return kinds[current & MASK];
  }

  /** The value of the current token, which is a number. */
  double number() {
    return numbers[current & MASK];
  }

  /** The value of the current token, which is a name or a string. */
  LuaString string() {
    return strings[current & MASK];
  }

  /** The line where reading has arrived: the end of the last token that was looked at. */
  int line() {
    return lines[(peeked ? current + 1 : current) & MASK];
  }

  /** The line where the token before the current one ends. */
  int lastLine() {
    return lastLine;
  }

  void advance() {
    if (current >= 0) {
      lastLine = line();
    }
    peeked = false;
    moveTo(current + 1);
    current++;
  }

  /** Looks at the kind of the token after the current one. */
  int peek() {
    moveTo(current + 1);
    peeked = true;
    return kinds[(current + 1) & MASK];
  }

  private void moveTo(int token) {
    if (failure != null && kinds[token & MASK] == Token.MALFORMED) {
      throw failure;
    }
  }

  /** Returns the error that the current token stands where it must not. */
  SyntaxException error(String message) {
    int slot = current & MASK;
    if (kinds[slot] == 0) {
      return error(message, line()); // a zero byte: the reference takes it for no token
    }
    String near =
        switch (kinds[slot]) {
          case Token.NAME, Token.NUMBER -> quote(text(source, starts[slot], ends[slot]));
          case Token.STRING -> quote(delimitedString(slot));
          default -> Token.describe(kinds[slot]);
        };
    return error(message + " near " + near, line());
  }

  /** Returns an error of a line; the characters of the message stand for bytes. */
  SyntaxException error(String message, int line) {
    String full = text(ChunkName.display(chunkName)) + ":" + line + ": " + message;
    return new SyntaxException(LuaString.valueUsing(full.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private String delimitedString(int slot) {
    int start = starts[slot];
    int delimiterEnd = start + 1;
    if (source[start] == '[') {
      while (source[delimiterEnd++] != '[') {
        // the level of a long bracket
      }
    }
    String delimiter = text(source, start, delimiterEnd);
    return delimiter + text(strings[slot]) + delimiter.replace('[', ']');
  }

  /** Puts a token's text in quotes, as far as a zero byte, where the reference stops too. */
  static String quote(String text) {
    int zero = text.indexOf(0);
    return "'" + (zero < 0 ? text : text.substring(0, zero)) + "'";
  }

  /** Returns bytes as a text of one character for each; the first ones of very many. */
  static String text(byte[] bytes, int from, int end) {
    int count = Math.min(end - from, MAX_SHOWN);
    return new String(bytes, from, count, StandardCharsets.ISO_8859_1);
  }

  static String text(LuaValue string) {
    LuaString bytes = string.checkstring();
    return text(bytes.m_bytes, bytes.m_offset, bytes.m_offset + bytes.m_length);
  }
}
