package dev.moonshift.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.support.ScriptRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden scripts cannot show: who may interrupt, and what work may cost. */
class TableLibraryTest {
  /** No piece of work may use much more fuel than there is. */
  private static final int LARGEST_PIECE = 6000;

  private static final int QUANTUM = 1000;

  private static final String LONG_LIST =
      "local t = {} for i = 1, 100000 do t[i] = (i * 7919) % 100003 end ";

  @Test
  void aComparatorMayYieldAndRaise() {
    assertThat(
            ScriptRun.sameOutputOf(
                "test",
                """
                local t = {3, 1, 2, 5, 4}
                local co = coroutine.wrap(function()
                  table.sort(t, function(a, b) coroutine.yield(a) return a < b end)
                  return "sorted"
                end)
                local yields, last = 0, nil
                repeat last = co() yields = yields + 1 until last == "sorted"
                print(yields, table.concat(t, " "))
                print(pcall(table.sort, t, function() local x = nil; return x.y end))
                """))
        .isEqualTo("9\t1 2 3 4 5\nfalse\ttest:9: attempt to index local 'x' (a nil value)\n");
  }

  @Test
  void aLengthMetamethodMayYield() {
    assertThat(
            ScriptRun.sameOutputOf(
                "test",
                """
                local meta = {__len = function() return coroutine.yield("asked") end}
                local co = coroutine.wrap(function()
                  return table.unpack(setmetatable({1, 2, 3}, meta))
                end)
                print(co()) print(co(2))
                """))
        .isEqualTo("asked\n1\t2\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.date(table.concat(t, '%Y'))",
        "table.sort(t)",
        "for i = 1, 100000 do t[i] = 's' .. i end table.sort(t)",
        "table.sort(t, function(a, b) return a > b end)",
        "table.sort(t, math.max)",
        "table.insert(t, 1, 0)",
        "table.remove(t, 1)",
        "table.concat(t, ', ')",
        "table.pack(table.unpack(t))"
      })
  void longListsAreWorkedOnInPieces(String work) {
    LuaProcess process =
        ScriptRun.of("test", LONG_LIST + work, QUANTUM, Granularity.SAFEPOINT).toEnd().process();

    assertThat(process.longestTickFuel()).isLessThan(QUANTUM + LARGEST_PIECE);
    assertThat(process.end().reason())
        .isEqualTo(work.contains("math.max") ? ExitReason.ERROR : ExitReason.RETURNED);
  }

  @Test
  void aListThatOnlyClaimsToBeLongTakesNoMemory() {
    assertThat(
            ScriptRun.sameOutputOf(
                "test",
                """
                local meta = {__len = function() return 2^31 - 1 end}
                local t = setmetatable({1, 2, 3}, meta)
                print(pcall(table.sort, t))
                print(pcall(table.unpack, t))
                print(pcall(table.concat, t))
                """))
        .isEqualTo(
            """
            false\tattempt to compare nil with number
            false\ttoo many results to unpack
            false\tinvalid value (nil) at index 4 in table for 'concat'
            """);
  }

  @Test
  void aTextBeyondTheMemoryLimitIsRefusedBeforeItIsMade() {
    assertThat(
            ScriptRun.sameOutputOf(
                "test",
                """
                local t = {}
                for i = 1, 1000 do t[i] = "0123456789" end
                local long = table.concat(t)
                for i = 1, 10 do t[i] = long end
                long = table.concat(t, long)
                print(#long)
                print(pcall(table.concat, {long, long}))
                print(pcall(os.date, table.concat(t, "%c", 11, 1000), 0) )
                """))
        .isEqualTo("10099900\nfalse\tnot enough memory\n" + "true\t" + dates(990) + "\n");
  }

  private static String dates(int count) {
    String separator = "Thu Jan  1 00:00:00 1970";
    return ("0123456789" + separator).repeat(count - 1) + "0123456789";
  }

  @Test
  void aSeedGivesTheSameNumbersEverywhere() {
    assertThat(
            ScriptRun.sameOutputOf(
                "test", "math.randomseed(1) print(math.random(1000000), math.random(1000000))"))
        .isEqualTo("566562\t745782\n");
  }
}
