/**
 * Where time comes from.
 *
 * <p>Floor 0: a source of nanoseconds, real or moved by hand.
 */
@NullMarked
package dev.moonshift.time;

import org.jspecify.annotations.NullMarked;
