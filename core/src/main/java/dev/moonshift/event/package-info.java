/**
 * What happened to processes, told to whoever listens.
 *
 * <p>Floor 0: numbers and names only, so that a trace, a recording or a table can be made without
 * knowing how processes run.
 */
@NullMarked
package dev.moonshift.event;

import org.jspecify.annotations.NullMarked;
