/**
 * The benchmarks: JMH classes only, each named after its subject.
 *
 * <p>What they run is in {@code workload}, who competes in {@code contender}.
 */
@NullMarked
package dev.moonshift.bench;

import org.jspecify.annotations.NullMarked;
