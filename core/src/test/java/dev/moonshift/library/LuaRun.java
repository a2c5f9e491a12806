package dev.moonshift.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.bytecode.Code;
import dev.moonshift.time.ManualTime;
import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Closure;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Host;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.ScriptError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.UpValue;
import dev.moonshift.vm.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;

/**
 * Runs a script with a library: at once, and preempted as often as can be, which must make no
 * difference to what it prints and costs.
 */
final class LuaRun {
  static final long MEMORY = 16 << 20;

  /** A character for each byte. */
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;

  private final Execution execution;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final int quantum;
  private long fuel;
  private long ticks;
  private int mostFuel;

  private LuaRun(String chunk, String source, int quantum, long memory) {
    this.quantum = quantum;
    Table globals = new Table();
    Table strings = StringLibrary.create();
    Library.add(globals, "string", strings);
    Library.add(globals, "coroutine", CoroutineLibrary.create());
    add(globals, "print", this::print);
    add(globals, "error", (e, args) -> fail(args));
    add(globals, "type", (e, args) -> LuaValue.valueOf(args.arg1().typename()));
    add(globals, "pcall", (e, args) -> e.call(new Protecting(), args.arg1(), Values.drop(args, 1)));
    add(globals, "select", LuaRun::select);
    add(globals, "tostring", (e, args) -> Operations.describe(e, args.arg1()));
    add(globals, "setmetatable", LuaRun::setMetatable);
    Table metatable = new Table();
    Library.add(metatable, "__index", strings);
    Closure main = new Closure(compile(chunk, source), new UpValue[] {new UpValue(globals)});
    Host host = new Output(output);
    execution =
        new Execution(
            main, LuaValue.NONE, new Execution.Setting(globals, metatable, 200_000, memory, host));
  }

  /** Returns what a script prints; an error at its end is printed, too. */
  static String output(String source) {
    return output("test", source);
  }

  /** Returns what a script beside the tests prints. */
  static String outputOf(String file) {
    return output(file, resource(file));
  }

  private static String output(String chunk, String source) {
    LuaRun whole = new LuaRun(chunk, source, Integer.MAX_VALUE, MEMORY).toEnd();
    for (int quantum : new int[] {1, 7}) {
      LuaRun preempted = new LuaRun(chunk, source, quantum, MEMORY).toEnd();
      assertThat(preempted.text()).as("quantum %d", quantum).isEqualTo(whole.text());
      assertThat(preempted.fuel).as("fuel at quantum %d", quantum).isEqualTo(whole.fuel);
      assertThat(preempted.ticks).as("ticks at quantum %d", quantum).isGreaterThan(1);
    }
    return whole.text();
  }

  /** Runs a script to its end with one quantum. */
  static LuaRun run(String source, int quantum, long memory) {
    return new LuaRun("test", source, quantum, memory).toEnd();
  }

  /** Prepares a script to be run a tick at a time. */
  static LuaRun prepare(String source, int quantum, long memory) {
    return new LuaRun("test", source, quantum, memory);
  }

  private LuaRun toEnd() {
    boolean atEnd = false;
    while (!atEnd) {
      atEnd = tick();
    }
    return this;
  }

  /** Runs a quantum; true at the end. */
  boolean tick() {
    Execution.Outcome outcome = execution.run(quantum, true);
    int used = quantum - execution.fuelLeft();
    fuel += used;
    mostFuel = Math.max(mostFuel, used);
    ticks++;
    if (outcome == Execution.Outcome.FAILED) {
      Execution.Failure failure = execution.failure();
      assertThat(failure).isNotNull();
      assertThat(failure.bug()).isNull();
      output.writeBytes(("error: " + failure.error().tojstring() + "\n").getBytes(LATIN));
    }
    return outcome == Execution.Outcome.FINISHED || outcome == Execution.Outcome.FAILED;
  }

  /** What was printed, a character for each byte. */
  String text() {
    return output.toString(LATIN);
  }

  /** The fuel that all ticks have used. */
  long fuel() {
    return fuel;
  }

  /** The fuel that the longest tick used. */
  int mostFuel() {
    return mostFuel;
  }

  /** Reads a file beside the tests. */
  static String resource(String name) {
    try (InputStream in = LuaRun.class.getResourceAsStream("/library/" + name)) {
      return new String(in.readAllBytes(), LATIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Code compile(String chunk, String source) {
    try {
      Prototype prototype =
          LuaC.instance.compile(new ByteArrayInputStream(source.getBytes(LATIN)), "=" + chunk);
      return Code.of(prototype);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Table globals, String name, NativeFunction.Body body) {
    Library.add(globals, name, NativeFunction.of(name, body));
  }

  private Varargs print(Execution e, Varargs args) {
    for (int i = 1; i <= args.narg(); i++) {
      LuaString text = Operations.describe(e, args.arg(i));
      if (i > 1) {
        output.write('\t');
      }
      output.write(text.m_bytes, text.m_offset, text.m_length);
    }
    output.write('\n');
    return LuaValue.NONE;
  }

  private static Varargs fail(Varargs args) {
    if (args.arg1() instanceof LuaString) {
      throw RaisedError.fromNative(args.arg1().tojstring());
    }
    throw new ScriptError(args.arg1());
  }

  private static Varargs select(Execution e, Varargs args) {
    return args.arg1() instanceof LuaString
        ? LuaValue.valueOf(args.narg() - 1)
        : Values.drop(args, args.arg1().toint());
  }

  private static Varargs setMetatable(Execution e, Varargs args) {
    Arguments.table(args, 1).metatable(Arguments.table(args, 2));
    return args.arg1();
  }

  private record Output(ByteArrayOutputStream bytes) implements Host {
    @Override
    public void write(byte[] text, int offset, int length) {
      bytes.write(text, offset, length);
    }

    @Override
    public TimeSource time() {
      return new ManualTime();
    }
  }

  private static final class Protecting extends NativeFrame {
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
    public void trace(Tracer tracer) {}

    @Override
    public String name() {
      return "pcall";
    }
  }
}
