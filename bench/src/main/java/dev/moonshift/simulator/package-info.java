/**
 * The laboratory: the policies of production and real Lua processes under workloads of all kinds,
 * in virtual time, compared with each other and with the ideal.
 *
 * <p>{@code load} says what runs, {@code measure} counts, {@code report} prints; here they meet.
 */
@NullMarked
package dev.moonshift.simulator;

import org.jspecify.annotations.NullMarked;
