/**
 * Who competes: ways to run a Lua script on the JVM, behind one interface.
 *
 * <p>Each contender is set up as a careful user would, with its faster options; none is given work
 * that the others are spared.
 */
@NullMarked
package dev.moonshift.bench.contender;

import org.jspecify.annotations.NullMarked;
