package dev.moonshift.syntax;

import org.luaj.vm2.LuaString;

/** Says why a source is not a Lua program: {@code chunk:line: message near 'token'}. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient LuaString luaMessage;

  SyntaxException(LuaString luaMessage) {
    // No stack trace: the reader's place is in the Lua source, not in the compiler.
    super(luaMessage.tojstring(), null, false, false);
    this.luaMessage = luaMessage;
  }

  /** Returns the message byte for byte; a source, and so a token, can hold any bytes. */
  public LuaString luaMessage() {
    return luaMessage;
  }
}
