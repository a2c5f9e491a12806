package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import dev.moonshift.bytecode.Openness;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * What is known about the compiled forms of one function's code: where it is hot, which units there
 * are, and which of a compiler's expectations have failed.
 *
 * <p><b>Threads.</b> Counters are guesses that several threads may update at once; everything else
 * is guarded by this object's lock, and units are published by plain writes of immutable objects.
 */
public final class CodeTier {
  /** What a compiler may expect of an arithmetic instruction: the results of ints are ints. */
  public static final int INTEGERS = 0;

  /** Of a call: a callee of the kind that was seen, but not always the same. */
  public static final int SAME_KIND = 1;

  /** The operands, or the result of a call, are numbers. */
  public static final int NUMBERS = 2;

  /** Nothing. */
  public static final int ANYTHING = 3;

  /**
   * A place is compiled when it was entered so often: some milliseconds of running. New code is
   * slow in the JVM at first, so a script that runs for less is better off without it.
   */
  public static final int HOT = 100_000;

  /** As hot as that a place gets when units had to leave for want of it so often. */
  private static final int HEAT_OF_A_MISS = HOT / 40;

  /** In the last one of so many parts of the way there, what its registers hold is of interest. */
  private static final int WARM = 8;

  /** One entry in so many is enough to know that. */
  private static final int OBSERVED = 64;

  /** As long as nothing of some code is compiled, one entry in so many is looked at. */
  private static final int SAMPLE = 61;

  /** An expectation is given up when it failed so often. */
  private static final int MAX_FAILURES = 8;

  /** Places of entry beyond so many are left to the interpreter. */
  private static final int MAX_UNITS = 12;

  /** Fewer instructions than this are interpreted sooner than a unit is entered. */
  private static final int SHORT = 4;

  /** Entering and leaving a unit takes as long as interpreting so many instructions. */
  private static final int COST_OF_LEAVING = 40;

  /** Code is not compiled again after so many changes of expectation: it might never settle. */
  private static final int MAX_REVISIONS = 24;

  /**
   * Functions of more instructions than this are never compiled: there is no room in a method of
   * the JVM for them.
   */
  public static final int MAX_INSTRUCTIONS = 1200;

  /** Nor are those of more local variables: to see which are shared takes too long for a tick. */
  private static final int MAX_VARIABLES = 1000;

  private final Code code;
  private final int[] heat; // by pc
  private final @Nullable Unit[] units; // by pc
  private final boolean[] isRefused; // by pc
  private final boolean[] isRequested; // by pc
  private final int[] failures; // by pc
  private final byte[] expectations; // by pc
  private final byte[] widened; // by pc: what to expect after the next revision
  private final Map<Integer, byte[]> entryTypes = new HashMap<>(); // by pc: what registers held
  private int revisions; // own expectations that changed
  private int version; // the same, and those of functions that are written into this one

  /** Functions into which this one is written: their units share its expectations. */
  private final Set<CodeTier> dependents = Collections.newSetFromMap(new WeakHashMap<>());

  private int unitCount;

  private CodeTier(Code code) {
    this.code = code;
    int length = code.instructions.length;
    heat = new int[length];
    units = new Unit[length];
    isRefused = new boolean[length];
    for (int pc = 1; pc < length; pc++) {
      boolean isOpen = Openness.top(code, pc) >= 0; // of an open list a unit knows nothing
      isRefused[pc] = isOpen || isSoonDone(pc);
    }
    isRequested = new boolean[length];
    failures = new int[length];
    expectations = new byte[length];
    widened = new byte[length];
  }

  /** Whether so little follows that a unit for it would not pay. */
  private boolean isSoonDone(int from) {
    for (int pc = from; pc < Math.min(from + SHORT, code.instructions.length); pc++) {
      switch (Instruction.opcode(code.instructions[pc])) {
        case Opcode.RETURN:
        case Opcode.EXTRAARG:
          return true;
        case Opcode.CALL:
        case Opcode.TAILCALL:
        case Opcode.JMP:
        case Opcode.FORLOOP:
        case Opcode.FORPREP:
        case Opcode.TFORCALL:
          return false;
        default:
      }
    }
    return false;
  }

  private static boolean isTooLarge(Code code) {
    return code.instructions.length > MAX_INSTRUCTIONS
        || code.prototype.locvars.length > MAX_VARIABLES;
  }

  /** Returns what is known about some code. */
  public static CodeTier of(Code code) {
    synchronized (code) {
      CodeTier known = (CodeTier) code.tier;
      if (known == null) {
        known = new CodeTier(code);
        code.tier = known;
      }
      return known;
    }
  }

  /** The code. */
  public Code code() {
    return code;
  }

  /**
   * Runs the unit that enters where a frame stands, if there is one; else asks for one if the place
   * is hot.
   *
   * @param isReturn whether the frame goes on with the results of a call: only frames that were
   *     lifted off the JVM's stack do so here often
   * @return what the unit answered, or null if there is none
   */
  static @Nullable Varargs enter(
      Execution execution, LuaFrame frame, Code code, int pc, boolean isReturn) {
    Engine engine = execution.engine();
    if (engine == null) {
      code.heat = SAMPLE - 1; // others that run the same code may have one
      return null;
    }
    CodeTier tier = (CodeTier) code.tier;
    if (tier == null) {
      if (isTooLarge(code)) {
        code.heat = Integer.MAX_VALUE;
        return null;
      }
      tier = of(code);
    }
    int entries = tier.unitCount == 0 ? SAMPLE : 1;
    code.heat = entries - 1;
    if (isReturn && tier.unitCount == 0 && engine.hot() > 0) {
      return null;
    }
    if (pc == 0 && frame.openUpvalues != null) {
      return null; // a loop to the first instruction, in a frame that closures share already
    }
    Unit unit = tier.units[pc];
    if (unit == null) {
      if (tier.isRefused[pc]) {
        return null;
      }
      int heat = tier.heat[pc] += entries;
      int hot = engine.hot();
      if (heat < hot) {
        if (heat > hot - hot / WARM && heat % OBSERVED < entries && !tier.widen(pc, frame)) {
          engine.observe(tier, pc, frame, execution);
        }
        return null;
      }
      tier.heat[pc] = 0;
      engine.request(tier, pc, frame, execution);
      unit = tier.units[pc];
      if (unit == null) {
        return null;
      }
    }
    execution.prepareUnit(frame);
    WorkerState state = Objects.requireNonNull(execution.worker);
    state.isEarly = false;
    int before = execution.fuel;
    int renewals = state.renewals;
    Varargs answer = unit.enter(execution, frame);
    if (answer == Signal.EXIT && !state.isEarly && renewals == state.renewals) {
      tier.leftAfter(pc, unit, before - execution.fuel);
    }
    return answer;
  }

  /** The unit that enters at a place, or null. */
  static @Nullable Unit unitAt(Code code, int pc) {
    CodeTier tier = (CodeTier) code.tier;
    return tier == null ? null : tier.units[pc];
  }

  /** Whether there are units now. */
  public synchronized boolean hasUnits() {
    return unitCount > 0;
  }

  /**
   * Notes that a unit has to leave as what it calls has none; the callee is compiled the sooner.
   *
   * @return whether it may have one later
   */
  static boolean isMissed(Code code) {
    if (isTooLarge(code)) {
      return false;
    }
    CodeTier tier = of(code);
    code.heat = 0; // the next entry is looked at
    tier.heat[0] += HEAT_OF_A_MISS;
    return !tier.isRefused[0];
  }

  /** Gives a unit up that leaves so soon, again and again, that the interpreter alone is faster. */
  private void leftAfter(int pc, Unit unit, int fuel) {
    unit.credit = Math.min(unit.credit + fuel - COST_OF_LEAVING, Unit.CREDIT);
    if (unit.credit < 0) {
      refuse(pc);
    }
  }

  /** Takes a request; false if it is useless or known already. */
  public synchronized boolean begin(int pc) {
    if (isRequested[pc] || isRefused[pc] || units[pc] != null || unitCount >= MAX_UNITS) {
      return false;
    }
    isRequested[pc] = true;
    return true;
  }

  /** Takes a request back: it may be made again. */
  public synchronized void forget(int pc) {
    isRequested[pc] = false;
  }

  /** Puts a unit in place. */
  public synchronized void install(int pc, Unit unit, int madeFor) {
    isRequested[pc] = false;
    if (madeFor != version) {
      return; // made with expectations that have failed meanwhile
    }
    units[pc] = unit;
    unitCount++;
    if (pc == 0) {
      code.entry = unit;
    }
  }

  /** Notes that there will be no unit. */
  public synchronized void refuse(int pc) {
    isRequested[pc] = false;
    isRefused[pc] = true;
    if (units[pc] != null) {
      units[pc] = null;
      unitCount--;
    }
    if (pc == 0) {
      code.entry = null;
    }
  }

  /** Changes with the expectations: a unit is good for the version that it was made for. */
  public synchronized int version() {
    return version;
  }

  /**
   * Notes that this function is written into a unit of another one, which is to be given up with
   * this function's expectations.
   *
   * @return false if they have changed already
   */
  public synchronized boolean isInlinedBy(CodeTier other, int madeFor) {
    if (madeFor != version) {
      return false;
    }
    dependents.add(other);
    return true;
  }

  /** What may be expected of an instruction: one of the constants above. */
  public synchronized int expectation(int pc) {
    return expectations[pc];
  }

  /** Widens what is known of the registers at an entry by what a frame holds there now. */
  public synchronized byte[] entryTypes(int pc, byte[] seen) {
    byte[] known = entryTypes.get(pc);
    if (known == null) {
      known = seen.clone();
    } else {
      for (int r = 0; r < known.length; r++) {
        known[r] = (byte) Math.max(known[r], seen[r]);
      }
    }
    entryTypes.put(pc, known);
    return known.clone();
  }

  /** Notes what a unit did not expect at its entry. */
  void surprised(int pc, LuaFrame frame) {
    widen(pc, frame);
    failed(pc, INTEGERS);
  }

  /** Widens what is known of the numbers at an entry by what a frame holds; false if nothing is. */
  private synchronized boolean widen(int pc, LuaFrame frame) {
    byte[] known = entryTypes.get(pc);
    if (known == null) {
      return false;
    }
    for (int r = 0; r < known.length; r++) {
      if (known[r] == UnitExit.INT || known[r] == UnitExit.DOUBLE) {
        known[r] = (byte) Math.max(known[r], Units.kind(frame, r));
      }
    }
    return true;
  }

  /**
   * Notes that an expectation failed.
   *
   * @param pc the instruction, or the entry whose registers held something else
   * @param newExpectation what to expect instead once it failed often
   */
  void failed(int pc, int newExpectation) {
    widened[pc] = (byte) Math.max(widened[pc], newExpectation);
    if (++failures[pc] >= MAX_FAILURES) {
      revise();
    }
  }

  /** Gives up what has failed, also elsewhere if not by chance, and all units that expect it. */
  private void revise() {
    List<CodeTier> others;
    synchronized (this) {
      for (int pc = 0; pc < failures.length; pc++) {
        if (failures[pc] > 1) {
          expectations[pc] = (byte) Math.max(expectations[pc], widened[pc]);
          failures[pc] = 0;
        }
      }
      dropUnits();
      if (++revisions > MAX_REVISIONS) {
        Arrays.fill(isRefused, true);
      }
      others = List.copyOf(dependents);
      dependents.clear(); // who has this function in a new unit says so again
    }
    others.forEach(CodeTier::dropUnits); // never two locks at once
  }

  /** Gives all units up; what is still hot is compiled again soon. */
  private synchronized void dropUnits() {
    version++;
    code.entry = null;
    Arrays.fill(units, null);
    unitCount = 0;
    Arrays.fill(heat, HOT - 1);
  }
}
