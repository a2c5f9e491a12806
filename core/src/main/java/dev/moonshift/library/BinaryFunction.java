package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NumberFunction;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.Values;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function of two numbers. */
abstract class BinaryFunction extends NumberFunction {
  private final boolean isFirstFirst;

  /**
   * Names the function.
   *
   * @param isFirstFirst whether of two wrong arguments the first is named; else the second, as the
   *     reference does where C evaluates arguments from the right
   */
  BinaryFunction(String name, boolean isFirstFirst) {
    super(name, false, true);
    this.isFirstFirst = isFirstFirst;
  }

  @Override
  public abstract double apply(double x, double y);

  @Override
  public Varargs call(Execution execution, Varargs args) {
    if (isFirstFirst) {
      Arguments.number(args, 1);
    }
    double y = Arguments.number(args, 2);
    return Numbers.valueOf(apply(Arguments.number(args, 1), y));
  }

  @Override
  public Varargs call(Execution execution, LuaValue a, LuaValue b) {
    return a instanceof LuaNumber && b instanceof LuaNumber
        ? Numbers.valueOf(apply(a.todouble(), b.todouble()))
        : call(execution, Values.of(a, b));
  }
}
