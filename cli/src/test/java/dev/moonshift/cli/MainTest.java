package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.cli.CommandTester.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;
  private CommandTester tester;

  @BeforeEach
  void createTester() {
    tester = new CommandTester(folder);
  }

  @Test
  void helpIsShownWhenNothingIsAskedFor() {
    Result result = tester.run();

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("Usage: moonshift").contains("run  Runs Lua scripts");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void theVersionIsALine() {
    Result result = tester.run("--version");

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("moonshift ").hasLineCount(1);
  }

  @Test
  void helpOfRunTellsOptionsDefaultsStatusesAndExamples() {
    Result result = tester.run("run", "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("--policy NAME", "Default: round-robin", "Default: 10000", "Default: 16M")
        .contains("Exit status:", "3   Stopped by a limit or Ctrl-C")
        .contains("Examples:")
        .doesNotContain("\033[");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 90);
  }

  @Test
  void helpIsInColorOnATerminal() {
    assertThat(tester.onTerminal().run("run", "--help").out()).contains("\033[");
  }

  @Test
  void aCommandThatDoesNotExistIsNamed() {
    Result result = tester.run("walk");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualToIgnoringNewLines("moonshift: unknown command: 'walk' (try 'moonshift --help')");
  }
}
