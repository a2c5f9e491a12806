package dev.moonshift.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs the function of an {@code xpcall} that turns an error into the value to report. */
final class MessageHandling extends NativeFrame {
  /** What is reported where handling errors leads to nothing but errors. */
  static final LuaValue ERROR_IN_HANDLING = LuaValue.valueOf("error in error handling");

  /** Extra call depth for a message handler, so that it can report a stack overflow. */
  private static final int EXTRA_DEPTH = 200;

  /** And extra room for its frames, in slots. */
  private static final int EXTRA_HEIGHT = 16 * EXTRA_DEPTH;

  final NativeFrame protector;
  private final @Nullable LuaValue leaf; // the function that failed, if it has no frame

  /**
   * The errors that have been handled so far, this one included: handling one may raise another.
   */
  final int errors;

  private boolean isOnLastStack; // it has only the depth that is kept for reporting

  private MessageHandling(NativeFrame protector, @Nullable LuaValue leaf, int errors) {
    this.protector = protector;
    this.leaf = leaf;
    this.errors = errors;
  }

  /** Calls the handler of a frame that protects, on top of the frame that failed. */
  static Varargs start(
      Execution execution,
      NativeFrame protector,
      LuaValue error,
      @Nullable Frame at,
      @Nullable LuaValue leaf) {
    return new MessageHandling(protector, leaf, 1).call(execution, error, at);
  }

  /** Calls the handler again, with an error that was raised while it ran. */
  Varargs again(
      Execution execution, LuaValue error, @Nullable Frame at, @Nullable LuaValue newLeaf) {
    return new MessageHandling(protector, newLeaf, errors + 1).call(execution, error, at);
  }

  private Varargs call(Execution execution, LuaValue error, @Nullable Frame at) {
    int maxDepth = Math.max(0, execution.maxDepth() - EXTRA_DEPTH);
    int maxHeight = Math.max(0, execution.maxHeight() - EXTRA_HEIGHT);
    caller = at;
    depth = Frame.depthAbove(at);
    height = Frame.heightAbove(at);
    if ((depth > maxDepth || height > maxHeight) && !isOnLastStack(execution, at)) {
      isOnLastStack = true; // the extra is given once: handlers nest, too
      depth = Math.min(depth, maxDepth);
      height = Math.min(height, maxHeight);
    }
    execution.top = this;
    return execution.signalCall(Objects.requireNonNull(protector.messageHandler()), error);
  }

  /** Whether a frame was called by a handler that has only the extra depth. */
  static boolean isOnLastStack(Execution execution, @Nullable Frame innermost) {
    boolean isFound = false;
    int passed = 0;
    for (Frame frame = innermost;
        frame != null && passed <= EXTRA_HEIGHT && !isFound;
        frame = frame.caller) {
      isFound = frame instanceof MessageHandling && ((MessageHandling) frame).isOnLastStack;
      passed++;
    }
    execution.charge(passed / Unwinding.FRAMES_PER_FUEL);
    return isFound;
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs handled) {
    LuaValue value = handled == null ? LuaValue.NIL : handled.arg1();
    return Unwinding.to(protector, this, value).resume(execution, null);
  }

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  @Nullable LuaValue interrupted() {
    return leaf;
  }

  @Override
  public String name() {
    return "?";
  }

  @Override
  public void trace(Tracer tracer) {}
}
