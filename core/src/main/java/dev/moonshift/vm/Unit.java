package dev.moonshift.vm;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The compiled form of some code from one place on: the function's entry, the target of a backward
 * jump, or where a frame goes on.
 *
 * <p>It does what the interpreter would do, at the same cost, up to its results or to a place where
 * the interpreter is to go on. It answers with the function's results or a {@link Signal}; with a
 * signal, its activation has become a {@link LuaFrame} that hangs under {@code
 * WorkerState.outermost}, and that frame's caller is for the caller to set.
 *
 * <p><b>Threads.</b> Any number of processes run it at once.
 */
public abstract class Unit {
  /** What a unit may lose by leaving early before it is given up, in fuel. */
  static final int CREDIT = 50_000;

  /** More slots than any stack has room for. */
  static final int MANY = 1 << 29;

  /** What is left of that. A guess: several threads may change it at once. */
  int credit = CREDIT;

  /** How many slots of the stack an activation takes; {@link #MANY} if arguments may take more. */
  int slots;

  /** Goes on from an interpreter's frame that stands at this unit's place. */
  abstract Varargs enter(Execution execution, LuaFrame frame);

  // Calls of a unit that enters at the function's entry. The depth is the activation's own,
  // negative
  // if it takes the place of its caller; the height is that of the stack below it, see Frame. A
  // unit
  // overrides those that pass its numbers as doubles, and those that pass values.

  Varargs call(Execution execution, Closure function, int depth, int height) {
    return call(execution, function, depth, height, LuaValue.NONE);
  }

  Varargs call(Execution execution, Closure function, int depth, int height, LuaValue a) {
    return call(execution, function, depth, height, (Varargs) a);
  }

  Varargs call(Execution execution, Closure function, int depth, int height, double a) {
    return call(execution, function, depth, height, Numbers.valueOf(a));
  }

  Varargs call(
      Execution execution, Closure function, int depth, int height, LuaValue a, LuaValue b) {
    return call(execution, function, depth, height, Values.of(a, b));
  }

  Varargs call(Execution execution, Closure function, int depth, int height, LuaValue a, double b) {
    return call(execution, function, depth, height, a, Numbers.valueOf(b));
  }

  Varargs call(Execution execution, Closure function, int depth, int height, double a, LuaValue b) {
    return call(execution, function, depth, height, Numbers.valueOf(a), b);
  }

  Varargs call(Execution execution, Closure function, int depth, int height, double a, double b) {
    return call(execution, function, depth, height, Numbers.valueOf(a), Numbers.valueOf(b));
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      LuaValue a,
      LuaValue b,
      LuaValue c) {
    return call(execution, function, depth, height, LuaValue.varargsOf(a, b, c));
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      LuaValue a,
      LuaValue b,
      double c) {
    return call(execution, function, depth, height, a, b, Numbers.valueOf(c));
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      LuaValue a,
      double b,
      LuaValue c) {
    return call(execution, function, depth, height, a, Numbers.valueOf(b), c);
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      LuaValue a,
      double b,
      double c) {
    return call(execution, function, depth, height, a, Numbers.valueOf(b), Numbers.valueOf(c));
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      double a,
      LuaValue b,
      LuaValue c) {
    return call(execution, function, depth, height, Numbers.valueOf(a), b, c);
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      double a,
      LuaValue b,
      double c) {
    return call(execution, function, depth, height, Numbers.valueOf(a), b, Numbers.valueOf(c));
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      double a,
      double b,
      LuaValue c) {
    return call(execution, function, depth, height, Numbers.valueOf(a), Numbers.valueOf(b), c);
  }

  Varargs call(
      Execution execution, Closure function, int depth, int height, double a, double b, double c) {
    return call(
        execution,
        function,
        depth,
        height,
        Numbers.valueOf(a),
        Numbers.valueOf(b),
        Numbers.valueOf(c));
  }

  Varargs call(
      Execution execution,
      Closure function,
      int depth,
      int height,
      LuaValue a,
      LuaValue b,
      LuaValue c,
      LuaValue d) {
    return call(execution, function, depth, height, Values.of(new LuaValue[] {a, b, c, d}));
  }

  /** Calls with any number of arguments. */
  Varargs call(Execution execution, Closure function, int depth, int height, Varargs args) {
    throw new IllegalStateException("this unit enters in mid-function");
  }
}
