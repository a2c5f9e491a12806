package dev.moonshift.process;

/**
 * A source that is not a Lua program. The message is reference Lua's: {@code chunk:line: message}.
 */
public final class ScriptSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScriptSyntaxException(String message, Throwable cause) {
    super(message, cause);
  }
}
