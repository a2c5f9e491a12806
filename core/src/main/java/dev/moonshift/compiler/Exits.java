package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Openness;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.UnitExit;
import dev.moonshift.vm.UnitExit.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The ways out of a function's code in a unit, which are written behind it.
 *
 * <pre>{@code
 * stubs        for each place to leave at: says which
 * exit         gives all JVM locals to the method that makes the interpreter's frame of them
 * overflows    for each calculation with ints: leaves if the result is none
 * renewals     for each safepoint: asks for more fuel
 * }</pre>
 */
final class Exits {
  private final CodeTier tier;
  private final Code code;
  private final Map<Key, Integer> index = new HashMap<>();
  private final List<UnitExit> exits = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final Map<Label, Renewal> renewals = new LinkedHashMap<>();
  private final Map<Label, Label> overflows = new LinkedHashMap<>();

  /** A stub that asks for more fuel, and leaves if there is none. */
  private record Renewal(Label begin, Label leave) {}

  /** What tells exits apart. */
  private record Key(
      Kind kind,
      int pc,
      boolean isSafepoint,
      ByteBuffer shape,
      int fuel,
      int at,
      int expectation) {}

  Exits(CodeTier tier) {
    this.tier = tier;
    code = tier.code();
  }

  /** Returns the label to jump to for leaving. */
  Label exit(
      Kind kind, int pc, boolean isSafepoint, byte[] types, int fuel, int at, int expectation) {
    byte[] shape = types.clone();
    Key key = new Key(kind, pc, isSafepoint, ByteBuffer.wrap(shape), fuel, at, expectation);
    Integer known = index.get(key);
    if (known != null) {
      return labels.get(known);
    }
    index.put(key, exits.size());
    int top = kind == Kind.SIGNAL ? topWhileCalled(pc - 1) : Openness.top(code, pc);
    exits.add(new UnitExit(kind, pc, isSafepoint, shape, top, fuel, tier, at, expectation));
    labels.add(new Label());
    return labels.get(exits.size() - 1);
  }

  /**
   * The frame's top while an instruction waits for what it called: of a concatenation, the last
   * operand; else none, as the callee has not given its list yet, and has taken the one before.
   */
  private int topWhileCalled(int pc) {
    int i = code.instructions[pc];
    return Instruction.opcode(i) == Opcode.CONCAT ? Instruction.c(i) : -1;
  }

  /**
   * Returns the label to jump to where there is no fuel.
   *
   * @param behind where to go on if there is more
   * @param leave where to leave if not
   */
  Label renewal(Label behind, Label leave) {
    return renewals.computeIfAbsent(behind, key -> new Renewal(new Label(), leave)).begin();
  }

  /** Returns the handler of exceptions that leaves where a calculation with ints overflows. */
  Label overflow(Label leave) {
    return overflows.computeIfAbsent(leave, key -> new Label());
  }

  /** Which registers hold what at some exit. */
  Held held() {
    return Held.of(exits);
  }

  /** Writes the stubs and the exit: no more places to leave at may be asked for. */
  void writeStubs(Emitter out) {
    Label common = new Label();
    for (int n = 0; n < exits.size(); n++) {
      out.label(labels.get(n));
      out.pushConstant(exits.get(n), Names.type(Names.EXIT));
      out.jump(common);
    }
    out.label(common);
    out.leave(held());
  }

  /** Writes the overflows and renewals. */
  void writeDetours(Emitter out) {
    overflows.forEach(
        (leave, begin) -> {
          out.label(begin);
          out.emit(Opcodes.POP);
          out.jump(leave);
        });
    renewals.forEach((behind, renewal) -> writeRenewal(out, behind, renewal));
  }

  private static void writeRenewal(Emitter out, Label behind, Renewal renewal) {
    Registers registers = out.registers;
    out.label(renewal.begin());
    out.aload(registers.execution());
    out.iload(registers.fuel());
    out.support("renew", "(" + Names.EXECUTION_TYPE + "I)I");
    out.istore(registers.fuel());
    out.iload(registers.fuel());
    out.jump(Opcodes.IFGT, behind);
    out.jump(renewal.leave());
  }
}
