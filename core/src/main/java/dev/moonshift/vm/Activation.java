package dev.moonshift.vm;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.Instruction;
import dev.moonshift.bytecode.Opcode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * One active call as tracebacks and {@code debug} see it: a frame of a script's or the library's,
 * or a library function at work that has no frame. The machine's own frames are left out.
 */
public final class Activation {
  private final @Nullable Frame frame;
  private final @Nullable LuaValue leaf;
  private final @Nullable Frame below;

  private Activation(@Nullable Frame frame, @Nullable LuaValue leaf, @Nullable Frame below) {
    this.frame = frame;
    this.leaf = leaf;
    this.below = below;
  }

  /**
   * Returns the innermost call of a chain of frames, or null if there is none.
   *
   * @param leaf the function at work if it has no frame of its own, else null
   */
  static @Nullable Activation of(@Nullable Frame innermost, @Nullable LuaValue leaf) {
    return leaf == null ? inner(innermost) : new Activation(null, leaf, innermost);
  }

  private static @Nullable Activation inner(@Nullable Frame from) {
    Frame frame = from;
    while (frame instanceof NativeFrame && ((NativeFrame) frame).isHidden()) {
      LuaValue interrupted = ((NativeFrame) frame).interrupted();
      if (interrupted != null) {
        return new Activation(null, interrupted, frame.caller);
      }
      frame = frame.caller;
    }
    return frame == null ? null : new Activation(frame, null, frame.caller);
  }

  /** The call that a frame stands for, which {@link #isCall}. */
  static Activation of(Frame frame) {
    return Objects.requireNonNull(inner(frame));
  }

  /** Whether a frame stands for a call, its own or that of a function it interrupted. */
  static boolean isCall(Frame frame) {
    return !(frame instanceof NativeFrame)
        || !((NativeFrame) frame).isHidden()
        || ((NativeFrame) frame).interrupted() != null;
  }

  /** The frame that comes after this call on the way outwards. */
  @Nullable Frame below() {
    return below;
  }

  /** The call that made this one; null at the bottom of a coroutine. */
  public @Nullable Activation caller() {
    return inner(below);
  }

  /** Returns the call some levels further out, or null if there are not so many. */
  static @Nullable Activation skip(@Nullable Activation from, long levels) {
    Activation at = from;
    for (long i = 0; i < levels && at != null; i++) {
      at = at.caller();
    }
    return at;
  }

  /** {@code chunk:line: } of a Lua function's call; empty for others. */
  String where() {
    return Frame.where(frame);
  }

  /** The Lua function that runs; null for a function of the library. */
  public @Nullable Closure closure() {
    return frame instanceof LuaFrame ? ((LuaFrame) frame).closure : null;
  }

  /** The function that runs; nil where a library function called it and does not know. */
  public LuaValue function() {
    Closure closure = closure();
    if (closure != null) {
      return closure;
    }
    LuaValue function = leaf;
    Frame caller = visible(below);
    if (function == null && caller instanceof LuaFrame) {
      function = VariableNames.nativeCallee((LuaFrame) caller);
    }
    return function == null ? LuaValue.NIL : function;
  }

  /** Whether it took the place of its caller. */
  public boolean isTailCall() {
    return frame instanceof LuaFrame && ((LuaFrame) frame).isTailCall();
  }

  /** The line that runs; -1 where that is not known. */
  public int line() {
    int line = frame instanceof LuaFrame ? ((LuaFrame) frame).line() : -1;
    return line > 0 ? line : -1;
  }

  private VariableNames.@Nullable Name calledAs() {
    Frame caller = visible(below);
    return caller instanceof LuaFrame && !isTailCall()
        ? VariableNames.ofCallee((LuaFrame) caller)
        : null;
  }

  private static @Nullable Frame visible(@Nullable Frame from) {
    Frame frame = from;
    while (frame instanceof NativeFrame
        && ((NativeFrame) frame).isHidden()
        && ((NativeFrame) frame).interrupted() == null) {
      frame = frame.caller;
    }
    return frame;
  }

  /** The name its caller knows it by; null if there is none. */
  public @Nullable String name() {
    VariableNames.Name name = calledAs();
    return name == null ? null : name.name();
  }

  /** What {@link #name} is: {@code global}, {@code local}, {@code method}, ...; empty without. */
  public String nameKind() {
    VariableNames.Name name = calledAs();
    return name == null ? "" : name.kind();
  }

  /** The library's name for a function of its own; null if that is not known. */
  @Nullable String libraryName() {
    LuaValue function = function();
    if (function instanceof NativeFunction) {
      return ((NativeFunction) function).name();
    }
    return frame instanceof NativeFrame ? ((NativeFrame) frame).name() : null;
  }

  // ---------------------------------------------------------------- variables

  /**
   * A variable of a call.
   *
   * @param name its name; {@code (*temporary)} or {@code (*vararg)} for one without
   * @param value what it holds
   */
  public record Variable(String name, LuaValue value) {}

  /**
   * Returns a local variable of a Lua function's call, or null if there is no such.
   *
   * @param index from 1; the further arguments are -1, -2, ...
   */
  public @Nullable Variable local(int index) {
    if (!(frame instanceof LuaFrame)) {
      return null;
    }
    LuaFrame lua = (LuaFrame) frame;
    if (index < 0) {
      return -(long) index > lua.varargs.narg()
          ? null
          : new Variable("(*vararg)", lua.varargs.arg(-index));
    }
    String name = localName(lua, index);
    if (name == null) {
      return null;
    }
    @Nullable LuaValue value = lua.registers[index - 1];
    return new Variable(name, value == null ? LuaValue.NIL : value);
  }

  /** Sets a variable; returns its name, or null if there is no such. See {@link #local}. */
  public @Nullable String setLocal(int index, LuaValue value) {
    Variable old = local(index);
    if (old == null || !(frame instanceof LuaFrame)) {
      return null;
    }
    LuaFrame lua = (LuaFrame) frame;
    if (index > 0) {
      lua.registers[index - 1] = value;
    } else {
      LuaValue[] copy = new LuaValue[lua.varargs.narg()];
      Values.copyInto(lua.varargs, copy, 0, copy.length);
      copy[-index - 1] = value;
      lua.varargs = Values.of(copy);
    }
    return old.name();
  }

  private static @Nullable String localName(LuaFrame lua, int index) {
    if (index < 1) {
      return null;
    }
    LuaString name = lua.closure.code.localName(index - 1, Math.max(lua.pc - 1, 0));
    if (name != null) {
      return name.tojstring();
    }
    return index <= registersInUse(lua) ? "(*temporary)" : null;
  }

  /** How many registers are the caller's own while what the instruction at work called runs. */
  private static int registersInUse(LuaFrame lua) {
    Code code = lua.closure.code;
    int instruction = lua.pc == 0 ? 0 : code.instructions[lua.pc - 1];
    switch (Instruction.opcode(instruction)) {
      case Opcode.CALL:
      case Opcode.TAILCALL:
        return Instruction.a(instruction);
      default:
        return code.registerCount;
    }
  }
}
