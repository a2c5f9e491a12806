package dev.moonshift.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Granularity;
import dev.moonshift.support.ScriptRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code table.sort} sorts inputs of all shapes as a model does, with comparisons in proportion to
 * n log n, and ends also where the order contradicts itself.
 *
 * <p>The model is a merge sort, written in Lua; it, the shapes and the orders are in the prelude.
 */
class SortPropertyTest {
  private static final String PRELUDE =
      """
      local function merged(list, less)
        if #list < 2 then return list end
        local half = {{}, {}}
        for i = 1, #list do
          local part = half[i * 2 <= #list and 1 or 2]
          part[#part + 1] = list[i]
        end
        local a, b, all = merged(half[1], less), merged(half[2], less), {}
        local i, j = 1, 1
        while i <= #a or j <= #b do
          if j > #b or i <= #a and not less(b[j], a[i]) then
            all[#all + 1] = a[i] i = i + 1
          else
            all[#all + 1] = b[j] j = j + 1
          end
        end
        return all
      end

      local shapes = {
        random = function() return math.random(1000000) end,
        fractions = function() return (math.random() - 0.5) * 2 ^ math.random(-20, 20) end,
        sorted = function(i) return i end,
        reversed = function(i, n) return n - i end,
        pipe = function(i, n) return math.min(i, n - i) end,
        valley = function(i, n) return math.max(i, n - i) end,
        equal = function() return 7 end,
        few = function() return math.random(3) end,
        saw = function(i) return i % 17 end,
        nearly = function(i, n) return i % 50 == 0 and math.random(n) or i end,
        halves = function(i, n) return i * 2 <= n and 2 * i or 2 * (n - i) + 1 end,
        alternating = function(i, n) return i % 2 == 0 and i or n - i end,
        strings = function() return "s" .. math.random(5000) end,
        mixedLengths = function() return ("ab"):rep(math.random(0, 9)) .. math.random(9) end,
      }

      local function ascending(a, b) return a < b end
      local function descending(a, b) return a > b end

      local function filled(shape, n)
        local list = {}
        for i = 1, n do list[i] = shapes[shape](i, n) end
        return list
      end

      local function bound(n)
        local doublings = 1
        while 2 ^ doublings < n do doublings = doublings + 1 end
        return 6 * n * doublings + 20
      end

      local function check(list, less)
        local comparisons = 0
        local function counted(a, b)
          comparisons = comparisons + 1
          return (less or ascending)(a, b)
        end
        local expected = merged(list, less or ascending)
        local plain = {table.unpack(list)}
        table.sort(plain, less)
        table.sort(list, counted)
        for i = 1, #expected do
          if list[i] ~= expected[i] or plain[i] ~= expected[i] then return print("wrong at", i) end
        end
        if #list ~= #expected or comparisons > bound(#list) then
          print("too many comparisons", comparisons, #list)
        end
      end
      """;

  static Stream<String> shapes() {
    return Stream.of(
        "random",
        "fractions",
        "sorted",
        "reversed",
        "pipe",
        "valley",
        "equal",
        "few",
        "saw",
        "nearly",
        "halves",
        "alternating",
        "strings",
        "mixedLengths");
  }

  private static String run(String script) {
    ScriptRun run =
        ScriptRun.of("test", PRELUDE + script, ScriptRun.UNLIMITED, Granularity.SAFEPOINT).toEnd();
    assertThat(run.process().end().reason()).isEqualTo(ExitReason.RETURNED);
    return run.output();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sortsAsTheModelInProportionToNLogN(String shape) {
    assertThat(
            run(
                """
                math.randomseed(20)
                for _, n in ipairs {0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 31, 64, 99, 100, 101, 999, 2000} do
                  check(filled("%1$s", n))
                  check(filled("%1$s", n), ascending)
                  check(filled("%1$s", n), descending)
                end
                for n = 1, 60 do check(filled("%1$s", n)) end
                """
                    .formatted(shape)))
        .isEmpty();
  }

  /** After McIlroy, <cite>A Killer Adversary for Quicksort</cite>, 1999. */
  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000, 3000})
  void noSequenceMadeAgainstItTakesMoreThanNLogN(int n) {
    assertThat(
            run(
                """
                local n, solid, candidate, comparisons = %d, 0, 0, 0
                local value, list = {}, {}
                for i = 1, n do value[i] = n list[i] = i end
                local function freeze(x) value[x] = solid solid = solid + 1 end
                table.sort(list, function(x, y)
                  comparisons = comparisons + 1
                  if value[x] == n and value[y] == n then freeze(x == candidate and x or y) end
                  if value[x] == n then candidate = x elseif value[y] == n then candidate = y end
                  return value[x] < value[y]
                end)
                if comparisons > bound(n) then print("adversary", comparisons) end
                check(value) -- what it made is as bad for who sorts it again
                """
                    .formatted(n)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return true",
        "return false",
        "return nil",
        "return 0",
        "return a ~= b",
        "return a <= b",
        "return math.random(2) == 1",
        "return (a - b) % 3 == 1",
        "calls = calls + 1 return calls % 2 == 0",
        "calls = calls + 1 return calls % 7 ~= 0"
      })
  void anOrderThatContradictsItselfEnds(String order) {
    assertThat(
            run(
                """
                math.randomseed(21)
                calls = 0
                for _, shape in ipairs {"random", "sorted", "reversed", "few", "equal"} do
                  for _, n in ipairs {2, 3, 4, 10, 100, 1000} do
                    local list, comparisons, sum = filled(shape, n), 0, 0
                    for i = 1, n do sum = sum + list[i] end
                    local ok, message = pcall(table.sort, list, function(a, b)
                      comparisons = comparisons + 1
                      %s
                    end)
                    if not ok and not message:find("invalid order function for sorting", 1, true)
                        and not message:find("attempt to", 1, true) then
                      print(message)
                    end
                    if comparisons > bound(n) then print("too many", shape, n, comparisons) end
                    for i = 1, ok and n or 0 do sum = sum - list[i] end
                    if ok and (sum ~= 0 or #list ~= n) then print("lost", shape, n) end
                  end
                end
                """
                    .formatted(order)))
        .isEmpty();
  }
}
