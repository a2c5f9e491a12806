/**
 * The instruction set, and how a prototype is read.
 *
 * <p>Floor 1: knows the layout of instructions and nothing of how they are run.
 */
@NullMarked
package dev.moonshift.bytecode;

import org.jspecify.annotations.NullMarked;
