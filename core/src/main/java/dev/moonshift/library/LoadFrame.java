package dev.moonshift.library;

import dev.moonshift.bytecode.Code;
import dev.moonshift.syntax.Compilation;
import dev.moonshift.syntax.SyntaxException;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.UpValue;
import dev.moonshift.vm.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code load} at work: collects the source, perhaps from a function, and compiles it in pieces.
 */
final class LoadFrame extends NativeFrame {
  /** Compiler steps in one piece; a step is about a byte of source. */
  private static final int CHUNK = 4096;

  /** Compiler steps for a unit of fuel: about the time of an instruction. */
  private static final int STEPS_PER_FUEL = 8;

  /** What a prototype takes for each byte of its source, roughly. */
  private static final int MEMORY_PER_BYTE = 8;

  private final LuaValue reader; // nil when the source is complete
  private final LuaString chunkName;
  private final String mode;
  private final LuaValue environment;
  private byte[] source;
  private int length;
  private @Nullable Compilation compilation;

  private LoadFrame(LuaValue reader, LuaString chunkName, String mode, LuaValue environment) {
    this.reader = reader;
    this.chunkName = chunkName;
    this.mode = mode;
    this.environment = environment;
    this.source = new byte[0];
  }

  static Varargs load(Execution execution, Varargs args) {
    LuaValue chunk = args.arg1();
    String mode = args.arg(3).isnil() ? "bt" : Arguments.word(args, 3);
    LuaValue environment = args.narg() >= 4 ? args.arg(4) : execution.globals();
    boolean isText = chunk.isstring();
    LuaString name = Arguments.optionalString(args, 2);
    if (name == null) {
      name = isText ? Operations.text(chunk) : LuaString.valueOf("=(load)");
    }
    LuaValue reader = isText ? LuaValue.NIL : Arguments.function(args, 1);
    LoadFrame frame = new LoadFrame(reader, name, mode, environment);
    if (isText) {
      LuaString text = Operations.text(chunk);
      if (text.m_length > execution.sourceLimit()) {
        return failure(Compilation.tooLong(execution.sourceLimit()));
      }
      frame.length = text.m_length;
      frame.source = Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
      return frame.compile(execution);
    }
    return execution.call(frame, reader, LuaValue.NONE);
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs results) {
    if (compilation != null || results == null) {
      return compile(execution);
    }
    LuaValue piece = results.arg1();
    if (piece.isnil()) {
      return compile(execution);
    }
    if (!piece.isstring()) {
      return failure(RaisedError.inCallerOf(this, "reader function must return a string"));
    }
    LuaString text = Operations.text(piece);
    if (text.m_length == 0) {
      return compile(execution);
    }
    if (text.m_length > execution.sourceLimit() - length) {
      return failure(Compilation.tooLong(execution.sourceLimit()));
    }
    append(execution, text);
    return execution.call(this, reader, LuaValue.NONE);
  }

  private void append(Execution execution, LuaString piece) {
    int needed = length + piece.m_length;
    if (needed > source.length) {
      int capacity = (int) Math.max(needed, Math.min(source.length * 2L, execution.sourceLimit()));
      execution.chargeMemory(capacity - source.length);
      source = Arrays.copyOf(source, capacity);
    }
    System.arraycopy(piece.m_bytes, piece.m_offset, source, length, piece.m_length);
    execution.chargeBytes(piece.m_length);
    length = needed;
  }

  private Varargs compile(Execution execution) {
    Compilation work = compilation;
    if (work == null) {
      if (source.length != length) {
        source = Arrays.copyOf(source, length);
      }
      if (Compilation.isBinary(source)) {
        return failure(
            mode.indexOf('b') < 0
                ? "attempt to load a binary chunk (mode is '" + mode + "')"
                : "attempt to load a binary chunk (only text is allowed)");
      }
      if (mode.indexOf('t') < 0) {
        return failure("attempt to load a text chunk (mode is '" + mode + "')");
      }
      work = new Compilation(source, chunkName, StandardLibrary::wellKnown);
      compilation = work;
    }
    try {
      boolean isDone;
      do {
        isDone = work.step(CHUNK);
        execution.charge(work.spent() / STEPS_PER_FUEL + 1);
        if (!isDone && execution.shouldPause()) {
          return execution.pause(this);
        }
      } while (!isDone);
    } catch (SyntaxException e) {
      return Values.of(LuaValue.NIL, e.luaMessage());
    }
    execution.chargeMemory((long) length * MEMORY_PER_BYTE);
    Code code = Code.of(work.result());
    UpValue[] upvalues = new UpValue[code.upvalues.length];
    for (int i = 0; i < upvalues.length; i++) {
      upvalues[i] = new UpValue(i == 0 ? environment : LuaValue.NIL);
    }
    return new Closure(code, upvalues);
  }

  private static Varargs failure(String message) {
    return Values.of(LuaValue.NIL, LuaValue.valueOf(message));
  }

  /** An error of the reader is an error of the source, but lack of memory is the process's own. */
  @Override
  public boolean protectsFrom(LuaValue error) {
    return compilation == null && !Execution.isMemoryError(error);
  }

  @Override
  public Varargs caught(LuaValue error) {
    return Values.of(LuaValue.NIL, error);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.value(reader);
    tracer.value(environment);
    tracer.value(chunkName);
    tracer.memory(source.length);
  }

  @Override
  public String name() {
    return "load";
  }
}
