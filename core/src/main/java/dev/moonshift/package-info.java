/**
 * The front door: everything an embedder starts with.
 *
 * <p>Floor 6: wires the floors below together.
 */
@NullMarked
package dev.moonshift;

import org.jspecify.annotations.NullMarked;
