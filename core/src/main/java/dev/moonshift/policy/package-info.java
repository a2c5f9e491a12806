/**
 * Who runs next, and for how long.
 *
 * <p>Floor 0: knows nothing of Lua, threads or clocks. Cost and time arrive as plain numbers, so
 * the same object serves the live scheduler and the simulator.
 */
@NullMarked
package dev.moonshift.policy;

import org.jspecify.annotations.NullMarked;
