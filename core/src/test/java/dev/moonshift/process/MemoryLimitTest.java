package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.support.ScriptRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a process that takes much memory. */
class MemoryLimitTest {
  private static final long LIMIT = 1 << 20;

  private static final long SMALL_LIMIT = 24 << 10;

  /** What may be charged beyond the limit: a reserve twice, and what is not asked for. */
  private static final long BEYOND = LIMIT / 8 + (320 << 10);

  private static LuaProcess run(String source, int quantum, Granularity granularity) {
    return new ScriptRun(
            ScriptRun.compile("test", source),
            ProcessSettings.DEFAULT
                .withInterrupts(new InterruptSettings(quantum, granularity, 1, null))
                .withLimits(Limits.DEFAULT.withMemoryBytes(LIMIT).withFuel(50_000_000)))
        .toEnd()
        .process();
  }

  private static LuaProcess run(String source) {
    return run(source, ScriptRun.UNLIMITED, Granularity.SAFEPOINT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i = 1, 1e9 do keep[i] = {i} end",
        "for i = 1, 1e9 do keep[i / 3] = i / 7 end",
        "for i = 1, 1e9 do keep[i] = function() return i end end",
        "for i = 1, 1e9 do keep[i] = coroutine.create(print) end",
        "for i = 1, 1e9 do keep[i] = tostring(i) end",
        "for i = 1, 1e9 do keep[i] = select(2, pcall(error, 'message ' .. i)) end",
        "for i = 1, 1e9 do keep[i] = load('return ' .. i) end",
        "local s = 'x' while true do s = s .. s keep.s = s end",
        "for i = 1, 1e9 do keep[i] = ('x'):rep(1000):upper() end",
        "for i = 1, 1e9 do keep[i] = ('%s %d'):format(('y'):rep(500), i):gsub('y', '%0%0') end",
        "for i = 1, 1e9 do keep[i] = table.pack(table.unpack({}, 1, 1000)) end",
        "for i = 1, 1e9 do keep[i] = ('a'):gmatch(('a*'):rep(100)) keep[i]() end",
        "local function f(...) return 1 + f(1.5, ...) end f(table.unpack({}, 1, 1000))",
        "local function f(s) return (s:gsub('.', f)) end f('x')",
      })
  void whatIsKeptEndsInAnErrorAtTheSameInstruction(String work) {
    String source = "keep = {} " + work;
    LuaProcess whole = run(source);

    assertThat(whole.state()).isEqualTo(ProcessState.ERROR);
    assertThat(whole.error().message()).containsAnyOf("not enough memory", "stack overflow");
    assertThat(whole.memoryBytes()).isLessThan(LIMIT + BEYOND);
    for (int quantum : new int[] {1, 7, 1000}) {
      for (Granularity granularity : Granularity.values()) {
        LuaProcess divided = run(source, quantum, granularity);
        assertThat(divided.fuelUsed()).isEqualTo(whole.fuelUsed());
        assertThat(divided.memoryBytes()).isEqualTo(whole.memoryBytes());
        assertThat(divided.error().message()).isEqualTo(whole.error().message());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i = 1, 300 do local s = ('a'):rep(100) .. i s:find('b') s:match('a*(%d)') end",
        "for i = 1, 300 do s = ('a'):rep(100) .. i keep[i % 9] = s:gsub('a', {a = 'b'}) end",
        """
        for i = 1, 99 do -- a library function that may or may not have paused before it failed
          local co = coroutine.create(function() table.sort({1, 2, 3, {}}) end)
          coroutine.resume(co)
          keep[i % 20] = co
        end""",
        """
        for i = 1, 99 do
          keep[i % 20] = select(2, xpcall(table.sort, debug.traceback, {1, 2, 3, {}}))
        end""",
        """
        local function late(...) return ... end
        for i = 1, 99 do -- a list that was open before an operator failed
          local co = coroutine.create(function(n)
            late(1, 2, 3, 4, 5, 6, 7, 8, late())
            return ('a'):rep(n) .. {} .. 'b'
          end)
          coroutine.resume(co, i)
          keep[i % 20] = co
        end""",
        """
        local function last(...) return ... end
        for i = 1, 99 do -- lists that one call hands to the next
          keep[i % 9] = last(last(load('return ' .. ('i, '):rep(20) .. 'i'))()) or i
        end"""
      })
  void whatIsThrownAwayCostsTheSameHoweverItIsDividedAndWhoeverRunsIt(String work) {
    String source = "keep = {} " + work + " print(collectgarbage('count'))";
    ScriptRun whole =
        runSmall(source, ScriptRun.UNLIMITED, Granularity.SAFEPOINT, Tier.INTERPRETER);

    assertThat(whole.process().state()).as(whole.output()).isEqualTo(ProcessState.FINISHED);
    for (int quantum : new int[] {1, 7, 1000, ScriptRun.UNLIMITED}) {
      for (Granularity granularity : Granularity.values()) {
        for (Tier tier : Tier.values()) {
          ScriptRun divided = runSmall(source, quantum, granularity, tier);
          assertThat(divided.output()).isEqualTo(whole.output());
          assertThat(divided.process().fuelUsed()).isEqualTo(whole.process().fuelUsed());
        }
      }
    }
  }

  /** With so little memory that there are many audits. */
  private static ScriptRun runSmall(
      String source, int quantum, Granularity granularity, Tier tier) {
    return new ScriptRun(
            ScriptRun.compile("test", source),
            ProcessSettings.DEFAULT
                .withTier(tier)
                .withInterrupts(new InterruptSettings(quantum, granularity, 1, null))
                .withLimits(Limits.DEFAULT.withMemoryBytes(SMALL_LIMIT)))
        .toEnd();
  }

  @Test
  void whoeverFreesItsDataAfterTheErrorGoesOnAndCanGetItAgain() {
    LuaProcess process =
        run(
            """
            local data
            local function grow() while true do data[#data + 1] = {#data} end end
            local errors = 0
            for i = 1, 20 do
              data = {}
              local ok, message = pcall(grow)
              if not ok and message == "not enough memory" then errors = errors + 1 end
              data = nil
            end
            return errors
            """);

    assertThat(process.error()).isNull();
    assertThat(process.results().arg1().toint()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do pcall(grow) end",
        "while true do coroutine.resume(coroutine.create(grow)) end",
        "while true do xpcall(grow, function() return {} end) end",
        "while true do pcall(grow) data = {data} end",
        "pcall(grow) while true do pcall(string.rep, 'x', 100000) end",
        "pcall(grow) for i = 1, 1e9 do local t = {} end",
        "mt = {__gc = function(o) data[#data + 1] = setmetatable({}, mt) end}"
            + " while true do pcall(function() while true do setmetatable({}, mt) end end) end",
      })
  void whoeverGoesOnAllocatingOverItsLimitEnds(String work) {
    LuaProcess process =
        run("data = {} function grow() while true do data[#data + 1] = {#data} end end " + work);

    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_MEMORY);
    assertThat(process.error().message()).isEqualTo("memory limit of 1048576 bytes exceeded");
    assertThat(process.memoryBytes()).isLessThan(LIMIT + BEYOND);
  }

  @Test
  void aRequestThatCannotBeMetIsRefusedAsOftenAsItIsMade() {
    LuaProcess process =
        run(
            """
            local half = ("x"):rep(600000)
            local refused = 0
            for i = 1, 100 do
              if not pcall(string.rep, "y", 600000) then refused = refused + 1 end
              if not pcall(string.rep, "y", 1e9) then refused = refused + 1 end
            end
            return refused, #half
            """);

    assertThat(process.error()).isNull();
    assertThat(process.results().arg1().toint()).isEqualTo(200);
  }

  @Test
  void garbageIsNotMemory() {
    LuaProcess process =
        run("for i = 1, 100000 do local t = {i, {}} local s = 'garbage' .. i end return 'done'");

    assertThat(process.results().arg1().tojstring()).isEqualTo("done");
    assertThat(process.memoryBytes()).isLessThan(LIMIT + BEYOND);
  }

  @Test
  void finalizersMayLetGoOfMemoryBeforeItIsShort() {
    LuaProcess process =
        run(
            """
            local finalized, long = 0, 0
            local mt = {__gc = function(o) finalized = finalized + 1 end}
            for i = 1, 50000 do
              setmetatable({}, mt)
              if i % 1000 == 0 then
                setmetatable({("x"):rep(300000)}, mt)
                long = long + #("y"):rep(500000)
              end
            end
            return finalized, long
            """);

    assertThat(process.error()).isNull();
    assertThat(process.results().arg1().toint()).isGreaterThan(40_000);
    assertThat(process.results().arg(2).toint()).isEqualTo(25_000_000);
    assertThat(process.memoryBytes()).isLessThan(LIMIT + BEYOND);
  }

  @Test
  void finalizersThatKeepAllDoNotPutTheErrorOff() {
    LuaProcess process =
        run(
            """
            local kept = {}
            local mt = {}
            mt.__gc = function(o) kept[#kept + 1] = o setmetatable({}, mt) end
            return pcall(function() while true do setmetatable({}, mt) end end)
            """);

    assertThat(process.results().arg(2).tojstring()).isEqualTo("not enough memory");
    assertThat(process.memoryBytes()).isLessThan(LIMIT + BEYOND);
  }

  @Test
  void aProcessJustUnderItsLimitIsNotAuditedAllTheTime() {
    String fill = "keep = {} for i = 1, 9400 do keep[i] = {i} end ";
    String work = "for i = 1, 20000 do local t = {i} end ";
    long full = run(fill + work).fuelUsed() - run(fill).fuelUsed();
    long free = run("keep = {} " + work).fuelUsed() - run("keep = {}").fuelUsed();

    assertThat(run(fill + work).error()).isNull();
    assertThat(full).isLessThan(40 * free);
  }

  @Test
  void aMessageHandlerDoesNotSeeTheErrorAsInTheReference() {
    LuaProcess process =
        run(
            """
            local function grow() local t = {} while true do t[#t + 1] = {} end end
            return xpcall(grow, function() return "handled" end)
            """);

    assertThat(process.results().arg(2).tojstring()).isEqualTo("not enough memory");
  }

  @Test
  void runawayRecursionOverflowsTheStackAndNotTheMemory() {
    LuaProcess process =
        run(
            """
            local function f() return 1 + f() end
            local ok, message = pcall(f)
            return message
            """);

    assertThat(process.results().arg1().tojstring()).isEqualTo("test:1: stack overflow");
  }
}
