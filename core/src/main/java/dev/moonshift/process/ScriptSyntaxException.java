package dev.moonshift.process;

import org.jspecify.annotations.Nullable;

/**
 * A source that is not a Lua program, or longer than its limit. For a program that is wrong the
 * message is reference Lua's: {@code chunk:line: message}.
 */
public final class ScriptSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScriptSyntaxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
