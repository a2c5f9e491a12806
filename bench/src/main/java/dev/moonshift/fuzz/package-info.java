/**
 * Hunts for gaps: makes programs at random and looks whether the machine keeps its promises on
 * them.
 *
 * <p>A {@code Generator} grows a tree from a seed; each {@code Law} runs the program its own way
 * and says what is wrong, if anything; a {@code Shrinker} cuts a program that breaks a law down to
 * what matters. {@link dev.moonshift.fuzz.FuzzCommand} does it for hours. {@link
 * dev.moonshift.fuzz.SoakCommand} runs such programs one after another and watches the JVM's
 * memory.
 */
@NullMarked
package dev.moonshift.fuzz;

import org.jspecify.annotations.NullMarked;
