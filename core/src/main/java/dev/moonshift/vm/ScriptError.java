package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An error as a script sees it: any value. It carries no Java stack, so raising one costs little.
 *
 * <p>Library functions raise {@link RaisedError} instead, whose message still lacks the place.
 */
public final class ScriptError extends LuaError {
  private static final long serialVersionUID = 1;

  private final transient LuaValue value;

  /** Makes an error from the value that a {@code pcall} would return. */
  public ScriptError(LuaValue value) {
    super(value);
    this.value = value;
  }

  /** The value that a {@code pcall} would return. */
  public LuaValue value() {
    return value;
  }

  @Override
  public LuaValue getMessageObject() {
    return value;
  }

  @Override
  public @Nullable String getMessage() {
    return value.isstring()
        ? value.tojstring()
        : "(error object is a " + value.typename() + " value)";
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
