/**
 * What the laboratory says: results in; tables, CSV, JSON and one page of HTML out.
 *
 * <p>Floor 1 of the laboratory: knows results, and nothing of how they came about.
 */
@NullMarked
package dev.moonshift.simulator.report;

import org.jspecify.annotations.NullMarked;
