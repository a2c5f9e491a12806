package dev.moonshift.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String arguments) {
    return BenchMain.commands()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"versus", "preemption", "warm-up"})
  void aCommandTellsItsOptions(String command) {
    assertThat(bench(command + " --help")).isZero();
    assertThat(out.toString()).contains("--tier", "AUTOMATIC", "--csv", "--markdown");
  }

  @ParameterizedTest
  @CsvSource({
    "versus --runs 0, '--runs must be between 1 and 1000, was 0'",
    "versus --warm-up -1, '--warm-up must be between 0 and 1000, was -1'",
    "versus --quantum 0, '--quantum must be between 1 and 1000000000, was 0'",
    "'preemption --quantum 100,0', '--quantum must be between 1 and 1000000000, was 0'",
    "warm-up --millis 0, '--millis must be between 1 and 10000, was 0'",
    "versus --csv no/such/folder/x.csv, '--csv must be a file in a folder that there is'",
    "warm-up --markdown no/such/folder/x.md, '--markdown must be a file in a folder'",
    "warm-up --jvms -1, '--jvms must be between 0 and 1000, was -1'",
    "fuzz --seeds many, '--seeds must be FIRST-LAST, such as 1-1000, was ''many'''",
    "fuzz --seeds 5-1, '--seeds must name the lower seed first, was ''5-1'''",
    "fuzz --failures 0, '--failures must be at least 1, was 0'",
    "fuzz --patience 0, '--patience must be at least 1, was 0'",
    "soak --scripts 0, '--scripts must be at least 1, was 0'",
    "soak --alive -1, '--alive must be at least 1, was -1'",
    "latency --quantum 0, '--quantum must be between 1 and 1000000000, was 0'",
    "latency --seconds 0, '--seconds must be between 1 and 2147483647, was 0'",
    "versus --tier slow, 'but was ''slow'''",
    "versus --programs hello, 'but was ''hello'''",
    "versus --runs many, '''many'' is not an int'",
  })
  void aWrongValueIsRefused(String arguments, String message) {
    assertThat(bench(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private String program(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name), source).toString();
  }

  @Test
  void filesAreProgramsAndRunAlone() throws IOException {
    String sum = "local function sum(n) local s = 0 for i = 1, n do s = s + i end return s end";
    String files =
        program("sum.lua", sum + " return sum -- \u00e9")
            + ":1000,"
            + program("nan.lua", "return function(n) return 0 / 0 end")
            + ":1";

    assertThat(bench("versus --runs 2 --warm-up 1 --against no-such-lua --file " + files))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines().skip(3))
        .satisfiesExactly(
            head -> assertThat(head).matches("program +Moonshift"),
            row -> assertThat(row).matches("sum.lua +[0-9.]+"),
            row -> assertThat(row).matches("nan.lua +[0-9.]+"));
  }

  @Test
  void aFileMayRunBesideProgramsAndInTurnsOfSomeLengths() throws IOException {
    String file = program("one.lua", "return function(n) return n end");
    String command = "preemption --quantum 100 --runs 1 --warm-up 0 --programs coroutines --file ";

    assertThat(bench(command + file + ":5")).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("\ncoroutines .*\none.lua ");
  }

  @ParameterizedTest
  @CsvSource({
    "a.lua, '--file must be FILE:SIZE, the size a whole number of up to 15 digits, was ''a.lua'''",
    "a.lua:-1, '--file must be FILE:SIZE, the size a whole number of up to 15 digits, was'",
    "a.lua:many, '--file must be FILE:SIZE, the size a whole number of up to 15 digits, was'",
    "no/such/file.lua:1, '--file ''no/such/file.lua'' cannot be read: there is no such file'",
  })
  void aWrongFileIsRefused(String file, String message) {
    assertThat(bench("versus --file " + file)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | return function(n) return end end   | x.lua' is not Lua: x.lua:1: ",
        "1 | return 1                            | must return a function of n, returned a number",
        "1 | local x = 1                         | must return a function of n, returned a nil",
        "1 | return function(n) return {} end    | must return a number, returned a table",
        "1 | return function(n) return '1' end   | must return a number, returned a string",
        "1 | return function(n) return n.x.y end | x.lua(7): x.lua:1: attempt to index",
      },
      quoteCharacter = '"')
  void aFileThatIsNoProgramIsAnsweredWithItsRule(int status, String source, String message)
      throws IOException {
    String file = program("x.lua", source);

    assertThat(bench("versus --runs 1 --warm-up 0 --against no-such-lua --file " + file + ":7"))
        .isEqualTo(status);
    assertThat(err.toString()).contains("x.lua", message).hasLineCount(1);
  }

  @Test
  void whoIsNotInstalledIsLeftOutAndSaysSo() {
    String command = "versus --programs coroutines --runs 1 --warm-up 0 --against no-such-lua";

    assertThat(bench(command)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("no-such-lua: not installed, left out")
        .containsPattern("\ncoroutines +[0-9.]+\n")
        .doesNotContain("geometric mean");
  }
}
