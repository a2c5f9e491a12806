package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What can be reached from some roots, found a bounded piece at a time, and what it all takes by
 * {@link MemoryCost}.
 *
 * <p>An object counts once, however often it is referred to. Lists of values (arguments, results)
 * have no identity in Lua and count wherever they are held. Entries of weak tables do not keep what
 * is weak alive; the tables are noted, for whoever is to empty them.
 */
final class Reachability implements Tracer {
  /** Slots of a table, or values of a list, that are looked at in one go. */
  static final int PIECE = 64;

  /** What reaching an object costs, in slots looked at: it is a few cache misses. */
  private static final int COST_OF_OBJECT = 64;

  /** What looking into an object costs, besides its slots. */
  private static final int COST_OF_LOOK = 16;

  /** What it costs to find out whether an object was reached. */
  private static final int COST_OF_QUESTION = 16;

  /** What it costs to find the live registers of a function, for each instruction. */
  private static final int COST_OF_ANALYSIS = 8;

  /** Longer lists of values are looked at in pieces. */
  private static final int SHORT_LIST = 16;

  /** Tables with weak values and strong keys. */
  final List<Table> weakValues = new ArrayList<>();

  /** Tables with weak keys and strong values. */
  final List<Table> weakKeys = new ArrayList<>();

  /** Tables with weak keys and values. */
  final List<Table> weakBoth = new ArrayList<>();

  private final ObjectSet reached = new ObjectSet();
  private final ObjectSet analysed = new ObjectSet(); // functions whose live registers are known
  private final WorkStack work = new WorkStack(); // reached and not yet looked into
  private final List<Frame> goingOn = new ArrayList<>(); // Lua frames that wait for no callee
  private long bytes;
  private long cost;

  /** What has been reached takes so many bytes. */
  long bytes() {
    return bytes;
  }

  /** What has been done so far, in slots looked at. */
  long cost() {
    return cost;
  }

  /** Adds work that somebody does with what was reached. */
  void addCost(int slots) {
    cost += slots;
  }

  /**
   * The rest of something large. It waits under what its first part refers to, so that this is
   * looked into while it is at hand, and there is never much to remember.
   *
   * @param whole a table, a compiled function or a list
   * @param from how many slots of it have been looked at
   * @param onlyKeys whether only keys matter: those of a table with weak values
   */
  private record Rest(Object whole, int from, boolean onlyKeys) {}

  /** Looks into a bounded part of something reached; false if there is nothing left. */
  boolean advance() {
    Object object = work.pop();
    if (object == null) {
      return false;
    }
    if (object instanceof Rest) {
      Rest rest = (Rest) object;
      lookInto(rest.whole, rest.from, rest.onlyKeys);
    } else {
      cost += COST_OF_LOOK;
      lookInto(object, 0, false);
    }
    return true;
  }

  /** Looks into a bounded part of an object; the rest is done later. */
  private void lookInto(Object object, int from, boolean onlyKeys) {
    if (object instanceof Table) {
      lookInto((Table) object, from, onlyKeys);
    } else if (object instanceof Closure) {
      Closure closure = (Closure) object;
      code(closure.code);
      for (UpValue u : closure.upvalues) {
        reach(u, MemoryCost.UPVALUE);
      }
    } else if (object instanceof UpValue) {
      value(((UpValue) object).get());
    } else if (object instanceof Coroutine) {
      Coroutine coroutine = (Coroutine) object;
      value(coroutine.failedIn);
      if (coroutine.hook != null) {
        value(coroutine.hook.function());
      }
      frame(coroutine.top);
    } else if (object instanceof LuaFrame) {
      LuaFrame frame = (LuaFrame) object;
      analyse(frame.closure.code);
      cost += frame.registers.length;
      frame.trace(this, !goingOn.remove(frame));
      frame(frame.caller);
    } else if (object instanceof NativeFrame) {
      NativeFrame frame = (NativeFrame) object;
      frame.trace(this);
      if (frame.letsCallerGoOn() && frame.caller != null) {
        goingOn.add(frame.caller);
      }
      frame(frame.caller);
    } else if (object instanceof Code) {
      lookInto((Code) object, from);
    } else if (object instanceof TracedValue) {
      ((TracedValue) object).trace(this);
    } else if (object instanceof Finalizers) {
      lookInto((Finalizers) object, from);
    } else {
      lookInto((Varargs) object, from);
    }
  }

  private void lookInto(Table table, int from, boolean fromOnlyKeys) {
    boolean onlyKeys = fromOnlyKeys;
    if (from == 0 && table.metatable != null) {
      value(table.metatable);
      LuaValue mode = table.metatable.metamethod(Metamethod.MODE);
      if (mode instanceof LuaString) {
        boolean hasWeakKeys = ((LuaString) mode).indexOf((byte) 'k', 0) >= 0;
        boolean hasWeakValues = ((LuaString) mode).indexOf((byte) 'v', 0) >= 0;
        if (hasWeakKeys) {
          (hasWeakValues ? weakBoth : weakKeys).add(table);
          return;
        }
        if (hasWeakValues) {
          weakValues.add(table);
          onlyKeys = true;
        }
      }
    }
    int end = endOfPiece(table, from, table.slots(), onlyKeys);
    for (int i = from; i < end; i++) {
      if (!onlyKeys || table.isKeySlot(i)) {
        value(table.slot(i));
      }
    }
  }

  private void lookInto(Code code, int from) {
    int constants = code.constants.length;
    int end = endOfPiece(code, from, constants + code.childCount(), false);
    for (int i = from; i < end; i++) {
      if (i < constants) {
        value(code.constants[i]);
      } else {
        code(code.child(i - constants));
      }
    }
  }

  private void lookInto(Finalizers finalizers, int from) {
    int end = endOfPiece(finalizers, from, finalizers.pendingCount(), false);
    for (int i = from; i < end; i++) {
      value(finalizers.pending(i));
    }
  }

  private void lookInto(Varargs list, int from) {
    int end = endOfPiece(list, from, list.narg(), false);
    for (int i = from; i < end; i++) {
      value(list.arg(i + 1));
    }
  }

  /**
   * Charges for finding out which registers of a function are live. That is done once and kept, but
   * maybe was before: all audits pay, so that none costs what others have done.
   */
  private void analyse(Code code) {
    if (analysed.add(code)) {
      cost += code.instructions.length * COST_OF_ANALYSIS;
    }
  }

  /** Charges a piece of something, and puts down what is to be done after it. */
  private int endOfPiece(Object whole, int from, int slots, boolean onlyKeys) {
    int end = Math.min(from + PIECE, slots);
    cost += end - from;
    if (end < slots) {
      work.push(new Rest(whole, end, onlyKeys));
    }
    return end;
  }

  // ---------------------------------------------------------------- reaching

  @Override
  public void value(@Nullable LuaValue value) {
    if (value == null) {
      return;
    }
    if (value instanceof LuaString) {
      if (reached.add(value)) {
        count(MemoryCost.STRING + ((LuaString) value).m_length);
      }
    } else if (value instanceof Table) {
      reach(value, MemoryCost.TABLE + (long) ((Table) value).slots() * MemoryCost.SLOT);
    } else if (value instanceof Closure) {
      reach(value, MemoryCost.CLOSURE);
    } else if (value instanceof Coroutine) {
      reach(value, MemoryCost.COROUTINE);
    } else if (value instanceof TracedValue) {
      reach(value, MemoryCost.FRAME);
    }
  }

  @Override
  public void values(@Nullable Varargs list) {
    if (list == null) {
      return;
    }
    // the end of a longer list keeps all of that
    Varargs all = list instanceof ValueList ? ((ValueList) list).whole() : list;
    int count = all.narg();
    bytes += (long) count * MemoryCost.SLOT;
    if (count > SHORT_LIST) {
      work.push(all);
      return;
    }
    for (int i = 1; i <= count; i++) {
      value(all.arg(i));
    }
  }

  @Override
  public void memory(long held) {
    bytes += held;
  }

  /** Reaches a frame, and later its callers. */
  void frame(@Nullable Frame frame) {
    if (frame instanceof LuaFrame) {
      int registers = ((LuaFrame) frame).closure.code.registerCount;
      reach(frame, MemoryCost.FRAME + (long) registers * MemoryCost.SLOT);
    } else if (frame != null) {
      reach(frame, (long) ((NativeFrame) frame).slots() * MemoryCost.SLOT);
    }
  }

  /** Reaches the tables whose finalizers are to be run. */
  void pending(Finalizers finalizers) {
    work.push(finalizers);
  }

  /** Reaches a Lua frame that goes on by itself, and waits for no callee. */
  void frameGoingOn(LuaFrame frame) {
    goingOn.add(frame);
    frame(frame);
  }

  private void code(Code code) {
    if (code.memoryBytes > 0) { // else it is shared, and nobody's
      reach(code, code.memoryBytes);
    }
  }

  private void reach(Object object, long size) {
    if (reached.add(object)) {
      count(size);
      work.push(object);
    }
  }

  private void count(long size) {
    bytes += size;
    cost += COST_OF_OBJECT;
  }

  /** Whether a value is there that could be reached and was not. */
  boolean isUnreached(LuaValue value) {
    return (value instanceof LuaString || isObject(value)) && !isReached(value);
  }

  private boolean isReached(LuaValue object) {
    cost += COST_OF_QUESTION;
    return reached.contains(object);
  }

  private static boolean isObject(LuaValue value) {
    return value instanceof Table
        || value instanceof Closure
        || value instanceof Coroutine
        || value instanceof TracedValue;
  }

  /**
   * Whether a weak reference to a value is to be cleared. Strings are values, not objects: they are
   * reached by being looked at. What has no identity of its own, or is the host's, stays too.
   */
  boolean isDead(LuaValue value) {
    if (value instanceof LuaString) {
      value(value);
      return false;
    }
    return isObject(value) && !isReached(value);
  }
}
