/**
 * A script in an isolated world: its states, limits, output and end.
 *
 * <p>Floor 4: knows the machine and the library; knows nothing of who decides when a process runs.
 */
@NullMarked
package dev.moonshift.process;

import org.jspecify.annotations.NullMarked;
