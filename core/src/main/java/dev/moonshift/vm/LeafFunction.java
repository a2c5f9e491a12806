package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A native function whose calls are a matter of a moment, all of them or all that are usual.
 *
 * <p>So compiled code can make them {@linkplain #callAtOnce at once}, without the frame that a
 * pause, a callee or the message of an error would want. Where that gives nothing, or fails, the
 * interpreter makes the call again.
 */
public abstract class LeafFunction extends NativeFunction {
  /** Names the function as a script writes it. */
  protected LeafFunction(String name) {
    super(name);
  }

  /** What a function does at once; it must keep no state. */
  @FunctionalInterface
  public interface BodyAtOnce {
    /** See {@link LeafFunction#callAtOnce(Execution, Varargs)}. */
    @Nullable Varargs call(Execution execution, Varargs args);
  }

  /** Makes a function from a name and what it does: always at once. */
  public static LeafFunction leaf(String name, Body body) {
    return new LeafFunction(name) {
      @Override
      public Varargs callAtOnce(Execution execution, Varargs args) {
        return body.call(execution, args);
      }
    };
  }

  /** Makes a function from a name, what it does at once, and what it does in all other cases. */
  public static LeafFunction leaf(String name, BodyAtOnce atOnce, Body inFull) {
    return new LeafFunction(name) {
      @Override
      public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
        return atOnce.call(execution, args);
      }

      @Override
      public Varargs callInFull(Execution execution, Varargs args) {
        return inFull.call(execution, args);
      }
    };
  }

  /**
   * Makes a call if that is a matter of a moment. If it fails, it has done nothing yet that would
   * be done twice if it were called again, but use fuel.
   *
   * @return the results, and never a {@link Signal}; null if the call is one for {@link
   *     #callInFull}: then nothing has been done, and no fuel used
   */
  public abstract @Nullable Varargs callAtOnce(Execution execution, Varargs args);

  /** As {@link #callAtOnce(Execution, Varargs)}; overridden where it saves making a list. */
  public @Nullable Varargs callAtOnce(Execution execution, LuaValue a, LuaValue b) {
    return callAtOnce(execution, Values.of(a, b));
  }

  /** As {@link #callAtOnce(Execution, Varargs)}; overridden where it saves making a list. */
  public @Nullable Varargs callAtOnce(Execution execution, LuaValue a, LuaValue b, LuaValue c) {
    return callAtOnce(execution, LuaValue.varargsOf(a, b, c));
  }

  /**
   * Makes a call of which only the first result is wanted, with one argument and a list of more;
   * overridden where it saves making lists.
   *
   * @return the result, nil if there is none; null as {@link #callAtOnce(Execution, Varargs)}
   */
  public @Nullable LuaValue firstAtOnce(Execution execution, LuaValue a, Varargs rest) {
    Varargs results = callAtOnce(execution, Values.prepend(a, rest));
    return results == null ? null : results.arg1();
  }

  /** Makes a call that is not made at once: as any native function does. */
  public Varargs callInFull(Execution execution, Varargs args) {
    throw new IllegalStateException(name() + " is always called at once");
  }

  @Override
  public final Varargs call(Execution execution, Varargs args) {
    Varargs results = callAtOnce(execution, args);
    return results != null ? results : callInFull(execution, args);
  }

  @Override
  public final Varargs call(Execution execution, LuaValue a, LuaValue b) {
    Varargs results = callAtOnce(execution, a, b);
    return results != null ? results : callInFull(execution, Values.of(a, b));
  }

  @Override
  public final Varargs call(Execution execution, LuaValue a, LuaValue b, LuaValue c) {
    Varargs results = callAtOnce(execution, a, b, c);
    return results != null ? results : callInFull(execution, LuaValue.varargsOf(a, b, c));
  }
}
