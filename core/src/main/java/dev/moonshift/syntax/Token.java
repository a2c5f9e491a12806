package dev.moonshift.syntax;

import java.nio.charset.StandardCharsets;

/**
 * The kinds of token.
 *
 * <p>A token of one character is its own kind: the byte's value. All others have numbers above the
 * bytes'.
 */
final class Token {
  static final int AND = 257;
  static final int BREAK = 258;
  static final int DO = 259;
  static final int ELSE = 260;
  static final int ELSEIF = 261;
  static final int END = 262;
  static final int FALSE = 263;
  static final int FOR = 264;
  static final int FUNCTION = 265;
  static final int GOTO = 266;
  static final int IF = 267;
  static final int IN = 268;
  static final int LOCAL = 269;
  static final int NIL = 270;
  static final int NOT = 271;
  static final int OR = 272;
  static final int REPEAT = 273;
  static final int RETURN = 274;
  static final int THEN = 275;
  static final int TRUE = 276;
  static final int UNTIL = 277;
  static final int WHILE = 278;
  static final int CONCAT = 279;
  static final int DOTS = 280;
  static final int EQ = 281;
  static final int GE = 282;
  static final int LE = 283;
  static final int NE = 284;
  static final int LABEL = 285;
  static final int END_OF_SOURCE = 286;
  static final int NUMBER = 287;
  static final int NAME = 288;
  static final int STRING = 289;

  /** Not a token: what stands there is malformed, and reaching it raises the error. */
  static final int MALFORMED = 290;

  private static final String[] SPELLINGS = {
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while", "..", "...",
    "==", ">=", "<=", "~=", "::", "<eof>", "<number>", "<name>", "<string>"
  };

  private Token() {}

  /** Returns the bytes of the reserved word of a kind between {@link #AND} and {@link #WHILE}. */
  static byte[] reservedWord(int kind) {
    return SPELLINGS[kind - AND].getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns how messages show a kind of token. */
  static String describe(int kind) {
    if (kind >= END_OF_SOURCE) {
      return SPELLINGS[kind - AND];
    }
    if (kind >= AND) {
      return "'" + SPELLINGS[kind - AND] + "'";
    }
    boolean printable = kind >= ' ' && kind <= '~';
    return printable ? "'" + (char) kind + "'" : "char(" + kind + ")";
  }
}
