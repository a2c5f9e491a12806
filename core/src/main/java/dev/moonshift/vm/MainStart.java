package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The only frame of a process that has not started: {@link Execution#callee} is what it is to run.
 * As that is all, one serves all processes.
 */
final class MainStart extends NativeFrame {
  static final MainStart INSTANCE = new MainStart();

  private MainStart() {}

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs args) {
    LuaValue main = execution.callee;
    execution.top = null;
    return execution.tailCall(
        main == null ? LuaValue.NIL : main, args == null ? LuaValue.NONE : args);
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
