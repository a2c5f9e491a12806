package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No work that one instruction, one library function or one compilation can be made to do overruns
 * a quantum by more than the published number, and a neighbour keeps its share.
 *
 * <p>Each script in the folder attacks one kind of work, which its first line names.
 */
class LargestPieceTest {
  /** The most fuel by which a turn may overrun its quantum; the number in GUARANTEES.md. */
  static final long LARGEST_PIECE = 8_000;

  private static final String FOLDER = "/pieces/";

  /** Enough for texts and lists far longer than any piece. */
  private static final long MEMORY_BYTES = 256L << 20;

  /** A script is watched for so many turns, which few need with a usual quantum. */
  private static final int MAX_TURNS = 100_000;

  static List<Arguments> scripts() {
    return TestFiles.scriptsIn(FOLDER).stream()
        .flatMap(name -> Stream.of(1, 10_000).map(quantum -> Arguments.of(name, quantum)))
        .toList();
  }

  @ParameterizedTest(name = "{0}, quantum {1}")
  @MethodSource("scripts")
  void noWorkOverrunsAQuantumByMoreThanTheLargestPiece(String name, int quantum) {
    Moonshift host = Moonshift.builder().quantum(quantum).build();
    Script source = ScriptRun.compile(name, TestFiles.read(FOLDER + name));
    LuaProcess script =
        host.spawn(
            source,
            ProcessSettings.DEFAULT
                .withInterrupts(InterruptSettings.DEFAULT.withQuantum(quantum))
                .withLimits(Limits.DEFAULT.withMemoryBytes(MEMORY_BYTES))
                .withOutput((process, bytes, offset, length) -> {}));
    LuaProcess neighbour = host.spawn("neighbour", "local n = 0 while true do n = n + 1 end");
    for (long turns = 1; !script.state().isEnded() && turns <= MAX_TURNS; turns++) {
      host.tick();
      if (neighbour.fuelUsed() < turns * quantum) {
        fail("turn " + turns + ": the neighbour got only " + neighbour.fuelUsed());
      }
    }
    assertThat(script.longestTickFuel()).isLessThanOrEqualTo(quantum + LARGEST_PIECE);
    if (script.state().isEnded()) {
      assertThat(script.end().reason()).isIn(ExitReason.RETURNED, ExitReason.ERROR);
    }
  }
}
