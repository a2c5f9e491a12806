/** The {@code moonshift} command: one class for each subcommand. */
@NullMarked
package dev.moonshift.cli;

import org.jspecify.annotations.NullMarked;
