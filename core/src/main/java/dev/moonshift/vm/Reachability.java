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
  static final int PIECE = 256;

  /** What reaching an object costs, in slots looked at: it is a cache miss or two. */
  private static final int COST_OF_OBJECT = 32;

  /** Longer lists of values are looked at in pieces. */
  private static final int SHORT_LIST = 16;

  /** Tables with weak values and strong keys. */
  final List<Table> weakValues = new ArrayList<>();

  /** Tables with weak keys and strong values. */
  final List<Table> weakKeys = new ArrayList<>();

  /** Tables with weak keys and values. */
  final List<Table> weakBoth = new ArrayList<>();

  private final ObjectSet reached = new ObjectSet();
  private final WorkStack work = new WorkStack(); // reached and not yet looked into
  private final List<Frame> goingOn = new ArrayList<>(); // Lua frames that wait for no callee
  private long bytes;
  private long cost;

  // what is being looked into
  private @Nullable Object open;
  private int at;
  private boolean onlyKeys; // of a table with weak values

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

  /** Looks into a bounded part of something reached; false if there is nothing left. */
  boolean advance() {
    Object object = open;
    if (object == null) {
      object = work.pop();
      if (object == null) {
        return false;
      }
      open = object;
      at = 0;
    }
    if (lookInto(object)) {
      open = null;
    }
    return true;
  }

  /** Looks into a bounded part of an object; true when done with it. */
  private boolean lookInto(Object object) {
    if (object instanceof Table) {
      return lookInto((Table) object);
    }
    if (object instanceof Closure) {
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
      frame(coroutine.top);
    } else if (object instanceof LuaFrame) {
      LuaFrame frame = (LuaFrame) object;
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
      return lookInto((Code) object);
    } else if (object instanceof TracedValue) {
      ((TracedValue) object).trace(this);
    } else {
      return lookInto((Varargs) object);
    }
    return true;
  }

  private boolean lookInto(Table table) {
    if (at == 0) {
      onlyKeys = false;
      if (table.metatable != null) {
        value(table.metatable);
        LuaValue mode = table.metatable.metamethod(Metamethod.MODE);
        if (mode instanceof LuaString && isNoted(table, (LuaString) mode)) {
          return true;
        }
      }
    }
    int slots = table.slots();
    int end = Math.min(at + PIECE, slots);
    cost += end - at;
    for (; at < end; at++) {
      if (!onlyKeys || table.isKeySlot(at)) {
        value(table.slot(at));
      }
    }
    return at == slots;
  }

  /** Notes a weak table; true if nothing of it is strong. */
  private boolean isNoted(Table table, LuaString mode) {
    boolean hasWeakKeys = mode.indexOf((byte) 'k', 0) >= 0;
    boolean hasWeakValues = mode.indexOf((byte) 'v', 0) >= 0;
    if (hasWeakKeys) {
      (hasWeakValues ? weakBoth : weakKeys).add(table);
    } else if (hasWeakValues) {
      weakValues.add(table);
      onlyKeys = true;
    }
    return hasWeakKeys;
  }

  private boolean lookInto(Code code) {
    int constants = code.constants.length;
    int all = constants + code.childCount();
    int end = Math.min(at + PIECE, all);
    cost += end - at;
    for (; at < end; at++) {
      if (at < constants) {
        value(code.constants[at]);
      } else {
        code(code.child(at - constants));
      }
    }
    return at == all;
  }

  private boolean lookInto(Varargs list) {
    int end = Math.min(at + PIECE, list.narg());
    cost += end - at;
    while (at < end) {
      value(list.arg(++at));
    }
    return at == list.narg();
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
    return (value instanceof LuaString || isObject(value)) && !reached.contains(value);
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
    return isObject(value) && !reached.contains(value);
  }
}
