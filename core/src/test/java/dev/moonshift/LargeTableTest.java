package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Environment;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.vm.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However large a table is, nothing that is done to it takes long in one piece. */
class LargeTableTest {
  /** The most fuel by which a turn may overrun its quantum: the largest indivisible piece. */
  private static final long LARGEST_PIECE = 10_000;

  private static final long MEMORY = 512L << 20;

  static Stream<Arguments> scripts() {
    return Stream.of(
        script(
            "appending, and taking from the end",
            "local t = {} for i = 1, 1000000 do t[i] = i end"
                + " for i = 1000000, 1, -1 do t[i] = nil end t.x = 1 t.y = 2 print(#t, next(t))",
            "0\\tx\\t1"),
        script(
            "keys that are no list",
            "local t = {} for i = 1, 300000 do t[i * 3 + 0.5] = i end"
                + " local n = 0 for k in pairs(t) do n = n + 1 end print(n)",
            "300000"),
        script(
            "a list filled backwards",
            "local t = {} for i = 200000, 1, -1 do t[i] = i end t.x = 1 print(#t)",
            "200000"),
        script(
            "a list that becomes sparse, and dense again",
            "local t = {} for i = 1, 300000 do t[i] = i end"
                + " for i = 1, 300000 do if i % 4 > 0 then t[i] = nil end end"
                + " for i = 1, 300000 do t['k' .. i % 9] = i t['k' .. i % 9] = nil end"
                + " for i = 1, 300000 do t[i] = i end print(#t)",
            "300000"),
        script(
            "keys that come and go",
            "local t = {} for i = 1, 262144 do t[-i] = i end"
                + " for i = 1, 50000 do t[-i] = nil t[i + 0.5] = i end"
                + " local n = 0 for k in pairs(t) do n = n + 1 end print(n)",
            "262144"),
        script(
            "asking an emptied list for its first pair",
            "local t = {} for i = 1, 1000000 do t[i] = i end for i = 1, 1000000 do t[i] = nil end"
                + " for i = 1, 1000000 do next(t) end print(next(t))",
            "nil"),
        script(
            "asking emptied entries for their first pair",
            "local t = {} for i = 1, 300000 do t[-i] = i end for i = 1, 300000 do t[-i] = nil end"
                + " for i = 1, 1000000 do next(t) end print(next(t))",
            "nil"),
        script(
            "taking the first pair of a list until none is left, and filling it again",
            "local t = {} for i = 1, 200000 do t[i] = i end"
                + " while next(t) do t[next(t)] = nil end"
                + " for i = 1, 200000 do t[i] = i end"
                + " while next(t) do t[next(t)] = nil end print(#t)",
            "0"),
        script(
            "taking the first pair of entries until none is left",
            "local t = {} for i = 1, 200000 do t[i + 0.5] = i end"
                + " while next(t) do t[next(t)] = nil end print(next(t))",
            "nil"),
        script(
            "going over a gap again and again",
            "local t = {} for i = 1, 1000000 do t[i] = i end for i = 2, 999999 do t[i] = nil end"
                + " for i = 1, 200000 do t[i % 1000 * 900 + 5] = 1 next(t, 3)"
                + " t[i % 1000 * 900 + 5] = nil end print(next(t, 1))",
            "1000000\\t1000000"),
        script(
            "many values in a constructor",
            "local t = {} for i = 1, 900000 do t[i] = i end"
                + " local u = {x = 1, table.unpack(t)} print(#u, u.x, u[777777])",
            "900000\\t1\\t777777"),
        script(
            "something else among many numbers, again and again",
            "for n = 1, 8 do local t = {} for i = 1, 100000 do t[i] = i + 0.5 end"
                + " if n % 2 == 0 then t[n * 10000] = 'x' else table.insert(t, n, 'x') end"
                + " if n == 8 then print(#t, t[1], t[80000], t[100000]) end end",
            "100000\\t1.5\\tx\\t100000.5"),
        script(
            "the length of a table made to mislead",
            "local t = {} for i = 1, 500000 do t[i] = i end"
                + " for i = 19, 31 do t[2 ^ i] = 1 end t[2 ^ 31 - 1] = 1"
                + " t = {} for i = 0, 31 do t[2 ^ i] = 1 end t[2 ^ 31 - 1] = 1"
                + " for i = 1, 1000 do local n = #t end print(#t > 0)",
            "true"),
        script(
            "library functions that add",
            "local t = {} for i = 1, 200000 do table.insert(t, i) end"
                + " for i = 1, 20000 do rawset(t, -i, i) end"
                + " local s = setmetatable({}, {__len = function() return 60000 end})"
                + " for i = 1, 6000 do s[i * 10] = i end"
                + " pcall(table.sort, s, function(a, b) return (a or 0) < (b or 0) end)"
                + " pcall(table.insert, s, 1, 1) pcall(table.remove, s, 1) print(#t)",
            "200000"));
  }

  private static Arguments script(String name, String source, String output) {
    return Arguments.of(name, source, output.replace("\\t", "\t"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void nothingTakesLongInOnePiece(String name, String source, String output) {
    Script script = ScriptRun.compile(name, source);
    ScriptRun stepwise = run(script, 1, MEMORY);
    ScriptRun whole = run(script, ScriptRun.UNLIMITED, MEMORY);

    assertThat(stepwise.process().longestTickFuel()).isLessThanOrEqualTo(1 + LARGEST_PIECE);
    assertThat(stepwise.process().fuelUsed()).isEqualTo(whole.process().fuelUsed());
    assertThat(stepwise.output()).isEqualTo(output + "\n").isEqualTo(whole.output());
  }

  /** What is put after the growth of a table was refused is refused as well, and not half done. */
  @Test
  void aTableForWhichThereIsNoMemoryStaysAsItWas() {
    Script script =
        ScriptRun.compile(
            "bomb",
            "local t, n = {}, 0 local function add() t['k' .. n] = n end"
                + " while pcall(add) do n = n + 1 end"
                + " local failed = 0"
                + " for i = 1, 50 do if not pcall(add) then failed = failed + 1 end n = n + 1 end"
                + " local count = 0 for k, v in pairs(t) do count = count + 1 end"
                + " print(failed > 0, count > 50000, t.k0, t.k50000)");
    ScriptRun stepwise = run(script, 1, 4 << 20);
    ScriptRun whole = run(script, ScriptRun.UNLIMITED, 4 << 20);

    assertThat(stepwise.process().longestTickFuel()).isLessThanOrEqualTo(1 + LARGEST_PIECE);
    assertThat(stepwise.output()).isEqualTo(whole.output());
    assertThat(stepwise.process().fuelUsed()).isEqualTo(whole.process().fuelUsed());
  }

  @Test
  void aSharedTableIsWholeAlsoForWhoMeetsItWhileItGrows() {
    Table shared = new Table();
    Environment environment = Environment.builder().share("shared", shared).build();
    Moonshift host =
        Moonshift.builder()
            .settings(ProcessSettings.DEFAULT.withEnvironment(environment))
            .quantum(3)
            .build();
    List<LuaProcess> processes = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      processes.add(
          host.spawn(
              "adder " + i,
              "for i = 1, 10000 do"
                  + (" local k = i * 4 + " + i)
                  + " shared[k] = k shared['k' .. k] = k"
                  + " if shared[k] ~= k or shared['k' .. k] ~= k then error(k) end"
                  + " if i % 3 == 0 then shared[k] = nil end end"));
    }
    while (!processes.stream().allMatch(process -> process.state().isEnded())) {
      host.tick();
    }

    assertThat(processes).allMatch(process -> process.error() == null);
    assertThat(shared.keyCount()).isEqualTo(3 * (20_000 - 3_333));
  }

  private static ScriptRun run(Script script, int quantum, long memory) {
    ScriptRun run =
        new ScriptRun(
            script,
            ProcessSettings.DEFAULT
                .withLimits(Limits.DEFAULT.withMemoryBytes(memory))
                .withInterrupts(new InterruptSettings(quantum, Granularity.SAFEPOINT, 1, null)));
    return run.toEnd();
  }
}
