/**
 * The compiled tier: turns hot code into JVM bytecode.
 *
 * <p>Floor 3. The stages, in order: {@code TypeFlow} infers what registers hold, {@code
 * InstructionWriter} emits each instruction on {@code Registers} that live in JVM locals, {@code
 * UnitCompiler} puts a class together, {@code TieredEngine} decides what is compiled and where.
 */
@NullMarked
package dev.moonshift.compiler;

import org.jspecify.annotations.NullMarked;
