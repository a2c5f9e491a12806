package dev.moonshift.library;

import dev.moonshift.bytecode.Code;
import dev.moonshift.syntax.Compilation;
import dev.moonshift.syntax.SyntaxException;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
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
  private static final int CHUNK = 500;

  /** A compiler step takes as long as some instructions. */
  private static final int FUEL_PER_STEP = 2;

  /** What it takes to begin. */
  private static final int FUEL_TO_BEGIN = 100;

  /**
   * What compiling takes for each byte of the source: its copy, strings, and the function at work,
   * whose code is copied once it is complete.
   */
  private static final int MEMORY_PER_BYTE = 8;

  private final LuaValue reader; // nil if the source is given as a text
  private final LuaString chunkName;
  private final String mode;
  private final LuaValue environment;
  private final PieceBuffer gathered = new PieceBuffer(); // what the reader has given
  private boolean isComplete; // the reader has no more
  private @Nullable LuaString source; // null while it is being read
  private @Nullable Compilation compilation;
  private long compiledBytes; // memory that has been charged for what is compiled

  private LoadFrame(LuaValue reader, LuaString chunkName, String mode, LuaValue environment) {
    this.reader = reader;
    this.chunkName = chunkName;
    this.mode = mode;
    this.environment = environment;
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
        return failure(execution, Compilation.tooLong(execution.sourceLimit()));
      }
      frame.source = text;
      return frame.compile(execution, text);
    }
    return execution.call(frame, reader, LuaValue.NONE);
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs results) {
    if (source != null) {
      return compile(execution, source);
    }
    if (results != null) {
      LuaValue piece = results.arg1();
      if (!piece.isnil() && !piece.isstring()) {
        return failure(
            execution, RaisedError.inCallerOf(this, "reader function must return a string"));
      }
      LuaString text = piece.isnil() ? LuaValue.EMPTYSTRING : Operations.text(piece);
      if (text.m_length > execution.sourceLimit() - gathered.length()) {
        return failure(execution, Compilation.tooLong(execution.sourceLimit()));
      }
      isComplete = text.m_length == 0;
      gathered.put(execution, text, 0, text.m_length);
    }
    if (!gathered.drain(execution)) {
      return execution.pause(this);
    }
    if (!isComplete) {
      return execution.call(this, reader, LuaValue.NONE);
    }
    LuaString joined = gathered.join(execution);
    if (joined == null) {
      return execution.pause(this);
    }
    source = joined;
    return compile(execution, joined);
  }

  private Varargs compile(Execution execution, LuaString text) {
    Compilation work = compilation;
    if (work == null) {
      if (Compilation.isBinary(text)) {
        return failure(
            execution,
            mode.indexOf('b') < 0
                ? "attempt to load a binary chunk (mode is '" + mode + "')"
                : "attempt to load a binary chunk (only text is allowed)");
      }
      if (mode.indexOf('t') < 0) {
        return failure(execution, "attempt to load a text chunk (mode is '" + mode + "')");
      }
      if (!execution.hasRoom((long) text.m_length * MEMORY_PER_BYTE)) {
        return execution.pause(this);
      }
      work = new Compilation(bytesOf(text), chunkName, StandardLibrary::wellKnown);
      compilation = work;
      execution.charge(FUEL_TO_BEGIN);
    }
    try {
      boolean isDone;
      do {
        isDone = work.step(CHUNK);
        execution.charge(work.spent() * FUEL_PER_STEP);
        execution.chargeMemory(work.memoryBytes() - compiledBytes);
        compiledBytes = work.memoryBytes();
        if (!isDone && execution.shouldPause()) {
          return execution.pause(this);
        }
      } while (!isDone);
    } catch (SyntaxException e) {
      LuaString message = e.luaMessage();
      execution.chargeMemory(MemoryCost.STRING + message.m_length);
      return Values.of(LuaValue.NIL, message);
    }
    Code code = Code.owned(work.result());
    UpValue[] upvalues = new UpValue[code.upvalues.length];
    for (int i = 0; i < upvalues.length; i++) {
      upvalues[i] = new UpValue(i == 0 ? environment : LuaValue.NIL);
    }
    return new Closure(code, upvalues);
  }

  /** The bytes of a string, copied only if they are part of a larger array. */
  private static byte[] bytesOf(LuaString text) {
    return text.m_length == text.m_bytes.length
        ? text.m_bytes
        : Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
  }

  private static Varargs failure(Execution execution, String message) {
    return Values.of(LuaValue.NIL, execution.newString(message));
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
    tracer.value(source);
    gathered.trace(tracer);
    if (compilation != null && source != null) {
      tracer.memory((long) source.m_length * MEMORY_PER_BYTE + compiledBytes);
    }
  }

  @Override
  public String name() {
    return "load";
  }
}
