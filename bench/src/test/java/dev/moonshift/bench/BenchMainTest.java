package dev.moonshift.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {
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
    "versus --tier slow, 'but was ''slow'''",
    "versus --programs hello, 'but was ''hello'''",
    "versus --runs many, '''many'' is not an int'",
  })
  void aWrongValueIsRefused(String arguments, String message) {
    assertThat(bench(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
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
