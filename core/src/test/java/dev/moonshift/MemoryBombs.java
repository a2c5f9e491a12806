package dev.moonshift;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A host with little memory, run in a JVM of its own: scripts that take all they can get, each in
 * another way, beside innocent ones. Prints what became of them.
 */
final class MemoryBombs {
  private static final int NEIGHBOURS = 100;

  /** What the neighbours compute, and what comes out. */
  private static final int ANSWER = 30 * (5050 + 100 * 5 + 192);

  private static final long LIMIT = 4 << 20;

  /** Bombs that are told they have no memory, catch that and go on are let do so for this long. */
  private static final int TURNS = 250;

  private static final String INNOCENT =
      """
      local sum = 0
      for round = 1, 30 do
        local items = {}
        for i = 1, 100 do items[i] = {value = i, name = "item " .. i} end
        for _, item in ipairs(items) do sum = sum + item.value + #item.name end
      end
      return sum
      """;

  /** Each is called again and again, in protected mode, with a table that is kept. */
  private static final Map<String, String> BOMBS = new LinkedHashMap<>();

  static {
    BOMBS.put("concatenation", "keep.s = (keep.s or 'x') .. (keep.s or 'x')");
    BOMBS.put("rep", "keep[#keep + 1] = ('x'):rep(100000 + #keep)");
    BOMBS.put("tables", "for i = 1, 100 do keep[#keep + 1] = {i + 0.5, {x = i / 3}} end");
    BOMBS.put(
        "closures",
        "for i = 1, 100 do local a, b = {}, i keep[#keep + 1] = function() return a, b end end");
    BOMBS.put(
        "coroutines",
        """
        local co = coroutine.wrap(function(...) coroutine.yield() return ... end)
        co(("y"):rep(100), keep, 1.5) keep[#keep + 1] = co
        """);
    BOMBS.put(
        "recursion",
        """
        local function f(n) local a, b, c = n + 0.5, n / 3, {} return a + f(n + 1) + #c + b end
        local ok, message = pcall(f, 1) keep[#keep + 1] = message
        """);
    BOMBS.put(
        "varargs",
        """
        local function f(...) return 1 + f(0.5, ...) end
        f(table.unpack({}, 1, 10000)) keep[#keep + 1] = table.pack(table.unpack({}, 1, 10000))
        """);
    BOMBS.put(
        "buffers",
        """
        local s = ("ab"):rep(20000)
        keep[#keep + 1] = s:gsub("a", "%0%0%0")
        keep[#keep + 1] = ("%s%q"):format(s, s)
        keep[#keep + 1] = table.concat(keep, ";")
        """);
    BOMBS.put(
        "patterns",
        """
        local pattern = ("a*[b-z]?"):rep(5000)
        keep[#keep + 1] = (("ab"):rep(50)):gmatch(pattern .. #keep) keep[#keep]()
        local function g(s) return (s:gsub(".", g)) end
        pcall(g, "x")
        """);
    BOMBS.put(
        "sources",
        """
        local parts = {}
        for i = 1, 2000 do parts[i] = "f" .. i .. " = function(a) return a + " .. i .. ".25 end" end
        keep[#keep + 1] = assert(load(table.concat(parts, "\\n")))
        """);
  }

  private MemoryBombs() {}

  private static String source(String work) {
    return "local keep = {} local function explode() "
        + work
        + " end while true do pcall(explode) end";
  }

  /** Runs all. */
  public static void main(String[] args) {
    Moonshift host = Moonshift.builder().quantum(10_000).build();
    Limits limits = Limits.DEFAULT.withMemoryBytes(LIMIT);
    List<LuaProcess> bombs = new ArrayList<>();
    BOMBS.forEach(
        (name, work) ->
            bombs.add(
                host.spawn(
                    Script.compile(name, source(work)),
                    ProcessSettings.DEFAULT.withLimits(limits))));
    List<LuaProcess> neighbours = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURS; i++) {
      neighbours.add(host.spawn("neighbour", INNOCENT));
    }
    for (int turn = 0; turn < TURNS; turn++) {
      host.tick();
    }
    long held =
        bombs.stream()
            .filter(bomb -> bomb.end() == null || bomb.end().reason() == ExitReason.OUT_OF_MEMORY)
            .count();
    System.out.println(held + " bombs held");
    long right =
        neighbours.stream()
            .filter(neighbour -> neighbour.results().arg1().toint() == ANSWER)
            .count();
    System.out.println(right + " neighbours right");
  }
}
