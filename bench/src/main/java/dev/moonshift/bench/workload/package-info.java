/**
 * What the benchmarks run: named Lua programs, their parameters and the answer each must return.
 *
 * <p>Knows nothing of who runs them.
 */
@NullMarked
package dev.moonshift.bench.workload;

import org.jspecify.annotations.NullMarked;
