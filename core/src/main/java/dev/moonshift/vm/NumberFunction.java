package dev.moonshift.vm;

/**
 * A native function that makes a number of one or two numbers, and knows nothing else: compiled
 * code calls it without boxes.
 */
public abstract class NumberFunction extends NativeFunction {
  private final boolean takesOne;
  private final boolean takesTwo;

  /**
   * Names the function and says what it can be given.
   *
   * @param takesOne whether {@link #apply(double)} stands for a call with one number
   * @param takesTwo whether {@link #apply(double, double)} stands for a call with two
   */
  protected NumberFunction(String name, boolean takesOne, boolean takesTwo) {
    super(name);
    this.takesOne = takesOne;
    this.takesTwo = takesTwo;
  }

  /** Whether it can be applied to so many numbers. */
  public final boolean takes(int count) {
    return count == 1 ? takesOne : count == 2 && takesTwo;
  }

  /** The value for one number. */
  public double apply(double x) {
    throw new IllegalStateException(name() + " does not take one number");
  }

  /** The value for two numbers. */
  public double apply(double x, double y) {
    throw new IllegalStateException(name() + " does not take two numbers");
  }
}
