package dev.moonshift.bytecode;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;

/**
 * The local variables that closures share with their frame, and where they are in scope: there,
 * they live in the frame's registers and not in JVM locals.
 *
 * <p>Finding them takes a step for each register that is shared at an instruction, and one for each
 * variable of the function for each that is shared.
 */
public final class SharedVariables {
  private static final BitSet NONE = new BitSet();

  private final Code code;
  private final BitSet[] shared; // by instruction
  private boolean isEmpty = true;

  private SharedVariables(Code code) {
    this.code = code;
    shared = new BitSet[code.instructions.length];
    for (int pc = 0; pc < code.instructions.length; pc++) {
      int i = code.instructions[pc];
      if (Instruction.opcode(i) == Opcode.CLOSURE) {
        for (var upvalue : code.child(Instruction.bx(i)).upvalues) {
          if (upvalue.instack && !at(pc).get(upvalue.idx)) {
            share(upvalue.idx, pc);
          }
        }
      }
    }
    for (int pc = 1; pc < shared.length; pc++) { // most are as the one before
      if (shared[pc] != null && shared[pc].equals(shared[pc - 1])) {
        shared[pc] = shared[pc - 1];
      }
    }
  }

  /** Finds those of a function. */
  static SharedVariables of(Code code) {
    return new SharedVariables(code);
  }

  /** Marks the scope of the variable that a register is at an instruction. */
  private void share(int register, int pc) {
    isEmpty = false;
    LocVars variable = variable(register, pc);
    if (variable == null) {
      variable = variable(register, pc + 1); // a local function that names itself
    }
    int start = variable == null ? 0 : Math.min(variable.startpc, pc);
    int end = variable == null ? shared.length : Math.min(variable.endpc, shared.length);
    for (int at = start; at < end; at++) {
      if (shared[at] == null) {
        shared[at] = new BitSet();
      }
      shared[at].set(register);
    }
  }

  private @Nullable LocVars variable(int register, int pc) {
    int remaining = register + 1;
    for (LocVars local : code.prototype.locvars) {
      if (local.startpc <= pc && pc < local.endpc && --remaining == 0) {
        return local;
      }
    }
    return null;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return isEmpty;
  }

  /** The registers that are shared before an instruction. */
  public BitSet at(int pc) {
    BitSet known = shared[pc];
    return known == null ? NONE : known;
  }
}
