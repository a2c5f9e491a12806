package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NumberFunction;
import dev.moonshift.vm.Numbers;
import org.luaj.vm2.Varargs;

/** A function of one number. Those that are called most are classes, so that they are inlined. */
abstract class UnaryFunction extends NumberFunction {
  UnaryFunction(String name) {
    super(name, true, false);
  }

  @Override
  public abstract double apply(double x);

  @Override
  public Varargs call(Execution execution, Varargs args) {
    return Numbers.valueOf(apply(Arguments.number(args, 1)));
  }
}
