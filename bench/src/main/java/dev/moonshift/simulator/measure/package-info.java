/**
 * What the laboratory measures: samples, indices, the ideal fluid share, and the results of runs.
 *
 * <p>Floor 0 of the laboratory: plain numbers in and out, whole numbers throughout, so that a
 * result is the same everywhere. Fractions are in millionths (ppm).
 */
@NullMarked
package dev.moonshift.simulator.measure;

import org.jspecify.annotations.NullMarked;
