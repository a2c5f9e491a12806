package dev.moonshift.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.bytecode.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written into a unit in place of a call, and until when. */
class InliningTest {
  private final List<String> compiled = new ArrayList<>();

  /** Notes the line of each function that gets a unit, and the lines of those written into it. */
  private final TieredEngine engine =
      CompiledRun.engine(
          (tier, pc, types) -> {
            UnitCompiler.Compiled unit = TieredEngine.unitOf(tier, pc, types);
            if (unit != null) {
              if (!unit.inlined().isEmpty()) {
                assertThat(unit.length()).isLessThanOrEqualTo(UnitCompiler.MAX_INLINED_BYTES);
              }
              compiled.add(
                  line(tier.code())
                      + unit.inlined().stream().map(f -> line(f.code())).sorted().toList());
            }
            return unit;
          });

  private static String line(Code code) {
    return Integer.toString(code.prototype.linedefined);
  }

  /** Interprets a script, and then compiles it: what it prints is the same. */
  private void compile(String source) {
    CompiledRun interpreted = new CompiledRun(source, null).toEnd();
    compare(interpreted, interpreted.again(engine));
  }

  /** As that, but nothing has been seen of it when the first unit is made. */
  private void compileWithoutALook(String source) {
    compare(new CompiledRun(source, null).toEnd(), new CompiledRun(source, engine));
  }

  private static void compare(CompiledRun interpreted, CompiledRun run) {
    run.toEnd();
    assertThat(run.failures()).isEmpty();
    assertThat(run.output()).isEqualTo(interpreted.output()).doesNotContain("error:");
    assertThat(run.fuel()).isEqualTo(interpreted.fuel());
  }

  @Test
  void aShortCalleeIsWrittenIntoItsCallerAndItsOwnCalleesWithIt() {
    compile(
        """
        local function half(x) return x / 2 end
        local function both(x, y) return half(x) + half(y) end
        local function work(n) return both(n, n + 1) end
        print(work(1))
        """);

    assertThat(compiled).contains("0[1, 1, 2, 3]");
  }

  @Test
  void aFunctionThatCallsItselfIsWrittenIntoItselfOnce() {
    compile(
        """
        local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
        print(fib(10))
        """);

    assertThat(compiled).contains("1[1, 1]");
  }

  @Test
  void aCallOfSeveralFunctionsIsACall() {
    compile(
        """
        local function half(x) return x / 2 end
        local function twice(x) return x * 2 end
        local function apply(f, x) return f(x) end
        print(apply(half, 1), apply(twice, 2))
        """);

    assertThat(compiled).contains("0[3, 3]"); // and nothing into those
  }

  @Test
  void loopsAndClosuresStayInUnitsOfTheirOwn() {
    compile(
        """
        local function loops(n) local s = 0 for i = 1, n do s = s + i end return s end
        local function closes(x) return function() return x end end
        local function takes(...) return (...) end
        local function work(n) return loops(n) + closes(n)() + takes(n) end
        print(work(3))
        """);

    assertThat(compiled).contains("0[2, 3, 4]"); // the function that is returned begins in line 2
  }

  @Test
  void longFunctionsAreCalled() {
    compile(
        "local function long(x)\n"
            + "x = x + 1\n".repeat(60)
            + "return x end local function work(n) return long(n) end print(work(3))");

    assertThat(compiled).contains("0[62]");
  }

  /** A loop, so a unit of its own, with calls of a function after some other code. */
  private static String caller(int statements, int calls) {
    return "local function get(t) local x = 0 "
        + "x = x + t[1] * t[2] ".repeat(5)
        + "return x end\n"
        + "local function work(t)\n"
        + "local s = 0 for round = 1, 2 do "
        + "t[3] = t[1] * t[2] + 1 ".repeat(statements)
        + "s = s + get(t) ".repeat(calls)
        + "end return s end\nprint(work({1, 2}))";
  }

  /** How many functions are written into the unit of the function of line 2. */
  private int inlinedInto(String source) {
    compiled.clear();
    compile(source);
    String lines =
        compiled.stream().filter(unit -> unit.startsWith("2[")).findFirst().orElseThrow();
    return (int) lines.chars().filter(c -> c == ',').count() + (lines.equals("2[]") ? 0 : 1);
  }

  @Test
  void aUnitThatWouldBecomeTooLargeTakesFewerCalleesOrNone() {
    assertThat(inlinedInto(caller(0, 4))).isEqualTo(4);
    assertThat(inlinedInto(caller(0, 7))).isBetween(1, 6);
    assertThat(inlinedInto(caller(20, 1))).isZero();
  }

  /** The callee's ints become too large for ints: whoever has its code expects too much. */
  @Test
  void anExpectationThatFailsInACalleeGivesUpTheUnitsThatItIsWrittenInto() {
    compile(
        """
        local function double(x) return x * 2 end
        local function work(n) local d = double(n) return d end
        for i = 1, 200 do print(work(i % 2 == 0 and 3 or 2^30)) end
        """);

    assertThat(compiled.stream().filter("0[1, 2]"::equals).count()).isGreaterThan(1);
  }

  @Test
  void aCallThatCallsSomethingElseAtLastIsACallAgain() {
    compileWithoutALook(
        """
        local function one(x) return x end
        local function two(x) return -x end
        local s = 0
        for i = 1, 200 do
          local f = i < 100 and one or two
          s = s + f(i)
        end
        print(s)
        """);

    assertThat(compiled).containsSubsequence("0[1]", "0[]");
  }

  @Test
  void aFunctionWithLongTextsIsCalledSoThatNoUnitKeepsThem() {
    compile(
        "local function long() return '"
            + "x".repeat(3000)
            + "' end\nlocal function work() return #long() end print(work())");

    assertThat(compiled).contains("0[2]");
  }

  @Test
  void aFunctionWithLongNamesIsCalledToo() {
    String name = "x".repeat(3000);
    compile(
        "local function long("
            + name
            + ") return 1 end\nlocal function work() return long() end print(work())");
    compile(
        "local "
            + name
            + " = 1 local function long() return "
            + name
            + " end\nlocal function work() return long() end print(work())");

    assertThat(compiled).contains("0[2]").doesNotContain("0[1, 1, 2]", "0[1, 2]");
  }

  /** What tail calls is gone, so its place is the unit's beginning: no frame is left below. */
  @Test
  void functionsThatCallEachOtherInTailPositionGoBackToTheBeginningOfTheUnit() {
    compile(
        """
        local even
        local function odd(n) if n < 0 then return odd(-n) end return even(n - 1) end
        function even(n)
          if n == 0 then return true elseif n == -1 then return false end
          if n % 5 == 0 then return even(n - 2) end
          return odd(n)
        end
        local s = 0
        for i = 1, 60 do if even(i) then s = s + i end end
        print(s)
        """);

    assertThat(compiled).contains("3[2, 2, 3]");
  }
}
