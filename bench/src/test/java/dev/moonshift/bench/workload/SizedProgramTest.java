package dev.moonshift.bench.workload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SizedProgramTest {
  @TempDir private Path folder;

  @Test
  void aProgramMustReturnItsChecksum() {
    SizedProgram fib = SizedProgram.of(Program.FIB, Program.FIB.large());

    assertThatCode(() -> fib.check("one", 5702887)).doesNotThrowAnyException();
    assertThatThrownBy(() -> fib.check("other", 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("fib(34) must return 5702887.0 as Lua 5.2 does, other returned 3.0");
  }

  @Test
  void aFileMustReturnWhatItReturnedFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("own.lua"), "return function(n) return n end");
    SizedProgram own = SizedProgram.of(file, 7);
    own.check("one", 0.1);

    assertThatCode(() -> own.check("other", 0.1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> own.check("other", 0.2))
        .hasMessage("own.lua(7) must return 0.1 as one does, other returned 0.2");
  }

  static Stream<Path> others() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("others"))) {
      return files.sorted().toList().stream();
    }
  }

  /** Those that no benchmark knows by name, to be measured as files. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void otherProgramsReturnTheSameInAllTiers(Path file) {
    SizedProgram program = SizedProgram.of(file, 20);
    for (Tier tier : Tier.values()) {
      Moonshift moonshift = Moonshift.create();
      LuaProcess process =
          moonshift.spawn(
              program.script(), ProcessSettings.DEFAULT.withTier(tier).withArgs(program.n()));
      moonshift.runUntilIdle();
      program.check(tier.name(), process.results().checkdouble(1));
    }
  }
}
