/**
 * From source text to a prototype.
 *
 * <p>Floor 2: knows bytecode and texts, and nothing of how prototypes are run. Compiling keeps its
 * progress in an object and works in steps that its caller bounds.
 */
@NullMarked
package dev.moonshift.syntax;

import org.jspecify.annotations.NullMarked;
