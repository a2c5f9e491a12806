package dev.moonshift.cli;

/** Says how much room a text takes on a terminal, where some characters are as wide as two. */
final class Columns {
  /** First and last of the ranges that are wide, after Unicode's East Asian Width. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x3FFFD}
  };

  private Columns() {}

  /** How many columns a text takes. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (character >= range[0] && character <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The beginning of a text, as much of it as fits. */
  static String cut(String text, int columns) {
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      used += width(character);
      if (used > columns) {
        return text.substring(0, i);
      }
      i += Character.charCount(character);
    }
    return text;
  }

  /** A text without what would move the cursor or change colours. */
  static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> c == '\t' ? ' ' : isControl(c) ? '.' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /**
   * As {@link #printable(String)} of a piece of some output, which keeps its lines and its length.
   */
  static byte[] printable(byte[] output) {
    byte[] clean = output.clone();
    for (int i = 0; i < clean.length; i++) {
      int character = clean[i] & 0xff;
      // of two bytes, in UTF-8; the first may have come before
      boolean isSecond = i == 0 || clean[i - 1] == (byte) 0xc2;
      boolean isHigh = isSecond && character >= 0x80 && character < 0xa0;
      boolean isLow = character < ' ' && character != '\n' && character != '\t';
      if (isHigh || isLow || character == 0x7f) {
        clean[i] = '.';
        clean[i - (isHigh && i > 0 ? 1 : 0)] = '.';
      }
    }
    return clean;
  }

  private static boolean isControl(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
