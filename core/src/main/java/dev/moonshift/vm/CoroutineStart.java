package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The only frame of a coroutine that has not started: what it is resumed with are the arguments.
 */
final class CoroutineStart extends NativeFrame {
  private final LuaValue function;

  CoroutineStart(LuaValue function) {
    this.function = function;
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs args) {
    execution.top = null;
    return execution.tailCall(function, args == null ? LuaValue.NONE : args);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.value(function);
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
