package dev.moonshift.process;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * How a process ended.
 *
 * @param reason why
 * @param results what the script returned; none unless it returned
 * @param error what went wrong; null if it returned
 */
public record ProcessExit(ExitReason reason, Varargs results, @Nullable ProcessError error) {}
