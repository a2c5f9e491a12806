package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function written in Java. It belongs to no process: what it needs to know of the caller's comes
 * with the {@link Execution}, so one instance serves all.
 *
 * <p>It comes in three kinds. A <em>leaf</em> does bounded work, charges it and returns its
 * results. A <em>chunked</em> function does a bounded piece of work at a time, and keeps its
 * progress in a {@link NativeFrame}. A <em>calling</em> function returns {@link Execution#call}
 * with a frame that gets the callee's results. None of them may run a Lua function in any other
 * way.
 *
 * <p><b>Threads.</b> Many may run the same instance at once: keep no state here.
 */
public abstract class NativeFunction extends LuaFunction {
  private final String name;

  /** Names the function as a script writes it, for example {@code table.insert}. */
  protected NativeFunction(String name) {
    this.name = name;
  }

  /**
   * The qualified name: {@code table.insert}. Stable: a stored process knows the function by it.
   */
  @Override
  public final String name() {
    return name;
  }

  /** What errors call the function where the caller gives it no name. */
  String nameInErrors() {
    return name;
  }

  /** Makes a function from a name and what it does. */
  public static NativeFunction of(String name, Body body) {
    return new NativeFunction(name) {
      @Override
      public Varargs call(Execution execution, Varargs args) {
        return body.call(execution, args);
      }
    };
  }

  /** As {@link #of}, for a function that {@link #looksAtCallers}. */
  public static NativeFunction lookingAtCallers(String name, Body body) {
    return new NativeFunction(name) {
      @Override
      public Varargs call(Execution execution, Varargs args) {
        return body.call(execution, args);
      }

      @Override
      public boolean looksAtCallers() {
        return true;
      }
    };
  }

  /** What a function does; it must keep no state. */
  @FunctionalInterface
  public interface Body {
    /** See {@link NativeFunction#call(Execution, Varargs)}. */
    Varargs call(Execution execution, Varargs args);
  }

  /** Does the work; see the kinds above for what may be returned. */
  public abstract Varargs call(Execution execution, Varargs args);

  /** As {@link #call(Execution, Varargs)}; overridden where it saves making a list. */
  public Varargs call(Execution execution, LuaValue a, LuaValue b) {
    return call(execution, Values.of(a, b));
  }

  /** As {@link #call(Execution, Varargs)}; overridden where it saves making a list. */
  public Varargs call(Execution execution, LuaValue a, LuaValue b, LuaValue c) {
    return call(execution, LuaValue.varargsOf(a, b, c));
  }

  /**
   * Whether it looks at the activations that lead to it, beyond its caller: then these must be
   * frames, and not on the JVM's stack, when it is called.
   */
  public boolean looksAtCallers() {
    return false;
  }

  /** Says what a callee that is no Lua function is, as {@code Code.callees} has it. */
  static byte kind(LuaValue callee, int given) {
    if (callee instanceof NumberFunction && ((NumberFunction) callee).takes(given)) {
      return Code.NUMERIC;
    }
    return callee instanceof LeafFunction ? Code.LEAF : Code.NATIVE;
  }

  @Override
  public final String tojstring() {
    return "function: builtin: " + name;
  }

  @Override
  public final LuaValue call() {
    throw refusal();
  }

  @Override
  public final LuaValue call(LuaValue a) {
    throw refusal();
  }

  @Override
  public final LuaValue call(LuaValue a, LuaValue b) {
    throw refusal();
  }

  @Override
  public final LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
    throw refusal();
  }

  @Override
  public final Varargs invoke(Varargs args) {
    throw refusal();
  }

  private ScriptError refusal() {
    return new ScriptError(
        valueOf("'" + name + "' runs only inside a process: a host function cannot call it"));
  }
}
