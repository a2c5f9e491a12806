package dev.moonshift.vm;

/**
 * Part of an instruction that is too much work for the interpreter's loop: the instruction calls it
 * like a metamethod, so it is billed and may pause, and errors in it are those of the instruction.
 */
abstract class InstructionStep extends NativeFunction {
  InstructionStep() {
    super("?");
  }
}
