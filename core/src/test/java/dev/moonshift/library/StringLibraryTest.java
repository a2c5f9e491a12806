package dev.moonshift.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden scripts cannot show: who may interrupt, and what work may cost. */
class StringLibraryTest {
  /** Work may overrun a quantum by one piece, which costs no more than this. */
  private static final int LONGEST_PIECE = 1_100;

  @Test
  void randomPatternsMatchAsInReferenceLua() {
    String name = "random-patterns.lua";
    Script script = ScriptRun.compile(name, TestFiles.read("/library/" + name));
    String expected = TestFiles.read("/library/random-patterns.out");
    ScriptRun whole = ScriptRun.of(script, ScriptRun.UNLIMITED, Granularity.SAFEPOINT).toEnd();
    assertThat(whole.output()).isEqualTo(expected);
    for (Granularity granularity : Granularity.values()) {
      ScriptRun divided = ScriptRun.of(script, 1, granularity).toEnd();
      assertThat(divided.output()).isEqualTo(expected);
      assertThat(divided.process().fuelUsed()).isEqualTo(whole.process().fuelUsed());
    }
  }

  @Test
  void aCallbackMayYield() {
    String script =
        """
        local co = coroutine.wrap(function()
          print(("abc"):gsub("%w", function(c) return coroutine.yield(c) end))
          print(("abc"):gsub("%w", setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end})))
          local first = setmetatable({}, {__tostring = function() return coroutine.yield("first") end})
          local second = setmetatable({}, {__tostring = function() return coroutine.yield("second") end})
          print(("[%s|%5s]"):format(first, second))
          return "done"
        end)
        print(co(), co("1"), co("2"), co("3"), co("4"), co(false), co("6"), co("one"), co("two"))
        """;
    assertThat(ScriptRun.sameOutputOf("test", script))
        .isEqualTo(
            """
            123	3
            4b6	3
            [one|  two]
            a	b	c	a	b	c	first	second	done
            """);
  }

  @Test
  void anIteratorGoesOnInAnotherCoroutine() {
    String script =
        """
        local words = ("one two three"):gmatch("%a+")
        print(words(), coroutine.wrap(function() return words() end)(), words(), words())
        """;
    assertThat(ScriptRun.sameOutputOf("test", script)).isEqualTo("one\ttwo\tthree\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "('x'):rep(1e9)",
        "('x'):rep(20e6)",
        "('x'):rep(1e6):rep(17)",
        "('x'):rep(100, ('y'):rep(1e6))",
        "('x'):rep(1e6):gsub('x', ('y'):rep(100))",
        "('x'):rep(1e6):gsub('', ('%0y'):rep(100))",
        "(function(t) return ('%s%s%s%s%s'):format(t, t, t, t, t) end)(('x'):rep(2e6))",
        "('x'):rep(1e6):gsub('x', function() return ('y'):rep(100) end)",
        "('x'):rep(9e6):upper():reverse():lower()",
        "('x'):find(('[ab]'):rep(1e6))"
      })
  void nothingTakesMoreMemoryThanTheLimit(String expression) {
    ScriptRun run =
        run("print(pcall(function() local s = " + expression + " return #s end))", 1000, 8 << 20)
            .toEnd();
    assertThat(run.output()).isEqualTo("false\tnot enough memory\n");
    assertThat(run.process().longestTickFuel()).isLessThan(1000 + LONGEST_PIECE);
  }

  @Test
  void aRepetitionBeyondAllStringsIsRefusedAtOnce() {
    ScriptRun run =
        run(
                "print(pcall(string.rep, 'x', 2^40)) print(pcall(string.rep, 'xx', 2^30))"
                    + " print(pcall(string.rep, '', 2^40)) print(pcall(string.rep, 'x', 1e300, 'y'))",
                1000,
                16 << 20)
            .toEnd();
    assertThat(run.output())
        .isEqualTo(
            """
            false	resulting string too large
            false	resulting string too large
            true\t
            false	resulting string too large
            """);
    assertThat(run.process().fuelUsed()).isLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text:rep(3)",
        "text:upper()",
        "text:reverse()",
        "text:sub(1000, 700000)",
        "text:find('y')",
        "text:find('y', 1, true)",
        "text:find('x-y')",
        "text:match('x*')",
        "text:sub(1, 1000000):rep(2):match('^(x*)xx')",
        "text:rep(2):sub(1, 900001):match('^(x*)xx')",
        "text:gsub('x', 'y')",
        "text:gsub('x*', text)",
        "text:gsub('x+', '%0%0')",
        "text:find(text:rep(2))",
        "text:find(text:sub(1, 600000))",
        "('x'):find(text:rep(2))",
        "text:format()",
        "('%s%s'):format(text, text)",
        "('%q'):format(text)",
        "text:byte(1, 200000)",
        "string.char(text:byte(1, 50000))",
        "text:sub(1, 3000):gsub('.-.-.-y', '')"
      })
  void noWorkOverrunsAQuantumByMoreThanAPiece(String expression) {
    String script = "local text = ('x'):rep(1000000) local s = " + expression;
    ScriptRun run = run(script, 100, 64 << 20);
    for (int i = 0; i < 3000 && run.tick(); i++) {
      assertThat(run.process().longestTickFuel()).isLessThan(100 + LONGEST_PIECE);
    }
    assertThat(run.output()).isEmpty();
  }

  @Test
  void aSmallPartDoesNotKeepALargeStringAlive() {
    String script =
        """
        local parts = {}
        for i = 1, 200 do parts[i] = ("x"):rep(1000000):sub(-40000) end
        local s = ("x"):rep(1000000)
        for i = 1, 200 do parts[i] = s:match("^(....................)") end
        print(#parts)
        """;
    assertThat(run(script, 100_000, 16 << 20).toEnd().output()).isEqualTo("200\n");
  }

  private static ScriptRun run(String source, int quantum, long memoryBytes) {
    return new ScriptRun(
        ScriptRun.compile("test", source),
        ProcessSettings.DEFAULT
            .withInterrupts(InterruptSettings.DEFAULT.withQuantum(quantum))
            .withLimits(Limits.DEFAULT.withMemoryBytes(memoryBytes)));
  }
}
