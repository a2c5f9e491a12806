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
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code load} at work: compiles the source in pieces, and asks for more of it where a function
 * gives it. So it stops asking soon after an error: the compiler looks a few tokens ahead.
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
  private final SourceBuffer source = new SourceBuffer();
  private boolean isWhole; // the reader has no more
  private @Nullable Compilation compilation;
  private long room; // memory that has been charged for compiling the source
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
      frame.source.set(text);
      frame.isWhole = true;
      return frame.compile(execution);
    }
    return execution.call(frame, reader, LuaValue.NONE);
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs results) {
    if (results != null) {
      LuaValue piece = results.arg1();
      if (!piece.isnil() && !piece.isstring()) {
        return failure(
            execution, RaisedError.inCallerOf(this, "reader function must return a string"));
      }
      LuaString text = piece.isnil() ? LuaValue.EMPTYSTRING : Operations.text(piece);
      if (text.m_length > execution.sourceLimit() - source.length()) {
        return failure(execution, Compilation.tooLong(execution.sourceLimit()));
      }
      isWhole = text.m_length == 0;
      source.put(text);
    }
    return source.drain(execution) ? compile(execution) : execution.pause(this);
  }

  private Varargs compile(Execution execution) {
    long wanted = (long) source.length() * MEMORY_PER_BYTE - room;
    if (wanted > 0 && !execution.hasRoom(wanted)) {
      return execution.pause(this);
    }
    room += wanted;
    Compilation work = compilation;
    if (work == null) {
      if (Compilation.isBinary(source.bytes(), source.length())) {
        return failure(
            execution,
            mode.indexOf('b') < 0
                ? "attempt to load a binary chunk (mode is '" + mode + "')"
                : "attempt to load a binary chunk (only text is allowed)");
      }
      if (mode.indexOf('t') < 0) {
        return failure(execution, "attempt to load a text chunk (mode is '" + mode + "')");
      }
      work = new Compilation(chunkName, StandardLibrary::wellKnown);
      compilation = work;
      execution.charge(FUEL_TO_BEGIN);
    }
    work.supply(source.bytes(), source.length(), isWhole);
    try {
      boolean isDone = false;
      while (!isDone) {
        isDone = work.step(CHUNK);
        execution.charge(work.spent() * FUEL_PER_STEP);
        execution.chargeMemory(work.memoryBytes() - compiledBytes);
        compiledBytes = work.memoryBytes();
        if (work.isStarved()) {
          return execution.call(this, reader, LuaValue.NONE);
        }
        if (!isDone && execution.shouldPause()) {
          return execution.pause(this);
        }
      }
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

  private static Varargs failure(Execution execution, String message) {
    return Values.of(LuaValue.NIL, execution.newString(message));
  }

  /** An error of the reader is an error of the source, but lack of memory is the process's own. */
  @Override
  public boolean protectsFrom(LuaValue error) {
    return !Execution.isMemoryError(error);
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
    source.trace(tracer);
    tracer.memory(room + compiledBytes);
  }

  @Override
  public String name() {
    return "load";
  }
}
