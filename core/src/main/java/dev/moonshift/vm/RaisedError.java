package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An error on its way from the code that noticed it, which knows what is wrong, to the run loop,
 * which knows where: the loop adds the place and the names, and makes it a {@link ScriptError}.
 */
public abstract sealed class RaisedError extends LuaError {
  private static final long serialVersionUID = 1;

  /** What an exception and its message take: a microsecond. */
  private static final int COST = 25;

  private RaisedError(String text) {
    super(text);
  }

  /** Something is wrong with the instruction that runs: the message gets its line. */
  static RaisedError message(String text) {
    return new Positioned(text, 0);
  }

  /** The error of a call that is too deep. */
  static RaisedError stackOverflow() {
    return new StackOverflow();
  }

  /** Whether an exception is the error of a call that is too deep. */
  static boolean isStackOverflow(Throwable problem) {
    return problem instanceof StackOverflow;
  }

  /** A library function refuses: the message gets the line of the code that called it. */
  public static RaisedError fromNative(String text) {
    return new Positioned(text, 1);
  }

  /** The message of an error that a frame reports about its caller, complete with the place. */
  public static String inCallerOf(NativeFrame frame, String text) {
    return Frame.where(HookedCall.beneath(frame.caller)) + text;
  }

  /**
   * A library function refuses an argument: {@code bad argument #1 to 'insert' (table expected, got
   * nil)}.
   *
   * @param index which argument, from 1
   * @param problem what is wrong, for example {@code number expected, got nil}
   */
  public static RaisedError badArgument(int index, String problem) {
    return new BadArgument(index, problem);
  }

  /** An operator refuses an operand: {@code attempt to index local 'x' (a nil value)}. */
  static RaisedError badOperand(String operation, LuaValue operand) {
    return new BadOperand(operation, operand);
  }

  /** The error value, complete with place and names. */
  abstract LuaValue locate(Origin origin);

  /** What it takes to {@link #locate} it. */
  int cost(Origin origin) {
    return COST;
  }

  private static int costWithNames(@Nullable Frame frame) {
    return COST + (frame instanceof LuaFrame ? VariableNames.cost((LuaFrame) frame) : 0);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /**
   * Where an error was noticed.
   *
   * @param running the innermost frame
   * @param callee the function that noticed it if it has no frame of its own, else null
   */
  record Origin(@Nullable Frame running, @Nullable LuaValue callee) {
    /** The frame of the code that called the library function at work. */
    @Nullable Frame caller() {
      return HookedCall.beneath(callee != null || running == null ? running : running.caller);
    }

    /** The frame whose instruction is at fault; null if a library function is at work. */
    @Nullable Frame instruction() {
      return callee == null ? running : null;
    }
  }

  private static final class StackOverflow extends RaisedError {
    private static final long serialVersionUID = 1;
    private static final String TEXT = "stack overflow";

    StackOverflow() {
      super(TEXT);
    }

    @Override
    LuaValue locate(Origin origin) {
      return LuaValue.valueOf(Frame.where(origin.instruction()) + TEXT);
    }
  }

  private static final class Positioned extends RaisedError {
    private static final long serialVersionUID = 1;
    private final String text;
    private final int level;

    Positioned(String text, int level) {
      super(text);
      this.text = text;
      this.level = level;
    }

    @Override
    LuaValue locate(Origin origin) {
      Frame at = level == 0 ? origin.instruction() : origin.caller();
      return LuaValue.valueOf(Frame.where(at) + text);
    }
  }

  private static final class BadArgument extends RaisedError {
    private static final long serialVersionUID = 1;
    private final int index;
    private final String problem;

    BadArgument(int index, String problem) {
      super("bad argument #" + index + " (" + problem + ")");
      this.index = index;
      this.problem = problem;
    }

    @Override
    LuaValue locate(Origin origin) {
      Frame caller = origin.caller();
      VariableNames.Name name =
          caller instanceof LuaFrame ? VariableNames.ofCallee((LuaFrame) caller) : null;
      int shown = index;
      if (name != null && name.kind().equals("method")) {
        shown--;
        if (shown == 0) {
          return LuaValue.valueOf(
              Frame.where(caller) + "calling '" + name.name() + "' on bad self (" + problem + ")");
        }
      }
      String function = name != null ? name.name() : nativeName(origin);
      return LuaValue.valueOf(
          Frame.where(caller)
              + "bad argument #"
              + shown
              + " to '"
              + function
              + "' ("
              + problem
              + ")");
    }

    @Override
    int cost(Origin origin) {
      return costWithNames(origin.caller());
    }

    private static String nativeName(Origin origin) {
      if (origin.callee() instanceof NativeFunction) {
        return ((NativeFunction) origin.callee()).nameInErrors();
      }
      return origin.callee() == null && origin.running() instanceof NativeFrame
          ? ((NativeFrame) origin.running()).name()
          : "?";
    }
  }

  private static final class BadOperand extends RaisedError {
    private static final long serialVersionUID = 1;
    private final String operation;
    private final transient LuaValue operand;

    BadOperand(String operation, LuaValue operand) {
      super("attempt to " + operation + " a " + operand.typename() + " value");
      this.operation = operation;
      this.operand = operand;
    }

    @Override
    int cost(Origin origin) {
      return costWithNames(origin.instruction());
    }

    @Override
    LuaValue locate(Origin origin) {
      Frame running = origin.running();
      VariableNames.Name name =
          origin.callee() == null && running instanceof LuaFrame
              ? VariableNames.ofOperand((LuaFrame) running, operand)
              : null;
      String described =
          name == null
              ? "a " + operand.typename() + " value"
              : name.kind() + " '" + name.name() + "' (a " + operand.typename() + " value)";
      return LuaValue.valueOf(
          Frame.where(origin.instruction()) + "attempt to " + operation + " " + described);
    }
  }
}
