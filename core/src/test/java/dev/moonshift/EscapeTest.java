package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import dev.moonshift.process.ProcessState;
import dev.moonshift.support.TestFiles;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts that try to freeze the scheduler, to eat memory or to reach out of their process achieve
 * nothing, and a neighbour gets its full share meanwhile.
 *
 * <p>The first line of a script says what must become of it: it is {@code endless}, ends with an
 * {@code output} or an {@code error}, may be {@code done-or-error}, or {@code any}.
 */
class EscapeTest {
  private static final String FOLDER = "/escape/";

  /** What the neighbour may use beyond its quantum: one round of its loop. */
  private static final long LOOP_LENGTH = 3;

  /** A script that is to be endless is watched for so many turns. */
  private static final int ENDLESS_TURNS = 30_000;

  /** And for no more fuel than this, so that large quanta do not take long. */
  private static final long ENDLESS_FUEL = 2_000_000;

  /** A script that is to end does so well before it has used so much. */
  private static final long MAX_FUEL = 30_000_000;

  static List<Arguments> scripts() {
    return TestFiles.scriptsIn(FOLDER).stream()
        .flatMap(name -> Stream.of(1, 10_000).map(quantum -> Arguments.of(name, quantum)))
        .toList();
  }

  @ParameterizedTest(name = "{0}, quantum {1}")
  @MethodSource("scripts")
  void aScriptStaysWithinItsProcess(String name, int quantum) {
    String source = TestFiles.read(FOLDER + name);
    String expected = source.lines().findFirst().orElseThrow().replace("-- expect: ", "");
    boolean isEndless = expected.equals("endless") || expected.equals("any");
    Moonshift host = Moonshift.builder().quantum(quantum).build();
    LuaProcess script = host.spawn(name, source);
    LuaProcess neighbour = host.spawn("neighbour", "local n = 0 while true do n = n + 1 end");
    long turns = 0;
    while (!script.state().isEnded()
        && script.fuelUsed() < (isEndless ? ENDLESS_FUEL : MAX_FUEL)
        && (!isEndless || turns < ENDLESS_TURNS)) {
      host.tick();
      turns++;
      if (neighbour.fuelUsed() < turns * quantum) {
        fail("turn " + turns + ": the neighbour got only " + neighbour.fuelUsed());
      }
    }

    assertThat(script.longestTickFuel())
        .isLessThanOrEqualTo(quantum + LargestPieceTest.LARGEST_PIECE);
    assertThat(neighbour.ticks()).isEqualTo(turns);
    assertThat(neighbour.longestTickFuel()).isLessThan(quantum + LOOP_LENGTH);
    checkFate(script, expected);
    script.kill();
    assertThat(script.state().isEnded()).isTrue();
    host.tick();
    assertThat(host.processes()).containsExactly(neighbour);
  }

  private static void checkFate(LuaProcess script, String expected) {
    String kind = expected.split(" ")[0];
    String text = expected.substring(Math.min(expected.length(), kind.length() + 1));
    ProcessError error = script.error();
    switch (kind) {
      case "endless" -> assertThat(script.state()).isEqualTo(ProcessState.RESUMABLE);
      case "output" -> {
        assertThat(error).isNull();
        assertThat(script.state()).isEqualTo(ProcessState.FINISHED);
        assertThat(script.output()).isEqualTo(text + "\n");
      }
      case "error" -> {
        assertThat(script.state()).isEqualTo(ProcessState.ERROR);
        assertThat(error.message()).contains(text);
        assertThat(script.end().reason()).isIn(ExitReason.ERROR, ExitReason.OUT_OF_MEMORY);
      }
      case "done-or-error", "any" -> {
        if (error != null) {
          assertThat(script.end().reason()).isIn(ExitReason.ERROR, ExitReason.OUT_OF_MEMORY);
        }
      }
      default -> throw new IllegalArgumentException(expected);
    }
  }
}
