package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NumberFunction;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function that combines any number of arguments to one, such as {@code math.max} and {@code
 * bit32.band}: a thousand at a time.
 */
abstract class FoldFunction extends NumberFunction {
  private static final int PIECE = 1000;

  /** So many arguments are paid with the call itself, as where {@link #apply} stands for it. */
  private static final int FREE = 2;

  /**
   * Names the function.
   *
   * @param isNumeric whether it makes a number of two numbers
   */
  FoldFunction(String name, boolean isNumeric) {
    super(name, false, isNumeric);
  }

  /**
   * Takes some arguments.
   *
   * @param soFar what those before gave; the first argument ignores it or finds 0
   * @param from the first one's index
   * @param to the last one's index
   * @return what it has now: a double also holds any 32 bits
   */
  abstract double fold(double soFar, Varargs args, int from, int to);

  /** The number made of two, for nothing. */
  @Override
  public abstract double apply(double x, double y);

  /** Makes the result of what all arguments gave. */
  abstract LuaValue result(double folded);

  @Override
  public final Varargs call(Execution execution, Varargs args) {
    int count = args.narg();
    if (count > PIECE) {
      return new Folding(this, args).resume(execution, null);
    }
    execution.charge(Math.max(0, count - FREE));
    return result(fold(0, args, 1, count));
  }

  private static final class Folding extends NativeFrame {
    private final FoldFunction function;
    private final Varargs args;
    private int taken;
    private double soFar;

    Folding(FoldFunction function, Varargs args) {
      this.function = function;
      this.args = args;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      for (int count = args.narg(); ; ) {
        int end = Math.min(taken + PIECE, count);
        soFar = function.fold(soFar, args, taken + 1, end);
        execution.charge(end - taken);
        taken = end;
        if (taken == count) {
          return function.result(soFar);
        }
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.values(args);
    }

    @Override
    public String name() {
      return function.name();
    }
  }
}
