package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.bytecode.SharedVariables;
import dev.moonshift.vm.CodeTier;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of a function, as it stood when the compiler began: while it works, others go
 * on and may see more.
 */
final class Profile {
  private final CodeTier tier;
  private final Code code;
  private final int version;
  private final int[] expectations;
  private final byte[] callees;
  private final BitSet handled = new BitSet();
  private final int[] instructions;
  private final BitSet closed = new BitSet(); // instructions whose open list is a register
  private @Nullable NumberDemand demand;

  Profile(CodeTier tier) {
    this.tier = tier;
    code = tier.code();
    version = tier.version(); // before all else: what changes later makes the unit void
    int length = code.instructions.length;
    expectations = new int[length];
    callees = new byte[length];
    for (int pc = 0; pc < length; pc++) {
      expectations[pc] = tier.expectation(pc);
      callees[pc] = expectations[pc] < CodeTier.NUMBERS ? code.callees[pc] : 0;
      handled.set(pc, code.callees[pc] == Code.LUA);
    }
    instructions = code.instructions.clone();
    for (int pc = 0; pc < length; pc++) {
      if (callees[pc] == Code.NUMERIC) {
        if (isCallOfKnown(pc)) {
          closeList(pc);
        } else {
          callees[pc] = Code.NATIVE;
        }
      }
    }
  }

  /** Whether an instruction is a call of as many arguments as are known. */
  boolean isCallOfKnown(int pc) {
    int opcode = Instruction.opcode(instructions[pc]);
    boolean isCall = opcode == Opcode.CALL || opcode == Opcode.TAILCALL;
    return opcode == Opcode.TFORCALL || isCall && Instruction.b(instructions[pc]) != 0;
  }

  /**
   * Where a call passes on all results that it gets, as an open list, and these are but one: has it
   * ask for one, and the next instruction take it from its register.
   */
  void closeList(int pc) {
    int i = instructions[pc];
    int a = Instruction.a(i);
    boolean isOpen = Instruction.opcode(i) == Opcode.TAILCALL || Instruction.c(i) == 0;
    int taker = instructions[pc + 1];
    int count = a - Instruction.a(taker) + 1; // of registers from the taker's first on
    if (!isOpen || count > Instruction.MAX_B - 1) {
      return;
    }
    int taken = Instruction.opcode(taker) == Opcode.RETURN ? count + 1 : count;
    if (Instruction.opcode(taker) == Opcode.SETLIST) {
      taken = count - 1;
    }
    instructions[pc] = Instruction.abc(Opcode.CALL, a, Instruction.b(i), 2);
    instructions[pc + 1] =
        Instruction.abc(
            Instruction.opcode(taker), Instruction.a(taker), taken, Instruction.c(taker));
    closed.set(pc + 1);
    demand = null;
  }

  CodeTier tier() {
    return tier;
  }

  Code code() {
    return code;
  }

  /** An instruction, as it is compiled: see {@link #closeList}. */
  int instruction(int pc) {
    return instructions[pc];
  }

  /** Whether a register may be read from an instruction on. */
  boolean isLive(int pc, int register) {
    return register >= code.registerCount // an argument that has no name
        || code.liveRegisters().isLiveBefore(pc, register)
        || closed.get(pc) && register == Openness.top(code, pc);
  }

  /** Which of the function's expectations these are. */
  int version() {
    return version;
  }

  /** What may be expected of an instruction: see {@link CodeTier}. */
  int expectation(int pc) {
    return expectations[pc];
  }

  /** What a call is expected to call, as {@code Code.callees} has it; 0 if it may be anything. */
  byte callee(int pc) {
    return callees[pc];
  }

  /** The only function that a call has called, if it is worth to be written into this one. */
  @Nullable Code target(int pc) {
    boolean isExpected = expectations[pc] == CodeTier.INTEGERS;
    return isExpected && (callees[pc] == Code.LUA || callees[pc] == Code.SELF)
        ? code.target(pc)
        : null;
  }

  /** Whether a metamethod in Lua is expected to answer for an operator. */
  boolean isHandled(int pc) {
    return handled.get(pc);
  }

  /** Whether a register is wanted as a number before an instruction. */
  boolean isNumberWanted(int pc, int register) {
    NumberDemand known = demand;
    if (known == null) {
      known = new NumberDemand(code, instructions, callees);
      demand = known;
    }
    return known.isWanted(pc, register);
  }

  SharedVariables shared() {
    return code.sharedVariables();
  }
}
