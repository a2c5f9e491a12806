package dev.moonshift.process;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What went wrong in a process.
 *
 * @param message the error as text: {@code chunk:line: message} for errors of the language
 * @param value the error value itself, which may be of any type
 * @param traceback the calls that were active, as reference Lua writes them; may be empty
 * @param cause the Java exception, if the machine itself failed
 */
public record ProcessError(
    String message, LuaValue value, String traceback, @Nullable Throwable cause) {}
