package dev.moonshift.vm;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a function returns instead of results to say what must happen first. Compared by identity,
 * never seen by a script; a value only because results and signals come the same way.
 */
final class Signal extends LuaValue {
  /**
   * Call {@code execution.callee} with {@code execution.values} on top of {@code execution.top}.
   */
  static final Signal CALL = new Signal("call");

  /** Hand {@code execution.values} to {@code execution.top}, which may be another coroutine's. */
  static final Signal DELIVER = new Signal("deliver");

  /** Leave: the process has been suspended, and what it needs to go on is with its coroutine. */
  static final Signal SUSPENDED = new Signal("suspended");

  /** A compiled activation left for the interpreter: go on with {@code execution.top}. */
  static final Signal EXIT = new Signal("exit");

  /** As {@link #EXIT}, at a safepoint. */
  static final Signal EXIT_AT_SAFEPOINT = new Signal("exit at safepoint");

  /** As {@link #EXIT}, with {@code execution.thrown} raised there. */
  static final Signal THROWN = new Signal("thrown");

  /** Call {@code execution.callee} with {@code execution.values} in place of the activation. */
  static final Signal TAIL_CALL = new Signal("tail call");

  /** There is one result: the number {@code execution.worker.number}. Only units answer so. */
  static final Signal NUMBER = new Signal("number");

  /**
   * There are two results: {@code execution.worker.first} and {@code second}. Only units answer so.
   */
  static final Signal PAIR = new Signal("pair");

  /** As {@link #PAIR}, with {@code execution.worker.third}. */
  static final Signal TRIPLE = new Signal("triple");

  /** A unit must not do this: the interpreter does. Only {@link UnitSupport} answers so. */
  static final Signal LEFT = new Signal("left");

  private final String name;

  /** Whether a unit's answer stands for results that are in {@code execution.worker}. */
  static boolean isForResults(Varargs answer) {
    return answer == NUMBER || answer == PAIR || answer == TRIPLE;
  }

  private Signal(String name) {
    this.name = name;
  }

  @Override
  public int type() {
    return TNONE;
  }

  @Override
  public String typename() {
    return name;
  }
}
