package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * One activation of a function, as plain data: what it needs to go on. A suspended process is a
 * chain of these, each linked to its caller, and nothing else.
 *
 * <p>Two kinds: {@link LuaFrame}, which the interpreter runs, and {@link NativeFrame}, which runs
 * itself.
 */
public abstract sealed class Frame permits LuaFrame, NativeFrame {
  /** Who gets the results; null at the bottom of a coroutine. */
  @Nullable Frame caller;

  /**
   * How many activations lie below this one; negative for one that took the place of its caller.
   * One field, as there are many frames.
   */
  int depth;

  /**
   * How much the activations up to this one take, in {@link MemoryCost#SLOT slots}: the height of
   * the coroutine's stack.
   */
  int height;

  /** The frame of the function that called this one; null at the bottom of a coroutine. */
  public final @Nullable Frame caller() {
    return caller;
  }

  /** {@code chunk:line: } of the instruction a Lua frame is at; empty for others. */
  static String where(@Nullable Frame frame) {
    return frame instanceof LuaFrame ? ((LuaFrame) frame).where() : "";
  }

  /** Returns how high the stack below a callee of this frame is. */
  static int heightAbove(@Nullable Frame caller) {
    return caller == null ? 0 : caller.height;
  }

  /** Returns how many calls deep a callee of this frame is. */
  static int depthAbove(@Nullable Frame caller) {
    return caller == null ? 1 : Math.abs(caller.depth) + 1;
  }

  /** Continues with what the callee returned; see {@link Execution} for what may be returned. */
  abstract @Nullable Varargs resume(Execution execution, @Nullable Varargs results);

  /** Reports the values this frame holds. */
  abstract void trace(Tracer tracer);
}
