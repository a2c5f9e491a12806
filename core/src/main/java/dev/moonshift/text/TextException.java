package dev.moonshift.text;

/**
 * A malformed pattern or format, told in the words of reference Lua.
 *
 * <p>Carries no position and no stack trace: whoever runs the script adds where it happened. Each
 * character of the message stands for one byte, so a message may quote any byte of the script's
 * text.
 */
public final class TextException extends RuntimeException {
  private final String message;

  TextException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
