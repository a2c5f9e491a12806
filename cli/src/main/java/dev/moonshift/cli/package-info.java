/**
 * The {@code moonshift} command: one class for each subcommand.
 *
 * <p>Above all floors: it uses the front door as any embedder would, and nobody uses it.
 */
@NullMarked
package dev.moonshift.cli;

import org.jspecify.annotations.NullMarked;
