/**
 * What the laboratory runs: workloads, the processes in them, and when these are asked for work.
 *
 * <p>Floor 0 of the laboratory: knows nothing of policies, clocks or results. All times and sizes
 * are in fuel.
 */
@NullMarked
package dev.moonshift.simulator.load;

import org.jspecify.annotations.NullMarked;
