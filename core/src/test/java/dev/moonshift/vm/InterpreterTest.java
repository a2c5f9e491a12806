package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Granularity;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.support.ClassFile;
import dev.moonshift.support.ScriptRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InterpreterTest {
  /** The JVM compiles no method that is longer, in bytes: {@code HugeMethodLimit}. */
  private static final int LONGEST_COMPILED = 8000;

  /** Far less than 100,000 calls of a recursive interpreter would need. */
  private static final int SMALL_STACK_BYTES = 512 << 10;

  /** What follows the end of the fuel before code without loops or calls is stopped. */
  private static final int STRAIGHT_LINE_LIMIT = 1000;

  @Test
  void everyMethodIsShortEnoughToBeCompiled() {
    assertThat(ClassFile.codeLengths(Interpreter.class))
        .isNotEmpty()
        .allSatisfy((name, length) -> assertThat(length).as(name).isLessThan(LONGEST_COMPILED));
  }

  private static String onASmallStack(String source) throws InterruptedException {
    String[] output = new String[1];
    Thread thread =
        new Thread(
            null,
            () ->
                output[0] =
                    ScriptRun.of("test", source, 1000, Granularity.SAFEPOINT).toEnd().output(),
            "small stack",
            SMALL_STACK_BYTES);
    thread.start();
    thread.join();
    return output[0];
  }

  @Test
  @Timeout(60)
  void calls100000DeepNeedNoStackOfTheJvm() throws InterruptedException {
    assertThat(
            onASmallStack(
                """
                local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end
                print(f(100000))
                local meta = {}
                meta.__index = function(t, n) if n == 0 then return 0 end return 1 + t[n - 1] end
                print(setmetatable({}, meta)[50000])
                local function p(n) if n == 0 then return 0 end return 1 + select(2, pcall(p, n - 1)) end
                print(p(50000))
                local function s(n)
                  if n == 0 then return 0 end
                  return 1 + (("x"):gsub("x", function() return s(n - 1) end))
                end
                print(s(5000))
                local function c(n)
                  if n == 0 then return 0 end
                  return 1 + coroutine.wrap(c)(n - 1)
                end
                print(c(5000))
                local list = nil
                local meta = {__tostring = function(t) return tostring(t[1] or "end") end}
                for i = 1, 20000 do list = setmetatable({list}, meta) end
                print(list)
                """))
        .isEqualTo("100000\n50000\n50000\n5000\n5000\nend\n");
  }

  @Test
  @Timeout(60)
  void endlessRecursionOfAnyKindIsAnErrorThatCanBeCaught() throws InterruptedException {
    assertThat(
            onASmallStack(
                """
                local function f() return 1 + f() end
                print(select(2, pcall(f)))
                local t = setmetatable({}, {__index = function(t, k) return t[k] .. "" end})
                print((pcall(function() return t.x end)))
                local u = setmetatable({}, {__tostring = function(u) return tostring(u) .. "" end})
                print((pcall(tostring, u)))
                local function p() return (pcall(p)) end
                print(p())
                local function c() return 1 + coroutine.wrap(c)() end
                print((pcall(c)))
                local function g() return (("x"):gsub("x", g)) end
                print((pcall(g)))
                print(xpcall(f, function(m) return "handled " .. m end))
                """))
        .isEqualTo(
            "test:1: stack overflow\nfalse\nfalse\ntrue\nfalse\nfalse\n"
                + "false\thandled test:1: stack overflow\n");
  }

  @Test
  void anErrorFindsItsWayThroughSuspendedFrames() {
    assertThat(
            ScriptRun.sameOutputOf(
                "test",
                """
                local function deep(n)
                  if n == 0 then error({code = "bottom"}) end
                  deep(n - 1)
                  return 1
                end
                local up
                local function make() local x = 1 up = function() x = x + 1 return x end deep(50) end
                local t = setmetatable({}, {__lt = function() table.sort({2, 1}, make) end})
                local ok, e = pcall(function() return t < t end)
                print(ok, e.code, up(), up())
                local co = coroutine.create(function() coroutine.yield(1) make() end)
                print(coroutine.resume(co), coroutine.status(co))
                local ok, e = coroutine.resume(co)
                print(ok, e.code, coroutine.status(co), up())
                """))
        .isEqualTo("false\tbottom\t2\t3\ntrue\tsuspended\nfalse\tbottom\tdead\t2\n");
  }

  @Test
  void codeWithoutLoopsOrCallsIsStoppedAfterAWhile() {
    String source = "local a = 0 " + "a = a + 1 ".repeat(20_000) + "return a";
    LuaProcess process = ScriptRun.of("test", source, 1, Granularity.SAFEPOINT).toEnd().process();

    assertThat(process.results().arg1().toint()).isEqualTo(20_000);
    assertThat(process.longestTickFuel()).isEqualTo(1 + STRAIGHT_LINE_LIMIT);
  }
}
