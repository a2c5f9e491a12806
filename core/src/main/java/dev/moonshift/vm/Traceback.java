package dev.moonshift.vm;

import dev.moonshift.bytecode.ChunkName;
import dev.moonshift.bytecode.Code;
import org.jspecify.annotations.Nullable;

/** Writes the calls that are active, in the words of reference Lua. */
final class Traceback {
  /**
   * Of more levels than these together, the middle is left out; the numbers are the reference's.
   */
  private static final int FIRST_LEVELS = 12;

  private static final int LAST_LEVELS = 10;

  private Traceback() {}

  /** Writes the traceback from a call outwards. */
  static String of(@Nullable Activation innermost) {
    StringBuilder text = new StringBuilder("stack traceback:");
    int levels = count(innermost);
    int skipFrom = levels > FIRST_LEVELS + LAST_LEVELS ? FIRST_LEVELS - 1 : levels;
    int skipTo = levels > FIRST_LEVELS + LAST_LEVELS ? levels - LAST_LEVELS : levels;
    int level = 0;
    for (Activation at = innermost; at != null; at = at.caller(), level++) {
      if (level == skipFrom) {
        text.append("\n\t...");
      }
      if (level < skipFrom || level >= skipTo) {
        text.append("\n\t");
        describe(text, at);
      }
    }
    return text.toString();
  }

  private static int count(@Nullable Activation innermost) {
    int count = 0;
    for (Activation at = innermost; at != null; at = at.caller()) {
      count++;
    }
    return count;
  }

  private static void describe(StringBuilder text, Activation call) {
    Closure closure = call.closure();
    String name = call.name();
    if (closure == null) {
      String shown = name == null ? call.libraryName() : name;
      text.append("[C]: in ").append(shown == null ? "?" : "function '" + shown + "'");
      return;
    }
    Code code = closure.code;
    String chunk = ChunkName.display(code.prototype.source).tojstring();
    text.append(chunk).append(':');
    if (call.line() > 0) {
      text.append(call.line()).append(':');
    }
    if (name != null) {
      text.append(" in function '").append(name).append("'");
    } else if (code.prototype.linedefined == 0) {
      text.append(" in main chunk");
    } else {
      text.append(" in function <")
          .append(chunk)
          .append(':')
          .append(code.prototype.linedefined)
          .append('>');
    }
    if (call.isTailCall()) {
      text.append("\n\t(...tail calls...)");
    }
  }
}
