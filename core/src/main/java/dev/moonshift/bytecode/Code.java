package dev.moonshift.bytecode;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * The code of one function: a read-only view of a prototype, made once and shared by every closure
 * of it in every process.
 *
 * <p><b>Threads.</b> Immutable but for caches: {@link #slotHints} has guesses that every reader
 * checks, and so have {@link #heat}, {@link #entry}, {@link #tier} and the targets; a lost or torn
 * update costs a look-up or a compilation and never a wrong result.
 */
public final class Code {
  // what a function takes: about what it does take on a JVM with compressed pointers
  private static final int BYTES_PER_FUNCTION = 256;
  private static final int BYTES_PER_INSTRUCTION = 24; // itself, line, hint, target, live registers
  private static final int BYTES_PER_CONSTANT = 32;
  private static final int BYTES_PER_VARIABLE = 32;

  /** The instructions; see {@link Instruction} and {@link Opcode}. */
  public final int[] instructions;

  /** The constants K(0), K(1), ... */
  public final LuaValue[] constants;

  /** The functions defined inside this one, each made when it is first asked for. */
  private final @Nullable Code[] children;

  /** Where each upvalue of a new closure comes from. */
  public final Upvaldesc[] upvalues;

  /** How many arguments have names. */
  public final int parameterCount;

  /** Whether the function takes further arguments as {@code ...}. */
  public final boolean isVararg;

  /** How many registers an activation needs. */
  public final int registerCount;

  /** The prototype itself, for its debug information. */
  public final Prototype prototype;

  /**
   * For each instruction with a constant key: where in a table's entries that key was found last.
   */
  public final int[] slotHints;

  /**
   * For each call and loop: what was called last, as the constants below name it; 0 if nothing was.
   * For an operator: {@link #LUA} if a Lua function answered for it as a metamethod.
   */
  public final byte[] callees;

  /** For each call of Lua functions: the one that was called so far, or {@link #MANY}. */
  private WeakReference<Code> @Nullable [] targets;

  /** What the targets of calls hold of this function, so that they do not keep it alive. */
  private @Nullable WeakReference<Code> reference;

  /** More than one function was called, or one that is not short. */
  private static final WeakReference<Code> MANY = new WeakReference<>(null);

  /** Functions of more instructions are not remembered as targets. */
  private static final int MAX_TARGET_LENGTH = 40;

  /** The callee was a Lua function. */
  public static final byte LUA = 1;

  /** The callee was this very function. */
  public static final byte SELF = 2;

  /** The callee was a function of the host's or the library's. */
  public static final byte NATIVE = 3;

  /** The callee was one of those that is done in a moment. */
  public static final byte LEAF = 4;

  /** The callee was one that makes a number of as many numbers as it was given arguments. */
  public static final byte NUMERIC = 5;

  /** Of a loop: the iterator was {@code next}. */
  public static final byte NEXT = 6;

  /** Of a loop: the iterator was that of {@code ipairs}. */
  public static final byte INDEX_NEXT = 7;

  /**
   * How many more function entries and backward jumps are interpreted before somebody looks whether
   * this code is worth compiling. A guess: several threads may count at once.
   */
  public int heat = COLD;

  /** The compiled form that enters at the first instruction, or null. */
  public @Nullable Object entry;

  /** What the compiled tier knows about this code, or null. */
  public @Nullable Object tier;

  /** Code that ran less often than this is not worth a look. */
  public static final int COLD = 200;

  /**
   * What this function without those inside it is charged to the process that loaded it, in bytes;
   * 0 if it belongs to no process.
   */
  public final int memoryBytes;

  private volatile @Nullable LiveRegisters liveRegisters;

  private volatile @Nullable SharedVariables sharedVariables;

  private final boolean isOwned;

  private Code(Prototype prototype, boolean isOwned) {
    this.prototype = prototype;
    this.isOwned = isOwned;
    instructions = prototype.code;
    constants = prototype.k;
    children = new Code[prototype.p.length];
    upvalues = prototype.upvalues;
    parameterCount = prototype.numparams;
    isVararg = prototype.is_vararg != 0;
    registerCount = prototype.maxstacksize;
    slotHints = new int[instructions.length];
    callees = new byte[instructions.length];
    memoryBytes = isOwned ? memoryBytes(prototype) : 0;
  }

  /** Makes the view of a prototype. Those inside it follow when they are used. */
  public static Code of(Prototype prototype) {
    return new Code(prototype, false);
  }

  /** As {@link #of}, for code that is charged to the process that loaded it. */
  public static Code owned(Prototype prototype) {
    return new Code(prototype, true);
  }

  /** How many functions are defined inside this one. */
  public int childCount() {
    return children.length;
  }

  /**
   * Returns a function defined inside this one. It is made when it is first asked for, so that no
   * chunk takes long to be made ready, however many functions are in it.
   */
  public Code child(int index) {
    // read without a lock: all fields of a Code are final, or caches that start empty
    Code known = children[index];
    return known != null ? known : makeChild(index);
  }

  /** Every thread gets the same one. */
  private synchronized Code makeChild(int index) {
    Code known = children[index];
    if (known == null) {
      known = new Code(prototype.p[index], isOwned);
      children[index] = known;
    }
    return known;
  }

  /**
   * Returns what a function takes, in bytes, without those inside it and without the strings among
   * its constants.
   */
  public static int memoryBytes(Prototype prototype) {
    long variables = (long) prototype.locvars.length + prototype.upvalues.length;
    for (LocVars local : prototype.locvars) {
      variables += local.varname.m_length / BYTES_PER_VARIABLE;
    }
    long bytes =
        BYTES_PER_FUNCTION
            + (long) BYTES_PER_INSTRUCTION * prototype.code.length
            + BYTES_PER_CONSTANT * (long) prototype.k.length
            + BYTES_PER_VARIABLE * variables;
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  /** Returns which registers may still be read; analysed when it is first asked for. */
  public LiveRegisters liveRegisters() {
    LiveRegisters known = liveRegisters;
    if (known == null) {
      known = LiveRegisters.of(this); // if two threads do so at once, they find the same
      liveRegisters = known;
    }
    return known;
  }

  /** Returns which variables closures share; found when it is first asked for. */
  public SharedVariables sharedVariables() {
    SharedVariables known = sharedVariables;
    if (known == null) {
      known = SharedVariables.of(this);
      sharedVariables = known;
    }
    return known;
  }

  /** Notes that a call called a Lua function. */
  public void noteTarget(int pc, Code target) {
    callees[pc] = target == this ? SELF : LUA;
    WeakReference<Code>[] noted = targets;
    if (noted == null) {
      noted = newTargets();
      targets = noted;
    }
    WeakReference<Code> called = target.reference;
    if (called == null) {
      called = target.instructions.length > MAX_TARGET_LENGTH ? MANY : new WeakReference<>(target);
      target.reference = called;
    }
    if (noted[pc] != called) {
      noted[pc] = noted[pc] == null ? called : MANY;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private WeakReference<Code>[] newTargets() {
    return new WeakReference[instructions.length];
  }

  /** Returns the only Lua function that a call has called so far, if it is short; else null. */
  public @Nullable Code target(int pc) {
    WeakReference<Code>[] noted = targets;
    WeakReference<Code> called = noted == null ? null : noted[pc];
    return called == null ? null : called.get();
  }

  /** Returns the line of an instruction, or 0 where the prototype keeps no lines. */
  public int line(int pc) {
    int[] lines = prototype.lineinfo;
    return lines != null && pc >= 0 && pc < lines.length ? lines[pc] : 0;
  }

  /** Returns the name of the local variable in a register while an instruction runs, or null. */
  public @Nullable LuaString localName(int register, int pc) {
    int remaining = register + 1;
    for (LocVars local : prototype.locvars) {
      if (local.startpc > pc) {
        break;
      }
      if (pc < local.endpc && --remaining == 0) {
        return local.varname;
      }
    }
    return null;
  }
}
