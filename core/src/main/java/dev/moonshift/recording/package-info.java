/**
 * What the processes of a run wanted, written down so that other policies can be given the same.
 *
 * <p>Floor 1: made from events; knows nothing of how processes run.
 */
@NullMarked
package dev.moonshift.recording;

import org.jspecify.annotations.NullMarked;
