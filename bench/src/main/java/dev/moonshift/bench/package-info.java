/**
 * The benchmarks, each named after its subject: JMH classes, and subcommands of {@code bench.jar}.
 *
 * <p>What they run is in {@code workload}, who competes in {@code contender}.
 */
@NullMarked
package dev.moonshift.bench;

import org.jspecify.annotations.NullMarked;
