package dev.moonshift.vm;

import org.luaj.vm2.Varargs;

/**
 * A native function whose call is a matter of a moment: it never answers with a {@link Signal}, and
 * where it fails it has done nothing yet.
 *
 * <p>So compiled code can call it without the frame that a failure would want to name: a call that
 * failed is made again by the interpreter.
 */
public abstract class LeafFunction extends NativeFunction {
  /** Names the function as a script writes it. */
  protected LeafFunction(String name) {
    super(name);
  }

  /** Makes a function from a name and what it does. */
  public static LeafFunction leaf(String name, Body body) {
    return new LeafFunction(name) {
      @Override
      public Varargs call(Execution execution, Varargs args) {
        return body.call(execution, args);
      }
    };
  }
}
