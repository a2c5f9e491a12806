/**
 * The functions that scripts call: the standard library of Lua 5.2, without what reaches the host.
 *
 * <p>Floor 3: knows the machine, and nothing of processes. One instance of each function serves
 * every process, so none keeps state; what takes long or calls back keeps its progress in a frame.
 */
@NullMarked
package dev.moonshift.library;

import org.jspecify.annotations.NullMarked;
