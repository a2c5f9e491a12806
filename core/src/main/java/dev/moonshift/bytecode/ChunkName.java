package dev.moonshift.bytecode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/**
 * Shortens the name of a chunk to what messages show.
 *
 * <p>A name that starts with {@code =} is shown as it is, one that starts with {@code @} is a file
 * name whose end matters most, and any other is the source itself, of which the first line is shown
 * in {@code [string "..."]}.
 */
public final class ChunkName {
  /**
   * The longest name that is shown: the reference implementation keeps 60 bytes, the last a zero.
   */
  private static final int MAX_LENGTH = 59;

  /** So much of a name is looked at: none that anybody reads is longer. */
  private static final int MAX_READ = 4096;

  private static final byte[] ELLIPSIS = ascii("...");
  private static final byte[] QUOTE_START = ascii("[string \"");
  private static final byte[] QUOTE_END = ascii("\"]");

  private ChunkName() {}

  /** Returns the form of a chunk's name that messages and tracebacks show. */
  public static LuaString display(LuaString source) {
    int length = lengthBefore(source, 0);
    int kind = length == 0 ? 0 : source.luaByte(0);
    ByteArrayOutputStream shown = new ByteArrayOutputStream(MAX_LENGTH);
    if (kind == '=') {
      append(shown, source, 1, Math.min(length - 1, MAX_LENGTH));
    } else if (kind == '@') {
      if (length - 1 <= MAX_LENGTH) {
        append(shown, source, 1, length - 1);
      } else {
        int kept = MAX_LENGTH - ELLIPSIS.length;
        shown.writeBytes(ELLIPSIS);
        append(shown, source, length - kept, kept);
      }
    } else {
      appendQuoted(shown, source, length);
    }
    return LuaString.valueUsing(shown.toByteArray());
  }

  private static void appendQuoted(ByteArrayOutputStream shown, LuaString source, int length) {
    int room = MAX_LENGTH - QUOTE_START.length - ELLIPSIS.length - QUOTE_END.length;
    int firstLine = lengthBefore(source, '\n');
    shown.writeBytes(QUOTE_START);
    if (firstLine >= length && length < room) {
      append(shown, source, 0, length);
    } else {
      append(shown, source, 0, Math.min(Math.min(firstLine, length), room));
      shown.writeBytes(ELLIPSIS);
    }
    shown.writeBytes(QUOTE_END);
  }

  private static int lengthBefore(LuaString text, int stop) {
    int end = Math.min(text.length(), MAX_READ);
    int length = 0;
    while (length < end && text.luaByte(length) != stop) {
      length++;
    }
    return length;
  }

  private static void append(ByteArrayOutputStream to, LuaString text, int from, int length) {
    to.write(text.m_bytes, text.m_offset + from, length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
