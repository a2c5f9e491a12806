package dev.moonshift.simulator.measure;

/**
 * How numbers are distributed; all are 0 where there are none.
 *
 * @param count how many there are
 * @param p50 half of them do not exceed this
 * @param p90 nine of ten
 * @param p99 99 of 100
 * @param p999 999 of 1000
 * @param max the largest
 */
public record Quantiles(int count, long p50, long p90, long p99, long p999, long max) {}
