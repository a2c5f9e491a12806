package dev.moonshift.compiler;

import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.UnitExit.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Emits what an operator does where a metamethod in Lua answers for it: a call of the metamethod's
 * unit. Where there is none, or what is due is something else, the unit leaves.
 */
final class HandlerWriter {
  private final Emitter out;
  private final Registers registers;

  HandlerWriter(Emitter out) {
    this.out = out;
    registers = out.registers;
  }

  /**
   * Puts into temporary 1, if it is null, what the metamethod for the operands in temporaries 0 and
   * 3 answers; leaves if none is expected.
   */
  void answerUnlessDone(int pc, Metamethod event, boolean isExpected) {
    out.aload(registers.temporary(1));
    if (isExpected) {
      Label done = new Label();
      out.jump(Opcodes.IFNONNULL, done);
      operator(pc, event);
      out.astore(registers.temporary(1));
      out.label(done);
    } else {
      out.jump(Opcodes.IFNULL, out.unhandled(pc));
    }
  }

  /** Pushes what the metamethod for the operands in temporaries 0 and 3 answers. */
  void operator(int pc, Metamethod event) {
    begin();
    out.aload(registers.temporary(0));
    out.aload(registers.temporary(3));
    out.getStatic(Names.METAMETHOD, event.name(), Names.type(Names.METAMETHOD));
    finish(pc, "operatorHandler", Names.VALUE_TYPE.repeat(2) + Names.type(Names.METAMETHOD));
    out.aload(registers.temporaryList());
    out.support("first", "(" + Names.VARARGS_TYPE + ")" + Names.VALUE_TYPE);
  }

  /** Pushes what the metamethod gives for a field of the value in temporary 0. */
  void index(int pc, int key) {
    begin();
    out.aload(registers.temporary(0));
    registers.pushValue(out.now, key);
    finish(pc, "indexHandler", Names.VALUE_TYPE.repeat(2));
    out.aload(registers.temporaryList());
    out.support("first", "(" + Names.VARARGS_TYPE + ")" + Names.VALUE_TYPE);
  }

  /** Has the metamethod write a field of the value in temporary 0. */
  void store(int pc, int key, int value) {
    begin();
    out.aload(registers.temporary(0));
    registers.pushValue(out.now, key);
    registers.pushValue(out.now, value);
    finish(pc, "storeHandler", Names.VALUE_TYPE.repeat(3));
  }

  private void begin() {
    registers.useFuel(out.fuel + 2); // the instruction, and the call on its behalf
    registers.storeFuel();
    out.aload(registers.execution());
    registers.pushLevel();
    registers.pushHeight();
  }

  private void finish(int pc, String name, String operands) {
    Label settled = new Label();
    int list = registers.temporaryList();
    out.operatorSupport(
        name, "(" + Names.EXECUTION_TYPE + "II" + operands + ")" + Names.VARARGS_TYPE);
    out.astore(list);
    byte[] held = out.live(pc, out.now);
    out.aload(list);
    out.jump(Opcodes.IFNULL, out.exits.exit(Kind.EXIT, pc, false, held, -2, 0, 0));
    out.aload(list);
    out.instanceOf(Names.SIGNAL);
    out.jump(Opcodes.IFEQ, settled);
    byte[] waiting = held.clone();
    int i = out.types.instruction(pc);
    if (Instruction.opcode(i) == Opcode.SELF) {
      out.aload(registers.temporary(0));
      registers.storeValue(Instruction.a(i) + 1);
      waiting[Instruction.a(i) + 1] = TypeFlow.VALUE;
    }
    out.aload(list);
    out.astore(registers.signal());
    registers.loadFuel();
    out.jump(out.exits.exit(Kind.SIGNAL, pc + 1, false, waiting, 0, 0, 0));
    out.label(settled);
    registers.loadFuel();
    out.addToInt(registers.fuel(), out.fuel + 1); // counted with the others
  }
}
