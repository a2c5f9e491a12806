package dev.moonshift.library;

import dev.moonshift.bytecode.Arithmetic;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Values;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The {@code math} library.
 *
 * <p>Its functions give the same bits on every machine: what {@link Math} leaves to the machine is
 * asked of {@link StrictMath}.
 */
final class MathLibrary {
  private static final double DEGREES_PER_RADIAN = 180 / Math.PI;

  /** A double smaller than this has fewer digits than others. */
  private static final int SUBNORMAL_BITS = 54;

  private MathLibrary() {}

  static Table create() {
    Table library = new Table();
    Library.add(library, "abs", new Abs());
    unary(library, "acos", StrictMath::acos);
    unary(library, "asin", StrictMath::asin);
    unary(library, "atan", StrictMath::atan);
    binary(library, "atan2", StrictMath::atan2);
    Library.add(library, "ceil", new Ceil());
    unary(library, "cos", StrictMath::cos);
    unary(library, "cosh", StrictMath::cosh);
    unary(library, "deg", x -> x * DEGREES_PER_RADIAN);
    unary(library, "exp", StrictMath::exp);
    Library.add(library, "floor", new Floor());
    binary(library, "fmod", (x, y) -> x % y); // as in C: exact, with the sign of the dividend
    Library.addLeaf(library, "math", "frexp", MathLibrary::frexp);
    Library.add(library, "huge", Numbers.valueOf(Double.POSITIVE_INFINITY));
    Library.addLeaf(library, "math", "ldexp", MathLibrary::ldexp);
    Library.addLeaf(library, "math", "log", MathLibrary::log);
    unary(library, "log10", StrictMath::log10);
    Library.add(library, "max", new Max());
    Library.add(library, "min", new Min());
    Library.addLeaf(library, "math", "modf", MathLibrary::modf);
    Library.add(library, "pi", Numbers.valueOf(Math.PI));
    Library.add(library, "pow", new Power());
    unary(library, "rad", x -> x / DEGREES_PER_RADIAN);
    Library.add(library, "random", new Random());
    Library.add(library, "math", "randomseed", MathLibrary::randomSeed);
    unary(library, "sin", StrictMath::sin);
    unary(library, "sinh", StrictMath::sinh);
    Library.add(library, "sqrt", new Sqrt());
    unary(library, "tan", StrictMath::tan);
    unary(library, "tanh", StrictMath::tanh);
    return library;
  }

  private static void unary(Table library, String name, DoubleUnaryOperator function) {
    Library.add(
        library,
        name,
        new UnaryFunction("math." + name) {
          @Override
          public double apply(double x) {
            return function.applyAsDouble(x);
          }
        });
  }

  private static void binary(Table library, String name, DoubleBinaryOperator function) {
    Library.add(
        library,
        name,
        new BinaryFunction("math." + name, false) {
          @Override
          public double apply(double x, double y) {
            return function.applyAsDouble(x, y);
          }
        });
  }

  // ---------------------------------------------------------------- the ones that are called most

  private static final class Floor extends UnaryFunction {
    Floor() {
      super("math.floor");
    }

    @Override
    public double apply(double x) {
      return Math.floor(x);
    }

    @Override
    public Varargs call(Execution execution, Varargs args) {
      LuaValue x = args.arg1();
      return x instanceof LuaInteger ? x : super.call(execution, args);
    }
  }

  private static final class Ceil extends UnaryFunction {
    Ceil() {
      super("math.ceil");
    }

    @Override
    public double apply(double x) {
      return Math.ceil(x);
    }
  }

  private static final class Sqrt extends UnaryFunction {
    Sqrt() {
      super("math.sqrt");
    }

    @Override
    public double apply(double x) {
      return Math.sqrt(x);
    }
  }

  private static final class Abs extends UnaryFunction {
    Abs() {
      super("math.abs");
    }

    @Override
    public double apply(double x) {
      return Math.abs(x);
    }
  }

  private static boolean isNumber(LuaValue value) {
    return value instanceof LuaInteger || value instanceof LuaDouble;
  }

  private static final class Max extends FoldFunction {
    Max() {
      super("math.max", true);
    }

    @Override
    double fold(double soFar, Varargs args, int from, int to) {
      double greatest = from == 1 ? Arguments.number(args, 1) : soFar;
      for (int i = from; i <= to; i++) {
        double x = Arguments.number(args, i);
        if (x > greatest) {
          greatest = x;
        }
      }
      return greatest;
    }

    @Override
    LuaValue result(double folded) {
      return Numbers.valueOf(folded);
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      if (isNumber(a) && isNumber(b)) {
        return b.todouble() > a.todouble() ? b : a;
      }
      return call(execution, Values.of(a, b));
    }

    @Override
    public double apply(double x, double y) {
      return y > x ? y : x;
    }
  }

  private static final class Min extends FoldFunction {
    Min() {
      super("math.min", true);
    }

    @Override
    double fold(double soFar, Varargs args, int from, int to) {
      double least = from == 1 ? Arguments.number(args, 1) : soFar;
      for (int i = from; i <= to; i++) {
        double x = Arguments.number(args, i);
        if (x < least) {
          least = x;
        }
      }
      return least;
    }

    @Override
    LuaValue result(double folded) {
      return Numbers.valueOf(folded);
    }

    @Override
    public Varargs call(Execution execution, LuaValue a, LuaValue b) {
      if (isNumber(a) && isNumber(b)) {
        return b.todouble() < a.todouble() ? b : a;
      }
      return call(execution, Values.of(a, b));
    }

    @Override
    public double apply(double x, double y) {
      return y < x ? y : x;
    }
  }

  private static final class Power extends BinaryFunction {
    Power() {
      super("math.pow", true);
    }

    @Override
    public double apply(double x, double y) {
      return Arithmetic.power(x, y);
    }
  }

  // ---------------------------------------------------------------- random numbers

  private static final class Random extends LeafFunction {
    Random() {
      super("math.random");
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, Varargs args) {
      switch (args.narg()) {
        case 0:
          return Numbers.valueOf(execution.random().nextDouble());
        case 1:
          LuaValue high = args.arg1();
          return isNumber(high) && high.todouble() >= 1
              ? upTo(execution.random().nextDouble(), high.todouble())
              : null;
        case 2:
          return callAtOnce(execution, args.arg1(), args.arg(2));
        default:
          return null;
      }
    }

    @Override
    public @Nullable Varargs callAtOnce(Execution execution, LuaValue low, LuaValue high) {
      return isNumber(low) && isNumber(high) && low.todouble() <= high.todouble()
          ? between(execution.random().nextDouble(), low.todouble(), high.todouble())
          : null;
    }

    /** Draws a number before it looks at the arguments, as the reference does. */
    @Override
    public Varargs callInFull(Execution execution, Varargs args) {
      double random = execution.random().nextDouble();
      switch (args.narg()) {
        case 0:
          return Numbers.valueOf(random);
        case 1:
          return upTo(random, Arguments.number(args, 1));
        case 2:
          return between(random, Arguments.number(args, 1), Arguments.number(args, 2));
        default:
          throw RaisedError.fromNative("wrong number of arguments");
      }
    }

    private static LuaValue upTo(double random, double high) {
      if (!(high >= 1)) {
        throw RaisedError.badArgument(1, "interval is empty");
      }
      return Numbers.valueOf(Math.floor(random * high) + 1);
    }

    private static LuaValue between(double random, double low, double high) {
      if (!(low <= high)) {
        throw RaisedError.badArgument(2, "interval is empty");
      }
      return Numbers.valueOf(Math.floor(random * (high - low + 1)) + low);
    }
  }

  private static Varargs randomSeed(Execution execution, Varargs args) {
    execution.random().seed(Bit32Library.unsigned(args, 1));
    return LuaValue.NONE;
  }

  // ---------------------------------------------------------------- the others

  private static Varargs modf(Execution execution, Varargs args) {
    double x = Arguments.number(args, 1);
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    double fraction = Double.isInfinite(x) ? 0 : x - whole;
    return Values.of(Numbers.valueOf(whole), Numbers.valueOf(Math.copySign(fraction, x)));
  }

  /** Splits x into a fraction in [0.5, 1) and a power of two. */
  private static Varargs frexp(Execution execution, Varargs args) {
    double x = Arguments.number(args, 1);
    if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
      return Values.of(Numbers.valueOf(x), LuaInteger.valueOf(0));
    }
    int exponent = 0;
    double normal = x;
    if (Math.abs(x) < Double.MIN_NORMAL) {
      normal = Math.scalb(x, SUBNORMAL_BITS);
      exponent = -SUBNORMAL_BITS;
    }
    int shift = Math.getExponent(normal) + 1;
    return Values.of(
        Numbers.valueOf(Math.scalb(normal, -shift)), LuaInteger.valueOf(exponent + shift));
  }

  private static Varargs ldexp(Execution execution, Varargs args) {
    double x = Arguments.number(args, 1);
    return Numbers.valueOf(Math.scalb(x, Arguments.int32(args, 2)));
  }

  /** Logarithms of powers of 10 to base 10, and of powers of 2 to base 2, are exact. */
  private static Varargs log(Execution execution, Varargs args) {
    double x = Arguments.number(args, 1);
    if (args.arg(2).isnil()) {
      return Numbers.valueOf(StrictMath.log(x));
    }
    double base = Arguments.number(args, 2);
    if (base == 10) {
      return Numbers.valueOf(StrictMath.log10(x));
    }
    if (base == 2 && x >= Double.MIN_NORMAL && x == Math.scalb(1.0, Math.getExponent(x))) {
      return LuaInteger.valueOf(Math.getExponent(x));
    }
    return Numbers.valueOf(StrictMath.log(x) / StrictMath.log(base));
  }
}
