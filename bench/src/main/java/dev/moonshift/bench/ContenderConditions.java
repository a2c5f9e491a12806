package dev.moonshift.bench;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The conditions under which contenders are compared, the same for all.
 *
 * <p>The heap is fixed so that no contender's figure holds the growing of it, and the collector is
 * the one with the cheapest write barrier, so that it favours nobody. One fork and a few seconds
 * keep a full run short; ask for more forks ({@code -f}) before a number is kept. An iteration that
 * hangs is given up after half a minute.
 */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Timeout(time = 30)
public abstract class ContenderConditions {}
