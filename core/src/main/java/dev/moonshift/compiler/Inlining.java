package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Successors;
import dev.moonshift.vm.CodeTier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Upvaldesc;

/**
 * A function with those of its calls whose callees are written into it: small functions, where a
 * call has called nothing else. The callee's activation is still there for everybody else: it costs
 * the same, counts for the limits, and becomes a frame of its own where the unit leaves.
 */
final class Inlining {
  /** So deep a function may stand in others, and so often in itself. */
  private static final int MAX_DEPTH = 4;

  private static final int MAX_RECURSION = 1;

  /** And with more arguments that have no names. */
  private static final int MAX_EXTRA = 5;

  /** Functions with longer texts among their constants and names are called. */
  private static final int MAX_HELD_BYTES = 2000;

  private final Profile profile;
  private final @Nullable Inlining outer;
  private final Map<Integer, Inlining> calls = new HashMap<>();
  private final Map<ByteBuffer, TypeFlow> flows = new HashMap<>();
  private int length;

  private Inlining(Profile profile, @Nullable Inlining outer) {
    this.profile = profile;
    this.outer = outer;
    length = profile.code().instructions.length;
  }

  /**
   * A function with what is worth to be written into it.
   *
   * @param room how many instructions of others there may be; 0 if all callees are to be called
   */
  static Inlining of(CodeTier tier, int room) {
    Inlining made = new Inlining(new Profile(tier), null);
    made.choose(room);
    return made;
  }

  Profile profile() {
    return profile;
  }

  /** What is written in place of a call, or null. */
  @Nullable Inlining at(int pc) {
    return calls.get(pc);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** How many instructions of others are written into it. */
  int inlinedCount() {
    return length - profile.code().instructions.length;
  }

  /** Shows the functions that are written into others, each as often as it is. */
  void forEachInlined(Consumer<Profile> action) {
    for (Inlining call : calls.values()) {
      action.accept(call.profile);
      call.forEachInlined(action);
    }
  }

  /** What its registers hold when it is called with arguments of given types. */
  TypeFlow flow(byte[] entryTypes) {
    return flows.computeIfAbsent(
        ByteBuffer.wrap(entryTypes), key -> new TypeFlow(this, 0, entryTypes));
  }

  // ---------------------------------------------------------------- choosing

  /** Chooses callees, those in inner loops first. */
  private void choose(int room) {
    List<Integer> places = new ArrayList<>();
    for (int pc = 0; pc < profile.code().instructions.length; pc++) {
      if (profile.target(pc) != null) {
        places.add(pc);
      }
    }
    places.sort(Comparator.comparing(pc -> -loopsAround(pc)));
    int left = room;
    for (int pc : places) {
      Code target = profile.target(pc);
      if (target == null
          || target.instructions.length > left
          || !profile.isCallOfKnown(pc)
          || isLarge(target, pc)
          || isLoop(pc)
          || !mayContain(target)) {
        continue;
      }
      Inlining made = new Inlining(new Profile(CodeTier.of(target)), this);
      if (isInlinable(made.profile)) {
        made.choose(left - target.instructions.length);
        left -= made.length;
        length += made.length;
        calls.put(pc, made);
        if (made.givesOne() && Instruction.opcode(profile.instruction(pc)) == Opcode.CALL) {
          profile.closeList(pc);
        }
      }
    }
  }

  /** Whether a call has more arguments without names than anybody would want to move. */
  private boolean isLarge(Code target, int pc) {
    int given = TypeFlow.givenCount(profile.instruction(pc));
    return target.isVararg && given - target.parameterCount > MAX_EXTRA;
  }

  /** Whether a call is a jump to the unit's beginning. */
  private boolean isLoop(int pc) {
    boolean isTailCall = Instruction.opcode(profile.instruction(pc)) == Opcode.TAILCALL;
    return isTailCall && outer == null && profile.callee(pc) == Code.SELF;
  }

  /** Whether the function always gives one result. */
  private boolean givesOne() {
    BitSet reached = new BitSet(); // the last return of most functions is not
    reached.set(0);
    for (int pc = 0; pc >= 0; pc = reached.nextSetBit(pc + 1)) {
      int i = profile.instruction(pc);
      int opcode = Instruction.opcode(i);
      if (opcode == Opcode.TAILCALL || opcode == Opcode.RETURN && Instruction.b(i) != 2) {
        return false;
      }
      for (int next : Successors.of(profile.code(), pc)) {
        reached.set(next); // there are no ways back
      }
    }
    return true;
  }

  private int loopsAround(int pc) {
    int loops = 0;
    for (int end = pc; end < profile.code().instructions.length; end++) {
      loops += PeeledLoop.header(profile.code(), end) <= pc ? 1 : 0;
    }
    return loops;
  }

  private boolean mayContain(Code target) {
    int depth = 0;
    int recursion = 0;
    for (Inlining at = this; at != null; at = at.outer) {
      depth++;
      recursion += at.profile.code() == target ? 1 : 0;
    }
    return depth <= MAX_DEPTH && recursion <= MAX_RECURSION;
  }

  /** Whether it does not matter if a unit keeps the function from being collected. */
  private static boolean holdsLittle(Code code) {
    long bytes = code.prototype.source.m_length;
    for (LuaValue constant : code.constants) {
      bytes += constant instanceof LuaString ? ((LuaString) constant).m_length : 0;
    }
    for (LocVars local : code.prototype.locvars) {
      bytes += local.varname.m_length;
    }
    for (Upvaldesc upvalue : code.upvalues) {
      bytes += upvalue.name == null ? 0 : upvalue.name.m_length; // as it is without debug data
    }
    return bytes <= MAX_HELD_BYTES;
  }

  /** Whether a function does nothing that only a unit of its own can do. */
  private static boolean isInlinable(Profile profile) {
    Code code = profile.code();
    if (!holdsLittle(code)) {
      return false;
    }
    for (int pc = 0; pc < code.instructions.length; pc++) {
      int i = code.instructions[pc];
      int opcode = Instruction.opcode(i);
      if (opcode == Opcode.CLOSURE
          || opcode == Opcode.EXTRAARG
          || opcode == Opcode.FORPREP
          || PeeledLoop.header(code, pc) <= pc) {
        return false;
      }
    }
    return true;
  }
}
