package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua function: code with the variables it captured.
 *
 * <p>It runs only inside a process. The {@code call} and {@code invoke} methods that LuaJ gives
 * every value would run it on the caller's stack, where nothing could stop it, so they refuse.
 */
public final class Closure extends LuaFunction {
  final Code code;
  final UpValue[] upvalues;
  private int serial;

  /** Pairs code with its captured variables, in the order of its upvalue descriptions. */
  public Closure(Code code, UpValue[] upvalues) {
    this.code = code;
    this.upvalues = upvalues;
  }

  /** The code, shared with every other closure of the same function. */
  public Code code() {
    return code;
  }

  /** The n-th captured variable, from 0. */
  public UpValue upvalue(int index) {
    return upvalues[index];
  }

  /** Makes the n-th captured variable, from 0, the same as another closure's. */
  public void upvalue(int index, UpValue other) {
    upvalues[index] = other;
  }

  /**
   * Returns the number that names this function in texts, taking one from its process if need be.
   */
  int serial(Execution execution) {
    if (serial == 0) {
      serial = execution.nextSerial();
    }
    return serial;
  }

  @Override
  public LuaValue call() {
    throw refusal();
  }

  @Override
  public LuaValue call(LuaValue a) {
    throw refusal();
  }

  @Override
  public LuaValue call(LuaValue a, LuaValue b) {
    throw refusal();
  }

  @Override
  public LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
    throw refusal();
  }

  @Override
  public Varargs invoke(Varargs args) {
    throw refusal();
  }

  @Override
  public Varargs onInvoke(Varargs args) {
    throw refusal();
  }

  private static ScriptError refusal() {
    return new ScriptError(
        LuaValue.valueOf(
            "a host function cannot call a Lua function: it could never be preempted;"
                + " write a NativeFunction that calls it through the execution"));
  }
}
