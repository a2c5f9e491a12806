package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.RegisterUse;
import dev.moonshift.bytecode.SharedVariables;
import dev.moonshift.bytecode.Successors;
import dev.moonshift.vm.CodeTier;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * Infers what each register holds before each instruction of a unit: a forward data flow from the
 * entry, with what is expected there, joined where ways meet.
 *
 * <p>Types only ever widen (nothing, int, double, value, either), so it ends. A register that is
 * not live where ways meet holds nothing: its old value must not make others wider.
 */
final class TypeFlow {
  /** Unknown and not needed. */
  static final byte NOTHING = 0;

  /** A JVM int. */
  static final byte INT = 1;

  /** A JVM double. */
  static final byte DOUBLE = 2;

  /** Any value, boxed. */
  static final byte VALUE = 3;

  /** A variable that closures share: a value in the frame's registers. */
  static final byte SHARED = 4;

  /**
   * Whatever a list may hold: a JVM double where the value is null, else that value. So a number
   * that is read from a list needs neither a box nor an expectation.
   */
  static final byte EITHER = 5;

  /** So far the use of a register is looked for; most are used at once. */
  private static final int LOOKAHEAD = 8;

  private final Code code;
  private final Profile profile;
  private final Inlining inlining;
  private final byte[] entryTypes;
  private final Map<Integer, byte[]> before = new HashMap<>();

  /**
   * Runs the data flow.
   *
   * @param entry where the unit enters
   * @param entryTypes what the registers hold there
   */
  TypeFlow(Inlining inlining, int entry, byte[] entryTypes) {
    this.inlining = inlining;
    this.entryTypes = entryTypes;
    profile = inlining.profile();
    code = profile.code();
    PriorityQueue<Integer> work = new PriorityQueue<>();
    flow(entry, entryTypes.clone(), work);
    while (!work.isEmpty()) {
      int pc = work.remove();
      byte[] after = before(pc).clone();
      transfer(after, pc);
      int[] successors = successors(pc);
      for (int n = 0; n < successors.length; n++) {
        byte[] there = after.clone();
        along(there, pc, n > 0);
        flow(successors[n], there, work);
      }
    }
  }

  private void flow(int pc, byte[] types, PriorityQueue<Integer> work) {
    BitSet sharedHere = shared().at(pc);
    byte[] known = before.get(pc);
    byte[] joined = new byte[types.length];
    for (int r = 0; r < types.length; r++) {
      joined[r] = isLive(pc, r) ? types[r] : NOTHING;
      if (sharedHere.get(r)) {
        joined[r] = SHARED;
      } else if (countsUp(pc) && r == Instruction.a(instruction(pc)) + 2) {
        joined[r] = INT;
      } else if (joined[r] == SHARED) {
        joined[r] = VALUE;
      } else if (known != null) {
        joined[r] = join(known[r], joined[r]);
      }
    }
    if (known == null || !Arrays.equals(known, joined)) {
      before.put(pc, joined);
      work.remove(pc);
      work.add(pc);
    }
  }

  private static byte join(byte a, byte b) {
    return a == NOTHING || b == NOTHING ? NOTHING : (byte) Math.max(a, b);
  }

  /** Where control may go after an instruction. */
  int[] successors(int pc) {
    int opcode = Instruction.opcode(instruction(pc));
    boolean isReplaced =
        opcode == Opcode.TAILCALL && (callee(pc) == Code.LUA || callee(pc) == Code.SELF);
    return isReplaced ? new int[0] : Successors.of(code, pc);
  }

  /** How many instructions are reached. */
  int reachableCount() {
    return before.size();
  }

  boolean isReachable(int pc) {
    return before.containsKey(pc);
  }

  /** What the registers hold where it enters. */
  byte[] entryTypes() {
    return entryTypes;
  }

  Code code() {
    return code;
  }

  /** An instruction, as it is compiled. */
  int instruction(int pc) {
    return profile.instruction(pc);
  }

  /** Whether a register may be read from an instruction on. */
  boolean isLive(int pc, int register) {
    return profile.isLive(pc, register);
  }

  CodeTier tier() {
    return profile.tier();
  }

  SharedVariables shared() {
    return profile.shared();
  }

  /** What the registers hold before an instruction. */
  byte[] before(int pc) {
    byte[] known = before.get(pc);
    if (known == null) {
      throw new IllegalArgumentException("instruction " + pc + " is not reached");
    }
    return known;
  }

  int expectation(int pc) {
    return profile.expectation(pc);
  }

  /** What a call is expected to call, as {@code Code.callees} has it; 0 if it may be anything. */
  byte callee(int pc) {
    return profile.callee(pc);
  }

  /** Whether a metamethod in Lua is expected to answer for an operator. */
  boolean isHandled(int pc) {
    return profile.isHandled(pc);
  }

  /** What an operand holds. */
  byte operand(byte[] types, int rk) {
    return Instruction.isConstant(rk)
        ? constant(code.constants[Instruction.constantIndex(rk)])
        : register(types, rk);
  }

  /** What a register holds: shared ones are always boxed. */
  byte register(byte[] types, int r) {
    return types[r] == SHARED ? VALUE : types[r];
  }

  private static byte constant(LuaValue value) {
    return value instanceof LuaInteger ? INT : value instanceof LuaNumber ? DOUBLE : VALUE;
  }

  /** Applies an instruction's effect on all ways. */
  void transfer(byte[] types, int pc) {
    byte[] before = types.clone();
    apply(types, pc);
    keepShared(types, before);
  }

  private static void keepShared(byte[] types, byte[] before) {
    for (int r = 0; r < types.length; r++) {
      if (before[r] == SHARED) {
        types[r] = SHARED;
      }
    }
  }

  private void apply(byte[] types, int pc) {
    int i = instruction(pc);
    int a = Instruction.a(i);
    switch (Instruction.opcode(i)) {
      case Opcode.MOVE:
        types[a] = register(types, Instruction.b(i));
        break;
      case Opcode.LOADK:
        types[a] = constant(code.constants[Instruction.bx(i)]);
        break;
      case Opcode.ADD:
      case Opcode.SUB:
      case Opcode.MUL:
      case Opcode.DIV:
      case Opcode.MOD:
      case Opcode.POW:
        types[a] = arithmetic(types, pc);
        break;
      case Opcode.UNM:
        types[a] = negation(types, pc);
        break;
      case Opcode.LEN:
        types[a] = isHandled(pc) ? VALUE : INT;
        break;
      case Opcode.GETUPVAL:
        types[a] = isNumberWanted(pc) ? DOUBLE : VALUE;
        break;
      case Opcode.GETTABUP:
      case Opcode.GETTABLE:
        types[a] = read(pc);
        break;
      case Opcode.FORPREP:
        byte loop = loop(types, pc);
        types[a] = loop;
        types[a + 1] = loop;
        types[a + 2] = loop;
        break;
      case Opcode.FORLOOP:
        byte counter = counter(types, a);
        types[a] = counter;
        types[a + 1] = counter;
        types[a + 2] = counter;
        types[a + 3] = NOTHING;
        break;
      case Opcode.CALL:
        if (inlined(pc) == null) {
          applyOther(types, pc);
        } else {
          takeResults(types, callee(types, pc), a, Instruction.c(i) - 1);
          types[a] = isNumberWanted(pc) && !isNumber(types[a]) ? DOUBLE : types[a];
        }
        if (callee(pc) == Code.NUMERIC && Instruction.c(i) == 2) {
          types[a] = DOUBLE;
        }
        break;
      case Opcode.VARARG:
        for (int n = 0; n < Instruction.b(i) - 1; n++) {
          types[a + n] = n < extraCount() ? types[code.registerCount + n] : VALUE;
        }
        break;
      case Opcode.TFORCALL:
        iterate(types, pc, a + 3, Instruction.c(i));
        break;
      default:
        applyOther(types, pc);
    }
  }

  private void applyOther(byte[] types, int pc) {
    int i = instruction(pc);
    int a = Instruction.a(i);
    RegisterUse use = RegisterUse.of(code, pc, instruction(pc));
    for (int r = use.firstWritten(); r < use.endWritten(); r++) {
      types[r] = VALUE;
    }
    if (isNumberWanted(pc)) {
      types[a] = DOUBLE;
    } else if (givesSeveral(i, pc)) {
      for (int r = use.firstWritten(); r < use.endWritten(); r++) {
        types[r] = EITHER;
      }
    }
  }

  private void iterate(byte[] types, int pc, int first, int count) {
    if (inlined(pc) != null) {
      takeResults(types, callee(types, pc), first, count);
      return;
    }
    boolean isIndex = callee(pc) == Code.INDEX_NEXT;
    boolean mayBeTable = isIndex || callee(pc) == Code.NEXT || callee(pc) == 0;
    for (int n = 0; n < count; n++) {
      types[first + n] = n == 0 && isIndex ? INT : n < 2 && mayBeTable ? EITHER : VALUE;
    }
  }

  /** Whether an instruction is that of a loop by {@code ipairs}, which wants an int to count. */
  boolean countsUp(int pc) {
    return Instruction.opcode(instruction(pc)) == Opcode.TFORCALL && callee(pc) == Code.INDEX_NEXT;
  }

  private static void takeResults(byte[] types, TypeFlow callee, int first, int count) {
    for (int n = 0; n < count; n++) {
      types[first + n] = callee.result(n);
    }
  }

  /** What is written in place of a call, or null. */
  @Nullable Inlining inlined(int pc) {
    return inlining.at(pc);
  }

  /**
   * What the registers of a callee hold that is written in place of a call: a parameter that is
   * going to be calculated with is expected to be a number.
   *
   * @param held what the caller's registers hold
   */
  TypeFlow callee(byte[] held, int pc) {
    Inlining callee = Objects.requireNonNull(inlined(pc));
    return callee.flow(entryTypes(callee.profile(), held, instruction(pc)));
  }

  /** What the registers of such a callee hold at its entry. */
  private byte[] entryTypes(Profile callee, byte[] held, int call) {
    Code function = callee.code();
    int given = givenCount(call);
    int extra = function.isVararg ? Math.max(0, given - function.parameterCount) : 0;
    byte[] entry = new byte[function.registerCount + extra];
    for (int n = 0; n < function.parameterCount + extra; n++) {
      boolean isGiven = n < given;
      boolean isNamed = n < function.parameterCount;
      byte type = isGiven ? register(held, Instruction.a(call) + 1 + n) : VALUE;
      boolean mayFail = isNamed && isGiven && !isNumber(type) && callee.isNumberWanted(0, n);
      entry[parameter(function, n)] = mayFail ? DOUBLE : isNumber(type) ? type : VALUE;
    }
    return entry;
  }

  /** Which register holds an argument at the entry: without a name, one behind all others. */
  static int parameter(Code function, int n) {
    return n < function.parameterCount ? n : function.registerCount + n - function.parameterCount;
  }

  /**
   * How many arguments without names there are, where that is known: in a callee that is written
   * into its caller.
   */
  int extraCount() {
    return entryTypes.length - code.registerCount;
  }

  /** How many arguments a call has, if it has no open list of them. */
  static int givenCount(int call) {
    return Instruction.opcode(call) == Opcode.TFORCALL ? 2 : Instruction.b(call) - 1;
  }

  /** What a function gives as its n-th result, from 0 on. */
  byte result(int n) {
    byte joined = NOTHING;
    for (int pc : before.keySet()) {
      if (successors(pc).length == 0) {
        joined = (byte) Math.max(joined, result(pc, n));
      }
    }
    return joined == NOTHING ? VALUE : joined;
  }

  /** What it gives where it ends with an instruction. */
  private byte result(int pc, int n) {
    int i = instruction(pc);
    byte[] held = before(pc);
    if (Instruction.opcode(i) == Opcode.TAILCALL) {
      return inlined(pc) == null ? VALUE : callee(held, pc).result(n);
    }
    return n < Instruction.b(i) - 1 ? register(held, Instruction.a(i) + n) : VALUE;
  }

  /** Whether an instruction is a call for results that come without boxes from a unit. */
  private boolean givesSeveral(int i, int pc) {
    boolean isFew = Instruction.c(i) == 3 || Instruction.c(i) == 4; // two or three
    return Instruction.opcode(i) == Opcode.CALL && isFew && mayCallUnit(pc);
  }

  /** Whether a call may be of a Lua function, and so of a unit. */
  boolean mayCallUnit(int pc) {
    byte callee = callee(pc);
    return callee == 0 || callee == Code.LUA || callee == Code.SELF;
  }

  /**
   * Whether what an instruction reads or gets from a call is expected to be a number, as it is
   * going to be calculated with.
   */
  boolean isNumberWanted(int pc) {
    int i = instruction(pc);
    switch (Instruction.opcode(i)) {
      case Opcode.GETUPVAL:
      case Opcode.GETTABUP:
      case Opcode.GETTABLE:
        break;
      case Opcode.CALL:
        if (Instruction.c(i) != 2) {
          return false;
        }
        break;
      default:
        return false;
    }
    int a = Instruction.a(i);
    boolean isOperator = Instruction.opcode(i) != Opcode.CALL;
    return expectation(pc) != CodeTier.ANYTHING
        && !(isOperator && isHandled(pc))
        && pc + 1 < code.instructions.length
        && profile.isNumberWanted(pc + 1, a)
        && !shared().at(pc + 1).get(a);
  }

  /** Whether a type is of a number that is not boxed. */
  static boolean isNumber(byte type) {
    return type == INT || type == DOUBLE;
  }

  /**
   * Applies what an instruction does on one of its ways only.
   *
   * @param jumps whether it is the way of the jump, of a test or a loop; it may lead to the same
   *     place as the other
   */
  void along(byte[] types, int pc, boolean jumps) {
    byte[] before = types.clone();
    if (jumps) {
      applyJump(types, pc);
    }
    keepShared(types, before);
  }

  private void applyJump(byte[] types, int pc) {
    int i = instruction(pc);
    int a = Instruction.a(i);
    switch (Instruction.opcode(i)) {
      case Opcode.FORLOOP:
        types[a + 3] = register(types, a);
        break;
      case Opcode.TFORLOOP:
        types[a] = register(types, a + 1);
        break;
      case Opcode.TESTSET:
        types[a] = register(types, Instruction.b(i));
        break;
      default:
    }
  }

  /** What an arithmetic instruction gives. */
  byte arithmetic(byte[] types, int pc) {
    int i = instruction(pc);
    byte x = operand(types, Instruction.b(i));
    byte y = operand(types, Instruction.c(i));
    int expectation = expectation(pc);
    if (expectation == CodeTier.ANYTHING
        || isHandled(pc)
        || isText(Instruction.b(i))
        || isText(Instruction.c(i))) {
      return VALUE;
    }
    int opcode = Instruction.opcode(i);
    boolean keepsInts = opcode != Opcode.DIV && opcode != Opcode.POW;
    return x == INT && y == INT && keepsInts && expectation == CodeTier.INTEGERS ? INT : DOUBLE;
  }

  private boolean isText(int rk) {
    return Instruction.isConstant(rk)
        && !(code.constants[Instruction.constantIndex(rk)] instanceof LuaNumber);
  }

  /** What reading a table gives. */
  byte read(int pc) {
    if (isNumberWanted(pc)) {
      return DOUBLE;
    }
    int i = instruction(pc);
    return isText(Instruction.c(i)) || isHandled(pc) || isUsedAsObject(pc + 1, Instruction.a(i))
        ? VALUE
        : EITHER;
  }

  /** Whether the next use of a register from an instruction on is one that no number has. */
  private boolean isUsedAsObject(int from, int r) {
    for (int pc = from; pc < Math.min(from + LOOKAHEAD, code.instructions.length); pc++) {
      int i = instruction(pc);
      switch (Instruction.opcode(i)) {
        case Opcode.GETTABLE:
        case Opcode.SELF:
        case Opcode.LEN:
          if (Instruction.b(i) == r) {
            return true;
          }
          break;
        case Opcode.SETTABLE:
        case Opcode.CALL:
        case Opcode.TAILCALL:
        case Opcode.TEST:
          if (Instruction.a(i) == r) {
            return true;
          }
          break;
        default:
      }
      if (Instruction.opcode(i) == Opcode.EXTRAARG || Successors.of(code, pc).length != 1) {
        return false;
      }
      RegisterUse use = RegisterUse.of(code, pc, instruction(pc));
      if (use.reads().get(r) || r >= use.firstWritten() && r < use.endWritten()) {
        return false;
      }
    }
    return false;
  }

  /** What a negation gives. */
  byte negation(byte[] types, int pc) {
    byte x = register(types, Instruction.b(instruction(pc)));
    if (expectation(pc) == CodeTier.ANYTHING || isHandled(pc)) {
      return VALUE;
    }
    return x == INT && expectation(pc) == CodeTier.INTEGERS ? INT : DOUBLE;
  }

  /** What the counter, limit and step of a loop that begins hold. */
  byte loop(byte[] types, int pc) {
    int a = Instruction.a(instruction(pc));
    return expectation(pc) == CodeTier.INTEGERS
            && register(types, a) != DOUBLE
            && register(types, a + 2) != DOUBLE
        ? INT
        : DOUBLE;
  }

  /** What the counter of a loop that goes on holds. */
  byte counter(byte[] types, int a) {
    return types[a] == INT && types[a + 1] == INT && types[a + 2] == INT ? INT : DOUBLE;
  }

  /** The step of a loop, if it is a constant int; 0 if it is not. */
  static int constantStep(Code code, int forLoop) {
    int a = Instruction.a(code.instructions[forLoop]);
    for (int pc = 1; pc < code.instructions.length; pc++) {
      int i = code.instructions[pc];
      if (Instruction.opcode(i) == Opcode.FORPREP && pc + 1 + Instruction.sbx(i) == forLoop) {
        int load = code.instructions[pc - 1];
        boolean isStep = Instruction.opcode(load) == Opcode.LOADK && Instruction.a(load) == a + 2;
        LuaValue value = isStep ? code.constants[Instruction.bx(load)] : LuaValue.NIL;
        return value instanceof LuaInteger ? value.toint() : 0;
      }
    }
    return 0;
  }
}
