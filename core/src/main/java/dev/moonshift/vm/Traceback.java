package dev.moonshift.vm;

import dev.moonshift.bytecode.ChunkName;
import dev.moonshift.bytecode.Code;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Writes the calls that are active, in the words of reference Lua. */
public final class Traceback {
  /**
   * Of more levels than these together, the middle is left out; the numbers are the reference's.
   */
  private static final int FIRST_LEVELS = 12;

  private static final int LAST_LEVELS = 10;

  private Traceback() {}

  /**
   * Writes the traceback of a chain of frames.
   *
   * @param innermost where to start
   * @param leaf the function at work if it has no frame of its own, else null
   */
  public static String of(@Nullable Frame innermost, @Nullable LuaValue leaf) {
    StringBuilder text = new StringBuilder("stack traceback:");
    if (leaf != null) {
      text.append("\n\t[C]: in ").append(nativeName(leaf, innermost));
    }
    int levels = innermost == null ? 0 : count(innermost);
    int skipFrom = levels > FIRST_LEVELS + LAST_LEVELS ? FIRST_LEVELS - 1 : levels;
    int skipTo = levels > FIRST_LEVELS + LAST_LEVELS ? levels - LAST_LEVELS : levels;
    int level = 0;
    for (Frame frame = innermost; frame != null; frame = frame.caller, level++) {
      if (frame instanceof MemoryAudit
          || frame instanceof CoroutineStart
          || frame instanceof LongList) {
        continue; // the machine's own, no call of the script's
      }
      if (level == skipFrom) {
        text.append("\n\t...");
      }
      if (level < skipFrom || level >= skipTo) {
        text.append("\n\t");
        describe(text, frame);
      }
    }
    return text.toString();
  }

  private static int count(Frame innermost) {
    int count = 0;
    for (Frame frame = innermost; frame != null; frame = frame.caller) {
      count++;
    }
    return count;
  }

  private static void describe(StringBuilder text, Frame frame) {
    if (frame instanceof NativeFrame) {
      text.append("[C]: in ");
      VariableNames.Name name = calledAs(frame);
      text.append("function '")
          .append(name == null ? ((NativeFrame) frame).name() : name.name())
          .append("'");
      return;
    }
    LuaFrame lua = (LuaFrame) frame;
    Code code = lua.closure.code;
    String chunk = ChunkName.display(code.prototype.source).tojstring();
    text.append(chunk).append(':');
    if (lua.line() > 0) {
      text.append(lua.line()).append(':');
    }
    VariableNames.Name name = lua.isTailCall() ? null : calledAs(frame);
    if (name != null) {
      text.append(" in function '").append(name.name()).append("'");
    } else if (code.prototype.linedefined == 0) {
      text.append(" in main chunk");
    } else {
      text.append(" in function <")
          .append(chunk)
          .append(':')
          .append(code.prototype.linedefined)
          .append('>');
    }
    if (lua.isTailCall()) {
      text.append("\n\t(...tail calls...)");
    }
  }

  private static VariableNames.@Nullable Name calledAs(Frame frame) {
    return frame.caller instanceof LuaFrame
        ? VariableNames.ofCallee((LuaFrame) frame.caller)
        : null;
  }

  private static String nativeName(LuaValue function, @Nullable Frame caller) {
    VariableNames.Name name =
        caller instanceof LuaFrame ? VariableNames.ofCallee((LuaFrame) caller) : null;
    if (name != null) {
      return "function '" + name.name() + "'";
    }
    return function instanceof NativeFunction
        ? "function '" + ((NativeFunction) function).name() + "'"
        : "?";
  }
}
