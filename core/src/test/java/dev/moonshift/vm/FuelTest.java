package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Granularity;
import dev.moonshift.support.ScriptRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work in proportion to data costs fuel in proportion: otherwise a quantum bounds nothing. */
class FuelTest {
  private static final int LARGE = 100_000;

  /** No unit of fuel may stand for more than so many values or bytes. */
  private static final int MOST_PER_FUEL = 1000;

  private static long fuelOf(String work, int size) {
    String source =
        "local n = "
            + size
            + " local t, s = {}, ('x'):rep(n) for i = 1, n do t[i] = i end"
            + " local same = s:sub(1, -2) .. 'x'"
            + " local function id(...) return ... end"
            + " local function work(...) "
            + work
            + " end work(table.unpack(t))";
    return ScriptRun.of("test", source, ScriptRun.UNLIMITED, Granularity.SAFEPOINT)
        .toEnd()
        .process()
        .fuelUsed();
  }

  /** What a piece of work costs more with much data than with next to none. */
  private static long extraFuelOf(String work) {
    long large = fuelOf(work, LARGE) - fuelOf("", LARGE);
    long small = fuelOf(work, 10) - fuelOf("", 10);
    return large - small;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local x = s .. s",
        "local x = s < same",
        "local x = s:upper()",
        "local x = s:find('y', 1, true)",
        "local x = table.concat(t)",
        "local x = select('#', table.unpack(t))",
        "table.insert(t, 1, 0)",
        "local x = tonumber(s, 36)",
        "local x = t[s .. 'y']",
        "id(1, ...)",
        "local x = {...}",
        "pcall(id, ...)",
        "local x = select('#', ...)",
        "local x = s == same"
      })
  void largeDataCostsMore(String work) {
    assertThat(extraFuelOf(work)).isGreaterThan(LARGE / MOST_PER_FUEL);
  }
}
