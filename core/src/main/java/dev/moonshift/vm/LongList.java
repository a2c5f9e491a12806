package dev.moonshift.vm;

import dev.moonshift.bytecode.Instruction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Copies a long list with values put before it, a piece at a time.
 *
 * <p>A list that is passed on as it is need not be copied, nor one that loses its first values; so
 * these are all the copies of lists that there are.
 */
abstract class LongList extends NativeFrame {
  /** Lists up to here are copied at once: for a thousand units of fuel. */
  static final int SHORT = 1000 * Values.VALUES_PER_FUEL;

  /** No list is longer: the reference's stack has no more slots. */
  private static final int MAX_VALUES = 1_000_000;

  private final LuaValue[] all;
  private final Varargs rest;
  private final int before; // how many values stand before the rest
  private int copied; // of the rest

  private LongList(Execution execution, int before, Varargs rest) {
    int count = before + rest.narg();
    if (count > MAX_VALUES) {
      throw RaisedError.fromNative("stack overflow");
    }
    execution.chargeMemory((long) count * MemoryCost.SLOT);
    all = new LuaValue[count];
    this.before = before;
    this.rest = rest;
  }

  /**
   * Puts a value before a list for a frame at work, which is to return what this does.
   *
   * @return the list, or a pause
   */
  static Varargs prepend(Execution execution, NativeFrame frame, LuaValue first, Varargs rest) {
    if (rest.narg() <= SHORT) {
      execution.payForCopy(rest);
      return Values.prepend(first, rest);
    }
    execution.top = frame.caller;
    return new Prepended(execution, first, rest, null).resume(execution, null);
  }

  /** Calls a function with a value put before a list; the call, or a pause. */
  static Varargs call(Execution execution, LuaValue function, LuaValue first, Varargs rest) {
    if (rest.narg() <= SHORT) {
      execution.payForCopy(rest);
      return execution.signalCall(function, Values.prepend(first, rest));
    }
    return new Prepended(execution, first, rest, function).resume(execution, null);
  }

  /** A frame that returns a list with a value put before it to the frame below. */
  static NativeFrame prepended(
      Execution execution, LuaValue first, Varargs rest, @Nullable Frame below) {
    Prepended frame = new Prepended(execution, first, rest, null);
    frame.caller = below;
    frame.depth = Frame.depthAbove(below);
    frame.height = Frame.heightAbove(below) + frame.slots();
    return frame;
  }

  /**
   * A frame that makes one list of the values that an instruction takes, in registers from one on
   * and in the open list behind them. Then the instruction runs again.
   */
  static NativeFrame gathering(Execution execution, LuaFrame frame, int first) {
    return new Gathering(execution, frame, first);
  }

  /** Goes on copying; true once all is copied. */
  final boolean advance(Execution execution) {
    int count = all.length - before;
    while (copied < count) {
      int most = Math.min(count - copied, Piece.units(execution) * Values.VALUES_PER_FUEL);
      Values.copy(rest, copied, all, before + copied, most);
      execution.charge(most / Values.VALUES_PER_FUEL);
      copied += most;
      if (execution.shouldPause()) {
        return copied == count;
      }
    }
    return true;
  }

  final Varargs list() {
    return Values.of(all);
  }

  @Override
  public void trace(Tracer tracer) {
    for (int i = 0; i < before; i++) {
      tracer.value(all[i]);
    }
    tracer.values(rest);
    tracer.memory((long) all.length * MemoryCost.SLOT);
  }

  @Override
  final boolean isHidden() {
    return true;
  }

  @Override
  public final String name() {
    return "?";
  }

  private static final class Prepended extends LongList {
    private final @Nullable LuaValue function; // to be called with the list; none to return it

    Prepended(Execution execution, LuaValue first, Varargs rest, @Nullable LuaValue function) {
      super(execution, 1, rest);
      super.all[0] = first;
      this.function = function;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      if (!advance(execution)) {
        return execution.pause(this);
      }
      return function == null ? list() : execution.tailCall(this, function, list());
    }

    @Override
    public void trace(Tracer tracer) {
      super.trace(tracer);
      tracer.value(function);
    }
  }

  private static final class Gathering extends LongList {
    private final LuaFrame frame;
    private final int first;

    Gathering(Execution execution, LuaFrame frame, int first) {
      super(execution, frame.top - first, frame.open);
      System.arraycopy(frame.registers, first, super.all, 0, frame.top - first);
      this.frame = frame;
      this.first = first;
      caller = frame;
      depth = Frame.depthAbove(frame);
      height = Frame.heightAbove(frame) + slots();
    }

    @Override
    public void trace(Tracer tracer) {
      super.trace(tracer);
      // the instruction that is to run again needs more than what is live after it
      int a = Instruction.a(frame.closure.code.instructions[frame.pc - 1]);
      for (int i = a; i < first; i++) {
        tracer.value(frame.registers[i]);
      }
    }

    @Override
    public @Nullable Varargs resume(Execution execution, @Nullable Varargs nothing) {
      if (!advance(execution)) {
        return execution.pause(this);
      }
      frame.open = list();
      frame.top = first;
      frame.pc--;
      return null;
    }
  }
}
