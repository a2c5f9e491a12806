package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A call of a library function where a hook is to be told of it before, after, or both. */
final class HookedCall extends NativeFrame {
  private enum Phase {
    TELL_CALL,
    RUN,
    TELL_RETURN
  }

  private final Hook hook;
  private final LuaValue function;
  private Varargs values; // its arguments, then its results
  private Phase phase = Phase.RUN;

  private HookedCall(Hook hook, LuaValue function, Varargs values) {
    this.hook = hook;
    this.function = function;
    this.values = values;
  }

  /** Calls a function on top of the current frame. */
  static Varargs start(Execution execution, Hook hook, LuaValue function, Varargs args) {
    HookedCall frame = new HookedCall(hook, function, args);
    if (hook.tellsCalls()) {
      frame.phase = Phase.TELL_CALL;
      return hook.begin(execution, frame, Hook.Event.CALL, 0);
    }
    return frame.run(execution);
  }

  /** Returns from a function on top of the current frame, which called it before it had a hook. */
  static Varargs finish(Execution execution, Hook hook, LuaValue function) {
    return new HookedCall(hook, function, LuaValue.NONE).tellReturn(execution);
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs results) {
    switch (phase) {
      case TELL_CALL:
        hook.end(execution);
        return run(execution);
      case RUN:
        values = results == null ? LuaValue.NONE : results;
        return hook.tellsReturns() ? tellReturn(execution) : values;
      default:
        hook.end(execution);
        return values;
    }
  }

  private Varargs run(Execution execution) {
    phase = Phase.RUN;
    Varargs args = values;
    values = LuaValue.NONE;
    return execution.call(this, function, args);
  }

  private Varargs tellReturn(Execution execution) {
    phase = Phase.TELL_RETURN;
    return hook.begin(execution, this, Hook.Event.RETURN, 0);
  }

  /** The function that is called; it is at work itself if it has no frame of its own. */
  LuaValue function() {
    return function;
  }

  /** The frame that called the library function, where this one stands between the two. */
  static @Nullable Frame beneath(@Nullable Frame frame) {
    return frame instanceof HookedCall ? frame.caller : frame;
  }

  @Override
  void abandon(Execution execution) {
    if (phase != Phase.RUN) {
      hook.end(execution);
    }
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.value(function);
    tracer.values(values);
  }

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  @Nullable LuaValue interrupted() {
    return phase == Phase.RUN ? null : function;
  }

  @Override
  public String name() {
    return "?";
  }
}
