/**
 * Small programs that embed Moonshift: one class, one {@code main}, one idea each, to be copied.
 *
 * <p>Uses the public interface of the library alone.
 */
@NullMarked
package dev.moonshift.examples;

import org.jspecify.annotations.NullMarked;
