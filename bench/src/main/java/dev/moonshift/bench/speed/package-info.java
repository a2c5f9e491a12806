/**
 * The subcommands that measure how fast programs run: beside other implementations of Lua, cut into
 * turns of different lengths, and while they are new.
 */
@NullMarked
package dev.moonshift.bench.speed;

import org.jspecify.annotations.NullMarked;
