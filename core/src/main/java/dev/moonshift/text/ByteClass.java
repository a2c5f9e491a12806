package dev.moonshift.text;

/**
 * The character classes of Lua patterns, in the C locale: one bit for each class a byte belongs to.
 *
 * <p>Bytes beyond 127 belong to none.
 */
final class ByteClass {

  static final int LETTER = 1;
  static final int CONTROL = 1 << 1;
  static final int DIGIT = 1 << 2;
  static final int PRINTABLE = 1 << 3;
  static final int LOWER = 1 << 4;
  static final int PUNCTUATION = 1 << 5;
  static final int SPACE = 1 << 6;
  static final int UPPER = 1 << 7;
  static final int ALPHANUMERIC = 1 << 8;
  static final int HEXADECIMAL = 1 << 9;
  static final int ZERO = 1 << 10;

  /** Words of a set of bytes. */
  static final int SET_WORDS = 256 / Long.SIZE;

  private static final int COUNT = 11;

  private static final short[] CLASSES = new short[256];

  /** The members of each class as a set, class after class. */
  private static final long[] MEMBERS = new long[COUNT * SET_WORDS];

  static {
    for (int c = 0; c < 128; c++) {
      CLASSES[c] = (short) classesOf(c);
      for (int i = 0; i < COUNT; i++) {
        if ((CLASSES[c] >> i & 1) != 0) {
          MEMBERS[i * SET_WORDS + (c >> 6)] |= 1L << c;
        }
      }
    }
  }

  private ByteClass() {}

  /** Returns the classes of a byte, given as 0 to 255. */
  static int of(int c) {
    return CLASSES[c];
  }

  /** Returns one word of a class as a set: its members from {@code 64 * word} on. */
  static long members(int oneClass, int word) {
    return MEMBERS[Integer.numberOfTrailingZeros(oneClass) * SET_WORDS + word];
  }

  /** Returns the class that a lower-case letter names after {@code %}, or 0 if it names none. */
  static int named(int letter) {
    switch (letter) {
      case 'a':
        return LETTER;
      case 'c':
        return CONTROL;
      case 'd':
        return DIGIT;
      case 'g':
        return PRINTABLE;
      case 'l':
        return LOWER;
      case 'p':
        return PUNCTUATION;
      case 's':
        return SPACE;
      case 'u':
        return UPPER;
      case 'w':
        return ALPHANUMERIC;
      case 'x':
        return HEXADECIMAL;
      case 'z':
        return ZERO;
      default:
        return 0;
    }
  }

  private static int classesOf(int c) {
    boolean digit = c >= '0' && c <= '9';
    boolean lower = c >= 'a' && c <= 'z';
    boolean upper = c >= 'A' && c <= 'Z';
    boolean printable = c > ' ' && c < 0x7f;
    int lowered = c | 0x20;
    return (lower || upper ? LETTER : 0)
        | (c < ' ' || c == 0x7f ? CONTROL : 0)
        | (digit ? DIGIT : 0)
        | (printable ? PRINTABLE : 0)
        | (lower ? LOWER : 0)
        | (printable && !digit && !lower && !upper ? PUNCTUATION : 0)
        | (c == ' ' || (c >= '\t' && c <= '\r') ? SPACE : 0)
        | (upper ? UPPER : 0)
        | (digit || lower || upper ? ALPHANUMERIC : 0)
        | (digit || (lowered >= 'a' && lowered <= 'f') ? HEXADECIMAL : 0)
        | (c == 0 ? ZERO : 0);
  }
}
