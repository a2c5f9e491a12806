package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * An error on its way from the frame that raised it to whoever catches it, past all frames in
 * between, a piece at a time.
 *
 * <p>It first looks for a frame that protects, and leaves the chain as it is: a message handler
 * runs on top of it. Then it leaves the frames one after the other, as their variables end. Where
 * nobody protects, it writes down the calls and ends the process.
 *
 * <p>Between two pieces it is the frame on top of the one that raised the error. No audit comes
 * between: it would look at frames that are to be left.
 */
final class Unwinding extends NativeFrame {
  /** Frames that are passed in one piece: some ten microseconds where none is in the cache. */
  private static final int PIECE = 512;

  /** Frames that are passed for a unit of fuel: that of an instruction or two. */
  static final int FRAMES_PER_FUEL = 2;

  /**
   * How many places are put before a message that passes through coroutines: as many as may wait
   * for one another in the reference. Without a bound the work would be quadratic.
   */
  private static final int MAX_PLACES = 196;

  /** How often errors in message handlers are handed to the handler again. */
  private static final int MAX_HANDLER_ERRORS = 220;

  private LuaValue error;
  private @Nullable Frame innermost; // what tracebacks show first, with the leaf
  private @Nullable LuaValue leaf; // the function that raised it if it has no frame
  private @Nullable Frame next; // to be asked, or to be left
  private boolean isLeaving; // frames up to the catcher; else it is still looked for
  private @Nullable NativeFrame catcher; // null at the bottom of a coroutine
  private int places;
  private @Nullable Traceback traceback; // once nobody catches it
  private Execution.Outcome end = Execution.Outcome.FAILED;

  /**
   * Prepares to raise an error.
   *
   * @param innermost the innermost frame
   * @param leaf the function that raised it if it has no frame, else null
   */
  Unwinding(LuaValue error, @Nullable Frame innermost, @Nullable LuaValue leaf) {
    this.error = error;
    this.innermost = innermost;
    this.leaf = leaf;
    next = innermost;
  }

  /** Prepares to hand a value to a frame that protects, and to leave all those above it. */
  static Unwinding to(NativeFrame catcher, Frame from, LuaValue value) {
    Unwinding unwinding = new Unwinding(value, from, null);
    unwinding.leaveTo(catcher);
    return unwinding;
  }

  /** Prepares to end the process with an error that nobody can catch. */
  static Unwinding toTheEnd(
      Execution execution, Execution.Outcome end, LuaValue error, @Nullable Frame innermost) {
    Unwinding unwinding = new Unwinding(error, innermost, null);
    unwinding.end = end;
    unwinding.traceback =
        new Traceback(Activation.of(innermost, null), 0, execution.resumedCoroutine() == null);
    return unwinding;
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs nothing) {
    for (int i = 0; i < PIECE; i++) {
      Varargs signal =
          traceback != null
              ? write(execution, traceback)
              : isLeaving ? leave(execution) : ask(execution);
      if (signal != null) {
        return signal;
      }
    }
    execution.charge(PIECE / FRAMES_PER_FUEL);
    return goOn(execution);
  }

  /** Sets out; what the machine is to do next. Where many errors lead to more, it may pause. */
  Varargs start(Execution execution) {
    return execution.fuelLeft() > 0 ? resume(execution, null) : goOn(execution);
  }

  /** Goes on later, or at once if there is fuel. */
  private Varargs goOn(Execution execution) {
    caller = innermost;
    depth = Frame.depthAbove(innermost);
    height = Frame.heightAbove(innermost);
    execution.top = this;
    execution.values = LuaValue.NONE;
    return Signal.DELIVER;
  }

  /** Asks the next frame whether it protects; the signal once that is settled. */
  private @Nullable Varargs ask(Execution execution) {
    Frame frame = next;
    if (frame == null) {
      if (execution.resumedCoroutine() == null) {
        traceback = new Traceback(Activation.of(innermost, leaf), 0, true);
      } else {
        leaveTo(null);
      }
      return null;
    }
    if (frame instanceof MemoryAudit) {
      error = ((MemoryAudit) frame).errorInFinalizer(error);
    } else if (frame instanceof MessageHandling) {
      MessageHandling failed = (MessageHandling) frame;
      if (failed.errors < MAX_HANDLER_ERRORS) {
        return failed.again(execution, error, innermost, leaf);
      }
      error = MessageHandling.ERROR_IN_HANDLING;
      leaveTo(failed.protector);
      return null;
    } else if (frame instanceof NativeFrame && ((NativeFrame) frame).protectsFrom(error)) {
      NativeFrame protector = (NativeFrame) frame;
      if (protector.messageHandler() != null && !Execution.isMemoryError(error)) {
        return MessageHandling.start(execution, protector, error, innermost, leaf);
      }
      leaveTo(protector);
      return null;
    }
    next = frame.caller;
    return null;
  }

  private void leaveTo(@Nullable NativeFrame protector) {
    catcher = protector;
    next = innermost;
    isLeaving = true;
  }

  /** Leaves the next frame; the signal once the catcher is reached. */
  private @Nullable Varargs leave(Execution execution) {
    Frame frame = next;
    if (frame == catcher) {
      execution.unwound();
      return catcher == null ? leaveCoroutine(execution) : execution.leaveWith(catcher, error);
    }
    if (frame instanceof LuaFrame) {
      ((LuaFrame) frame).closeUpvalues(0);
    } else if (frame != null) {
      ((NativeFrame) frame).abandon(execution);
    }
    next = frame == null ? null : frame.caller;
    return null;
  }

  /** Goes on with the resumer: it gets the error as a result, or it is raised there. */
  private @Nullable Varargs leaveCoroutine(Execution execution) {
    Coroutine ended = execution.currentCoroutine();
    ended.status(Coroutine.Status.DEAD);
    ended.top = innermost; // a traceback of it shows where it failed
    ended.failedIn = leaf;
    if (!ended.isWrapped) {
      ended.isWrapped = true; // no flag is put before these
      return execution.backToResumer(ended, Values.of(LuaValue.FALSE, error));
    }
    execution.backToResumer(ended, LuaValue.NONE);
    innermost = execution.top;
    next = innermost;
    isLeaving = false;
    leaf = execution.leafOn(innermost);
    execution.charge(1);
    if (!Execution.isMemoryError(error) && ++places <= MAX_PLACES) {
      error = withPlace(Frame.where(HookedCall.beneath(innermost)), error);
    }
    return null;
  }

  /** Puts a place before an error that is a text; not before a long one, which takes a while. */
  private static LuaValue withPlace(String place, LuaValue error) {
    if (!error.isstring()) {
      return error;
    }
    LuaString text = Operations.text(error);
    return text.m_length > LongText.SHORT ? text : LuaValue.valueOf(place).concat(text);
  }

  /** Looks at the next call for the traceback; the signal once it is written. */
  private @Nullable Varargs write(Execution execution, Traceback calls) {
    return calls.advance() ? null : execution.fail(end, error, calls.text(), null);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.value(error);
    tracer.value(leaf);
  }

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  public String name() {
    return "?";
  }
}
