/**
 * Lua texts: numbers written and read as Lua 5.2 does, format directives, patterns.
 *
 * <p>Floor 0: bytes in, bytes out; knows nothing of scripts, fuel or tables. What can take long
 * keeps its progress in an object and works in steps that its caller bounds.
 */
@NullMarked
package dev.moonshift.text;

import org.jspecify.annotations.NullMarked;
