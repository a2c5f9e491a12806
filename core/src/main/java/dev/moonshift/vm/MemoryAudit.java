package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Counts what a process can reach, a piece at a time, and settles its memory account.
 *
 * <p>It is a frame on top of the one that was to run, so it is preempted, billed and resumed like
 * any other work of the process, and nothing of the process changes meanwhile. If too much is
 * alive, it raises "not enough memory" there.
 */
final class MemoryAudit extends NativeFrame implements Tracer {
  /** Slots of a table or frame that are looked at in one go. */
  private static final int CHUNK = 1024;

  private final @Nullable Varargs toDeliver; // what the frame below waits for
  private Object[] seen = new Object[1024]; // open addressing by identity
  private int seenCount;
  private Object[] work = new Object[256]; // seen and not yet looked into
  private int workCount;
  private long alive;

  // the object that is being looked into
  private @Nullable Object open;
  private int openIndex;

  /**
   * Prepares an audit.
   *
   * @param below the frame that goes on afterwards
   * @param toDeliver what it is then handed, or null
   */
  MemoryAudit(Execution execution, @Nullable Frame below, @Nullable Varargs toDeliver) {
    this.toDeliver = toDeliver;
    frames(below);
    values(toDeliver);
    value(execution.globals());
    execution.trace(this);
    for (Coroutine c = execution.current; c != null; c = c.resumer) {
      add(c);
    }
  }

  @Override
  public @Nullable Varargs resume(Execution execution, @Nullable Varargs nothing) {
    while (open != null || workCount > 0) {
      if (open == null) {
        open = work[--workCount];
        openIndex = 0;
      }
      execution.charge(1);
      if (lookInto(open)) {
        open = null;
      }
      if (execution.fuel <= 0) {
        return execution.pause(this);
      }
    }
    execution.settleMemory(alive);
    return toDeliver;
  }

  /** Looks into a bounded part of an object; true when done with it. */
  private boolean lookInto(Object object) {
    if (object instanceof Table) {
      Table table = (Table) object;
      int end = Math.min(openIndex + CHUNK, table.slots());
      for (int i = openIndex; i < end; i++) {
        value(table.slot(i));
      }
      openIndex = end;
      return end == table.slots();
    }
    if (object instanceof Closure) {
      for (UpValue u : ((Closure) object).upvalues) {
        add(u);
      }
      return true;
    }
    if (object instanceof UpValue) {
      value(((UpValue) object).get());
      return true;
    }
    if (object instanceof Coroutine) {
      Coroutine coroutine = (Coroutine) object;
      values(coroutine.pending);
      frames(coroutine.top);
      return true;
    }
    if (object instanceof Frame) {
      ((Frame) object).trace(this);
    } else {
      ((TracedValue) object).trace(this);
    }
    return true;
  }

  private void frames(@Nullable Frame top) {
    for (Frame frame = top; frame != null; frame = frame.caller) {
      add(frame);
    }
  }

  @Override
  public void value(@Nullable LuaValue value) {
    if (value instanceof LuaString
        || value instanceof Table
        || value instanceof Closure
        || value instanceof Coroutine
        || value instanceof TracedValue) {
      add(value);
    }
  }

  @Override
  public void memory(long bytes) {
    alive += bytes;
  }

  private void add(Object object) {
    int mask = seen.length - 1;
    int i = System.identityHashCode(object) & mask;
    while (seen[i] != null) {
      if (seen[i] == object) {
        return;
      }
      i = (i + 1) & mask;
    }
    seen[i] = object;
    if (++seenCount > seen.length / 2) {
      growSeen();
    }
    alive += size(object);
    if (!(object instanceof LuaString)) {
      if (workCount == work.length) {
        work = java.util.Arrays.copyOf(work, workCount * 2);
      }
      work[workCount++] = object;
    }
    if (object instanceof Table && ((Table) object).metatable != null) {
      add(((Table) object).metatable);
    }
  }

  private void growSeen() {
    Object[] old = seen;
    seen = new Object[old.length * 2];
    int mask = seen.length - 1;
    for (Object object : old) {
      if (object != null) {
        int i = System.identityHashCode(object) & mask;
        while (seen[i] != null) {
          i = (i + 1) & mask;
        }
        seen[i] = object;
      }
    }
  }

  private static long size(Object object) {
    if (object instanceof LuaString) {
      return MemoryCost.STRING + ((LuaString) object).m_length;
    }
    if (object instanceof Table) {
      return MemoryCost.TABLE + (long) ((Table) object).slots() * MemoryCost.SLOT;
    }
    if (object instanceof Closure) {
      return MemoryCost.CLOSURE;
    }
    if (object instanceof UpValue) {
      return MemoryCost.UPVALUE;
    }
    if (object instanceof Coroutine) {
      return MemoryCost.COROUTINE;
    }
    if (object instanceof LuaFrame) {
      Code code = ((LuaFrame) object).closure.code;
      return MemoryCost.FRAME + (long) code.registerCount * MemoryCost.SLOT;
    }
    return MemoryCost.FRAME;
  }

  @Override
  public void trace(Tracer tracer) {}

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  public String name() {
    return "?";
  }
}
