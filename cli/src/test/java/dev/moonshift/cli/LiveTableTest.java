package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.cli.CommandTester.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --top} shows. */
class LiveTableTest {
  private static final String HOME = "\033[H";

  @TempDir Path folder;
  private CommandTester tester;

  @BeforeEach
  void createTester() {
    tester = new CommandTester(folder);
  }

  /** What a terminal is told, with a table drawn at least once. */
  private String screenOf(int columns, int rows, String... sources) {
    String[] args = new String[sources.length + 4];
    args[0] = "run";
    args[1] = "--top";
    args[2] = "--timeout";
    args[3] = "300ms";
    for (int i = 0; i < sources.length; i++) {
      args[i + 4] = tester.script("p" + (i + 1) + ".lua", sources[i]);
    }
    return tester.onTerminal().sized(columns, rows).run(args).err();
  }

  /** The lines of the last table, without the commands to the terminal. */
  private static List<String> lines(String screen) {
    String last = screen.substring(screen.lastIndexOf(HOME), screen.indexOf("\033[?1049l"));
    return last.replaceAll("\033\\[[?0-9;]*[A-Za-z]", "").lines().toList();
  }

  @Test
  void theTableTellsOfEachProcessAndWhatItPrintedLast() {
    List<String> lines =
        lines(screenOf(100, 24, "print('one') print('two') while true do end", "return 1"));

    assertThat(lines.get(0)).startsWith("1 of 2 alive, ");
    assertThat(lines.get(1)).matches("PID  NAME  STATE +NOW +OVERALL +FUEL +MEMORY  LAST LINE");
    assertThat(lines.get(2))
        .matches("  1  p1    resumable +100\\.0% +\\d+\\.\\d% +[\\d.]+[KMG] +[\\d.]+K?  two");
    assertThat(lines.get(3)).matches("  2  p2    finished +0\\.0% +\\d+\\.\\d% +\\d+ +\\d+  ");
    assertThat(lines).hasSize(4);
  }

  @Test
  void theTerminalLooksAsBeforeWhenItEnds() {
    String screen = screenOf(80, 24, "while true do end");

    assertThat(screen).startsWith("\033[?1049h\033[?25l" + HOME);
    assertThat(screen).containsOnlyOnce("\033[?1049h").containsOnlyOnce("\033[?25h\033[?1049l");
    assertThat(screen.substring(screen.indexOf("\033[?1049l") + 8))
        .isEqualTo("moonshift: stopped by --timeout, 1 of 1 processes still alive\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 25, 40, 60, 72, 80, 200})
  void noLineIsWiderThanTheTerminal(int columns) {
    List<String> lines =
        lines(screenOf(columns, 24, "print(('日本語 é '):rep(50)) while true do end", "return 1"));

    assertThat(lines).allMatch(line -> Columns.width(line) <= columns);
  }

  @Test
  void aNarrowTerminalKeepsWhatMattersMost() {
    List<String> lines = lines(screenOf(40, 24, "print('said') while true do end"));

    assertThat(lines.get(1)).startsWith("NAME  STATE").contains("NOW").contains("LAST LINE");
    assertThat(lines.get(2)).startsWith("p1    resumable").endsWith("said");
  }

  @Test
  void whomThereIsNoRoomForIsCounted() {
    List<String> lines =
        lines(screenOf(80, 5, "return", "return", "return", "while true do end", "return"));

    assertThat(lines).hasSize(5);
    assertThat(lines.get(2)).contains("p4");
    assertThat(lines.get(4)).isEqualTo("and 3 more");
  }

  @Test
  void whatIsPrintedCannotMoveTheCursor() {
    String screen = screenOf(80, 24, "print('a\\27[2Jb\\tc\\rd\\7') while true do end");

    assertThat(screen).doesNotContain("\033[2J");
    assertThat(lines(screen).get(2)).endsWith("a.[2Jb c.d.");
  }

  @Test
  void errorsAreShownWhenTheTableIsGone() {
    String screen = screenOf(80, 24, "error('boom', 0)", "while true do end");

    assertThat(screen.indexOf("boom")).isGreaterThan(screen.indexOf("\033[?1049l"));
  }

  @Test
  void theTableOfTheEndFollows() {
    String file = tester.script("a.lua", "print('hidden') while true do end");
    Result result = tester.onTerminal().run("run", "--top", "--timeout", "300ms", file);

    assertThat(result.out()).startsWith("PID  NAME  STATE").doesNotContain("hidden");
  }

  @Test
  void withoutATerminalNothingIsDifferent() {
    String file = tester.script("a.lua", "print('shown')");

    Result result = tester.run("run", "--top", file);

    assertThat(result.out()).isEqualTo("shown\n");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "1000, 1.0K",
    "99949, 99.9K",
    "99950, 100K",
    "999499, 999K",
    "999500, 1.0M",
    "12345678901, 12.3G",
    "9223372036854775807, 9.2E"
  })
  void quantitiesAreShort(long number, String text) {
    assertThat(Quantity.of(number)).isEqualTo(text);
  }
}
