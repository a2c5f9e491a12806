package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Units;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Emits a callee's code in place of its call. What is called is in temporary 0. */
final class InlineWriter {
  private final Emitter out;
  private final Registers registers;
  private final TypeFlow callee;
  private final byte[] entryTypes;
  private final int pc;
  private final ArgumentWriter arguments;

  InlineWriter(Emitter out, int pc) {
    this.out = out;
    this.pc = pc;
    registers = out.registers;
    callee = out.types.callee(out.now, pc);
    entryTypes = callee.entryTypes();
    int i = out.types.instruction(pc);
    arguments = new ArgumentWriter(out, Instruction.a(i) + 1, TypeFlow.givenCount(i));
  }

  /** Writes a callee that returns to a call. */
  void writeCall(InlinedCall call) {
    check(false);
    registers.useFuel(1);
    writeCallee(call, false);
    call.end();
  }

  /** Writes a callee that takes its caller's place. */
  void writeTailCall() {
    check(true);
    registers.useFuel(1);
    out.closeUpvalues(1); // all of them
    writeCallee(out.inlined, true);
  }

  /** Leaves unless it is this function that is called, with arguments as they are expected. */
  private void check(boolean isTailCall) {
    Code code = callee.code();
    Label other = out.failed(pc, CodeTier.SAME_KIND);
    out.aload(registers.temporary(0));
    out.pushConstant(code, Names.type(Names.CODE));
    out.support("isOf", "(" + Names.VALUE_TYPE + Names.type(Names.CODE) + ")Z");
    out.jump(Opcodes.IFEQ, other);
    out.aload(registers.execution());
    if (isTailCall) {
      registers.pushBelow();
    } else {
      registers.pushHeight();
    }
    out.push(Units.slots(code) + callee.extraCount());
    out.emit(Opcodes.IADD);
    out.support("hasRoom", "(" + Names.EXECUTION_TYPE + "I)Z");
    out.jump(Opcodes.IFEQ, out.exit(pc));
    arguments.check(arguments(), other);
  }

  /** What is expected of the arguments, in their order. */
  private byte[] arguments() {
    Code code = callee.code();
    byte[] expected = new byte[code.parameterCount + callee.extraCount()];
    for (int n = 0; n < expected.length; n++) {
      expected[n] = entryTypes[TypeFlow.parameter(code, n)];
    }
    return expected;
  }

  private void writeCallee(@Nullable InlinedCall call, boolean isTailCall) {
    arguments.push(arguments());
    Emitter inner = out.begin(callee, call, isTailCall);
    inner.registers.begin(entryTypes);
    InstructionBuffer.Place front = inner.reserve();
    inner.checkSafepoint(0, entryTypes);
    inner.convert(entryTypes, 0);
    InstructionWriter writer = new InstructionWriter(inner);
    for (int at = 0; at < callee.code().instructions.length; at++) {
      if (callee.isReachable(at)) {
        writer.write(at);
      }
    }
    inner.writeAt(front, () -> inner.registers.writePrologue(entryTypes, inner.exits.held()));
  }
}
