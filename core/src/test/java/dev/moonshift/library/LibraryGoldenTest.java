package dev.moonshift.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table, math, bit32 and os libraries against what reference Lua printed. */
class LibraryGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"table-basics", "table-sort", "math-basics", "bit32-basics", "os-time"})
  void printsWhatReferenceLuaPrints(String name) {
    assertThat(TableLuaRun.outputOf(name + ".lua")).isEqualTo(TableLuaRun.resource(name + ".out"));
  }
}
