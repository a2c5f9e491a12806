package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
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
  private final NumberDemand demand;
  private final SharedVariables shared;

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
    demand = new NumberDemand(code, callees);
    shared = new SharedVariables(code);
  }

  CodeTier tier() {
    return tier;
  }

  Code code() {
    return code;
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
    return demand.isWanted(pc, register);
  }

  SharedVariables shared() {
    return shared;
  }
}
