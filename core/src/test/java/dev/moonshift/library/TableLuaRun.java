package dev.moonshift.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.bytecode.Code;
import dev.moonshift.time.ManualTime;
import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Execution.Outcome;
import dev.moonshift.vm.Host;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.UpValue;
import dev.moonshift.vm.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;

/** Runs a script that uses these libraries, in quanta of several sizes, and returns its output. */
final class TableLuaRun {
  private static final int MAX_DEPTH = 200_000;
  private static final long MAX_MEMORY = 16 << 20;
  private static final long START_MILLIS = 1_000_000_000_500L;

  private TableLuaRun() {}

  /** What a script prints, one way or another the same; also its error if it ends with one. */
  static String output(String source) {
    return output("=test", source);
  }

  private static String output(String chunkName, String source) {
    String exact = run(chunkName, source, 1, true);
    assertThat(run(chunkName, source, 7, false)).as("quantum 7").isEqualTo(exact);
    assertThat(run(chunkName, source, Integer.MAX_VALUE, false)).as("unlimited").isEqualTo(exact);
    return exact;
  }

  /** As {@link #output}, of a resource of this package. */
  static String outputOf(String name) {
    return output("=" + name, resource(name));
  }

  static String resource(String name) {
    try (InputStream in = TableLuaRun.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String run(String chunkName, String source, int quantum, boolean everyInstruction) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Execution execution = start(chunkName, source, out);
    Outcome outcome;
    do {
      outcome = execution.run(quantum, everyInstruction);
    } while (outcome == Outcome.EXPIRED || outcome == Outcome.YIELDED);
    String printed = out.toString(StandardCharsets.ISO_8859_1);
    if (outcome == Outcome.FAILED) {
      Execution.Failure failure = execution.failure();
      if (failure.bug() != null) {
        throw new AssertionError(failure.error().tojstring(), failure.bug());
      }
      return printed + "error: " + failure.error().tojstring() + "\n";
    }
    return printed;
  }

  static Execution start(String chunkName, String source, ByteArrayOutputStream out) {
    Table globals = globals(out);
    try {
      byte[] bytes = source.getBytes(StandardCharsets.ISO_8859_1);
      Code code = Code.of(LuaC.instance.compile(new ByteArrayInputStream(bytes), chunkName));
      Closure main = new Closure(code, new UpValue[] {new UpValue(globals)});
      Execution.Setting setting =
          new Execution.Setting(globals, null, MAX_DEPTH, MAX_MEMORY, new TestHost());
      return new Execution(main, LuaValue.NONE, setting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table globals(ByteArrayOutputStream out) {
    Table globals = new Table();
    Library.add(globals, "table", TableLibrary.create());
    Library.add(globals, "math", MathLibrary.create());
    Library.add(globals, "bit32", Bit32Library.create());
    Library.add(globals, "os", OsLibrary.create());
    Library.add(globals, "coroutine", CoroutineLibrary.create());
    Library.add(
        globals,
        "test",
        "print",
        (execution, args) -> {
          for (int i = 1; i <= args.narg(); i++) {
            LuaString text = Operations.describe(execution, args.arg(i));
            out.write(text.m_bytes, text.m_offset, text.m_length);
            if (i < args.narg()) {
              out.write('\t');
            }
          }
          out.write('\n');
          return LuaValue.NONE;
        });
    Library.add(
        globals,
        "test",
        "setmetatable",
        (execution, args) -> {
          ((Table) args.arg1()).metatable((Table) args.arg(2));
          return args.arg1();
        });
    Library.add(globals, "test", "select", (execution, args) -> LuaValue.valueOf(args.narg() - 1));
    Library.add(
        globals,
        "test",
        "pcall",
        (execution, args) ->
            execution.call(new ProtectedCall(), args.arg1(), Values.drop(args, 1)));
    return globals;
  }

  /** The frame of a {@code pcall} that serves these tests. */
  private static final class ProtectedCall extends NativeFrame {
    @Override
    public Varargs resume(Execution execution, @Nullable Varargs results) {
      return Values.prepend(LuaValue.TRUE, results == null ? LuaValue.NONE : results);
    }

    @Override
    public boolean isProtected() {
      return true;
    }

    @Override
    public Varargs caught(LuaValue error) {
      return Values.of(LuaValue.FALSE, error);
    }

    @Override
    public String name() {
      return "pcall";
    }

    @Override
    public void trace(Tracer tracer) {}
  }

  private static final class TestHost implements Host {
    private final ManualTime time = new ManualTime(START_MILLIS);

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public TimeSource time() {
      return time;
    }
  }
}
