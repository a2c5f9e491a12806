package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonshift.process.Environment;
import dev.moonshift.process.Grant;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The portable files of the reference's own test suite pass as processes, with the same output at
 * the same cost however they are divided.
 *
 * <p>The suite is no part of the project. It is looked for in a folder {@code shared/conformance}
 * beside the project or further out, or where the property {@code moonshift.conformance} says;
 * without it there is nothing to run. Each file is read where it lies.
 */
class ConformanceTest {
  private static final String PROPERTY = "moonshift.conformance";

  /** Stands for the files where there are none. */
  private static final String NOTHING = "no files";

  /** Files that ask for more than a process has. */
  private static final Map<String, String> NOT_RUN =
      Map.of("files.lua", "tests the io library, which processes do not have");

  /** Parts of files that ask for what we mean to do otherwise, or not at all. */
  private static final Map<String, List<Exception>> EXCEPTIONS =
      Map.of(
          "coroutine.lua",
          List.of(
              Exception.of(
                  "assert\\(not pcall\\(coroutine.yield\\)\\)",
                  "yielding in the main body gives up the turn")),
          "errors.lua",
          List.of(
              Exception.of(
                  "checkmessage\\(\"coroutine.yield\\(\\)\", \"outside a coroutine\"\\)",
                  "yielding in the main body gives up the turn")),
          "calls.lua",
          List.of(
              Exception.of(
                  "f = load\\(string.dump.*?no dump of C functions", "there is no string.dump"),
              Exception.of("local d = string.dump.*?x\\(\\) == 123\\)", "there is no string.dump"),
              Exception.of(
                  "x = load\\(string.dump.*?(?=-- test for bug in parameter)",
                  "there is no string.dump")));

  /**
   * A part of a file that is left out.
   *
   * @param part what is left out; its lines stay, empty
   * @param reason why
   */
  private record Exception(Pattern part, String reason) {
    static Exception of(String part, String reason) {
      return new Exception(Pattern.compile(part, Pattern.DOTALL), reason);
    }
  }

  /** What a file may have alive: they were written for a whole machine. */
  private static final long MEMORY_BYTES = 256L << 20;

  /** Less for a file that fills it again and again, to see it emptied. */
  private static final Map<String, Long> LESS_MEMORY_BYTES = Map.of("gc.lua", 24L << 20);

  /** All that most files use: of the others, the rest is more of the same. */
  private static final long ENOUGH_FUEL = 500_000;

  /** A file that failed and used no more has not got beyond its beginning. */
  private static final long LITTLE_FUEL = 500;

  /** The file that tests {@code debug} itself. */
  private static final String ABOUT_DEBUG = "db.lua";

  static Stream<String> files() {
    Path folder = folder();
    if (folder == null) {
      return Stream.of(NOTHING);
    }
    try (Stream<Path> found = Files.walk(folder, 2)) {
      return found
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".lua") && !NOT_RUN.containsKey(TestFiles.nameOf(name)))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared").resolve("conformance");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void passesAtTheSameCostHoweverItIsDivided(String file) {
    assumeThat(file)
        .as("no folder shared/conformance beside the project: its files are not run")
        .isNotEqualTo(NOTHING);
    Script script = compile(file, "");

    ScriptRun whole = run(script, ScriptRun.UNLIMITED, Granularity.SAFEPOINT);
    String output = whole.output();
    assertThat(whole.process().state()).as(output).isEqualTo(ProcessState.FINISHED);

    assertSame(whole, run(script, 1000, Granularity.SAFEPOINT), 1000);
    assertSame(whole, run(script, 1, Granularity.INSTRUCTION), 1);
  }

  /**
   * What stands for {@code debug} where that is not granted, as whoever has it is never compiled:
   * enough for files that need it in passing. On one line, as the other.
   */
  private static final String SOME_DEBUG =
      "for _, name in ipairs{'sethook', 'gethook', 'getlocal', 'setlocal', 'getupvalue', 'getregistry',"
          + " 'upvalueid', 'setmetatable', 'getmetatable', 'getuservalue'} do"
          + " debug[name] = debug[name] or function() end end"
          + " debug.getinfo = debug.getinfo or function()"
          + " return {currentline = 0, source = '', short_src = '', what = 'Lua'} end"
          + " package.loaded.debug = debug ";

  /** Files that need {@code debug} for more than that end with an error at that place. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void stopsAtTheSameInstructionsWhenCompiled(String file) {
    assumeThat(file)
        .as("no folder shared/conformance beside the project: its files are not run")
        .isNotEqualTo(NOTHING);
    assertStopsAsInterpreted(file, Tier.COMPILED, 1000);
    assertStopsAsInterpreted(file, Tier.SPORADIC, 30);
    assertStopsAsInterpreted(file, Tier.SPORADIC, 10_000);
  }

  private static void assertStopsAsInterpreted(String file, Tier tier, int quantum) {
    Script script = compile(file, SOME_DEBUG);
    ScriptRun interpreted = start(script, Tier.INTERPRETER, quantum);
    start(script, tier, quantum).assertStopsAs(interpreted, Long.MAX_VALUE, ENOUGH_FUEL);
    boolean isUnderWay =
        interpreted.process().state() == ProcessState.FINISHED
            || interpreted.process().fuelUsed() > LITTLE_FUEL;
    assertThat(isUnderWay).isEqualTo(!TestFiles.nameOf(file).equals(ABOUT_DEBUG));
  }

  private static ScriptRun start(Script script, Tier tier, int quantum) {
    return new ScriptRun(
        script,
        ProcessSettings.DEFAULT
            .withTier(tier)
            .withEnvironment(environment(Grant.REQUIRE))
            .withLimits(limits(script))
            .withInterrupts(new InterruptSettings(quantum, Granularity.SAFEPOINT, 1, null)));
  }

  private static void assertSame(ScriptRun whole, ScriptRun divided, int quantum) {
    assertThat(divided.output()).isEqualTo(whole.output());
    assertThat(divided.process().fuelUsed()).isEqualTo(whole.process().fuelUsed());
    assertThat(divided.process().longestTickFuel())
        .isLessThanOrEqualTo(quantum + LargestPieceTest.LARGEST_PIECE);
  }

  private static ScriptRun run(Script script, int quantum, Granularity granularity) {
    return new ScriptRun(
            script,
            ProcessSettings.DEFAULT
                .withEnvironment(environment(Grant.values()))
                .withLimits(limits(script))
                .withInterrupts(new InterruptSettings(quantum, granularity, 1, null)))
        .toEnd();
  }

  private static Limits limits(Script script) {
    return Limits.DEFAULT.withMemoryBytes(
        LESS_MEMORY_BYTES.getOrDefault(script.name(), MEMORY_BYTES));
  }

  private static Script compile(String file, String before) {
    Path path = folder().resolve(file);
    try {
      String source = Files.readString(path, StandardCharsets.ISO_8859_1);
      for (Exception exception : EXCEPTIONS.getOrDefault(TestFiles.nameOf(file), List.of())) {
        source = without(exception.part(), source);
      }
      return ScriptRun.compile(path.getFileName().toString(), before + MEMORY_FILE + source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String without(Pattern part, String source) {
    assertThat(source).containsPattern(part);
    return part.matcher(source)
        .replaceAll(found -> "\n".repeat((int) found.group().lines().count() - 1));
  }

  /**
   * One file in memory, for what does not test files but writes one on its way. On one line, so
   * that the lines of a file keep their numbers.
   */
  private static final String MEMORY_FILE =
      """
      do
        local written = io.written
        function os.tmpname() return "tmp" end
        function os.remove(name) return true end
        function io.output(name) io.written() end
        function io.close() end
        function dofile(name) return assert(load(written(), "@" .. name))() end
      end
      """
          .replace('\n', ' ');

  /** Besides what is granted: {@code io.stdin}, which must be no table, and {@code io.write}. */
  private static Environment environment(Grant... grants) {
    Table metatable = new Table();
    metatable.put(
        LuaString.valueOf("__gc"),
        NativeFunction.of(
            "__gc",
            (execution, args) -> {
              throw RaisedError.badArgument(1, "FILE* expected, got no value");
            }));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Map<String, LuaValue> io =
        Map.of(
            "stdin",
            new LuaUserdata("stdin", metatable),
            "write",
            NativeFunction.of("io.write", (execution, args) -> write(written, args)),
            "written",
            NativeFunction.of("io.written", (execution, args) -> take(written)));
    Environment.Builder builder = Environment.builder().set("io", io);
    for (Grant grant : grants) {
      builder.grant(grant);
    }
    return builder.build();
  }

  private static Varargs write(ByteArrayOutputStream to, Varargs args) {
    for (int i = 1; i <= args.narg(); i++) {
      LuaValue piece = args.arg(i);
      if (!piece.isstring()) {
        throw RaisedError.badArgument(i, "string expected, got " + piece.typename());
      }
      LuaString text = Operations.text(piece);
      to.write(text.m_bytes, text.m_offset, text.m_length);
    }
    return LuaValue.NONE;
  }

  private static LuaString take(ByteArrayOutputStream from) {
    LuaString text = LuaString.valueUsing(from.toByteArray());
    from.reset();
    return text;
  }
}
