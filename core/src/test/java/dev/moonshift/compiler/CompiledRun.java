package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.library.StandardLibrary;
import dev.moonshift.syntax.Compilation;
import dev.moonshift.time.ManualTime;
import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Engine;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.OverlayTable;
import dev.moonshift.vm.WorkerState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Runs one script on a machine without a process, with any engine. */
final class CompiledRun extends Execution {
  private static final int QUANTUM = 10_000;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final Code code;
  private WorkerState worker = new WorkerState();
  private long fuel;

  /** Starts a script given as Latin-1 text; without an engine it is interpreted. */
  CompiledRun(String source, @Nullable Engine engine) {
    this(compile(source), engine);
  }

  private CompiledRun(Code code, @Nullable Engine engine) {
    super(
        code,
        LuaValue.NONE,
        new Setting(
            StandardLibrary.strings(),
            200_000,
            64L << 20,
            1 << 20,
            /* everyInstruction= */ false,
            engine));
    this.code = code;
  }

  /** Starts the same code once more: what was seen of it is known. */
  CompiledRun again(@Nullable Engine engine) {
    return new CompiledRun(code, engine);
  }

  /** An engine that compiles at once, in some way. */
  static TieredEngine engine(TieredEngine.Compiler compiler) {
    return new TieredEngine(compiler, new UnitBudget(UnitBudget.MAX_UNITS));
  }

  private static Code compile(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.ISO_8859_1);
    return Code.of(
        Compilation.compile(bytes, LuaString.valueOf("=test"), StandardLibrary::wellKnown));
  }

  /** Runs on a thread that others run on too. */
  CompiledRun on(WorkerState shared) {
    worker = shared;
    return this;
  }

  /** Runs until it cannot go on, or has used some fuel. */
  CompiledRun run(long maxFuel) {
    Outcome outcome = Outcome.EXPIRED;
    while ((outcome == Outcome.EXPIRED || outcome == Outcome.YIELDED) && fuel < maxFuel) {
      outcome = run(QUANTUM, worker);
      fuel += QUANTUM - fuelLeft();
    }
    return this;
  }

  /** Runs until it cannot go on; how much it had used each time it was stopped. */
  long[] stops(int quantum) {
    LongStream.Builder stops = LongStream.builder();
    Outcome outcome = Outcome.EXPIRED;
    while (outcome == Outcome.EXPIRED || outcome == Outcome.YIELDED) {
      outcome = run(quantum, worker);
      fuel += quantum - fuelLeft();
      stops.add(fuel);
    }
    return stops.build().toArray();
  }

  /** Runs until it cannot go on. */
  CompiledRun toEnd() {
    return run(Long.MAX_VALUE);
  }

  /** What it has printed, and of what it died. */
  String output() {
    Failure failure = failure();
    String text = printed.toString(StandardCharsets.ISO_8859_1);
    if (failure == null) {
      return text;
    }
    LuaValue error = failure.error();
    String what = error.isstring() ? error.tojstring() : error.typename(); // no address
    return text + "error: " + what + ", " + failure.bug() + ", " + failure.traceback();
  }

  /** The fuel it has used. */
  long fuel() {
    return fuel;
  }

  /** The code of the script. */
  Code code() {
    return code;
  }

  /** What the compiler failed of, each with the line of code. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void compilationFailed(Code failed, int pc, Throwable cause) {
    failures.add("line " + failed.line(pc) + ": " + cause);
  }

  @Override
  public int write(byte[] bytes, int offset, int length) {
    printed.write(bytes, offset, length);
    return length;
  }

  @Override
  public TimeSource time() {
    return new ManualTime();
  }

  @Override
  protected OverlayTable newGlobals() {
    return StandardLibrary.newGlobals();
  }
}
