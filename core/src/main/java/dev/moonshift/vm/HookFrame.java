package dev.moonshift.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * Runs a hook before an instruction of a Lua function, which then goes on. While it runs, the
 * function looks as if the instruction were at work, so that its line is the one to be told.
 */
final class HookFrame extends NativeFrame {
  private final Hook hook;

  private HookFrame(Hook hook) {
    this.hook = hook;
  }

  /** Starts to tell of the next instruction of a frame. */
  static Signal start(Execution execution, Hook hook, Hook.Event event, LuaFrame frame) {
    frame.pc++;
    execution.top = frame;
    return hook.begin(execution, new HookFrame(hook), event, frame.line());
  }

  @Override
  public @Nullable Varargs resume(Execution execution, @Nullable Varargs ignored) {
    watched().pc--;
    hook.end(execution);
    return null;
  }

  private LuaFrame watched() {
    return (LuaFrame) Objects.requireNonNull(caller);
  }

  @Override
  void abandon(Execution execution) {
    hook.end(execution);
  }

  @Override
  public void trace(Tracer tracer) {
    watched().traceRegisters(tracer, watched().pc - 1, false);
  }

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  public String name() {
    return "?";
  }
}
