/**
 * The loop that asks the policy who runs next, runs one quantum, and bills it.
 *
 * <p>Floor 5: where the Lua column and the scheduling column meet.
 */
@NullMarked
package dev.moonshift.scheduler;

import org.jspecify.annotations.NullMarked;
