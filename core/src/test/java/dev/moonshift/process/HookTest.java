package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.support.ScriptRun;
import org.junit.jupiter.api.Test;

/** A hook is one more function of the script: what it does stays within its process and budget. */
class HookTest {
  private static final int QUANTUM = 1000;

  private static ScriptRun start(String source, Limits limits) {
    return new ScriptRun(
        ScriptRun.compile("test", source),
        ProcessSettings.DEFAULT
            .withEnvironment(Environment.builder().grant(Grant.DEBUG).build())
            .withLimits(limits)
            .withInterrupts(new InterruptSettings(QUANTUM, Granularity.SAFEPOINT, 1, null)));
  }

  private static ScriptRun run(String source) {
    return start(source, Limits.DEFAULT).toEnd();
  }

  @Test
  void aHookThatNeverReturnsIsPreempted() {
    LuaProcess process =
        start("debug.sethook(function() while true do end end, 'l')\nprint()", Limits.DEFAULT)
            .process();

    for (int i = 0; i < 50; i++) {
      assertThat(process.tick()).isTrue();
    }

    assertThat(process.fuelUsed()).isBetween(50L * QUANTUM, 50L * QUANTUM + 50);
  }

  @Test
  void whatIsWatchedCostsMoreFuel() {
    String loop = "for i = 1, 1000 do end debug.sethook()";

    long alone = run(loop).process().fuelUsed();
    long watched = run("debug.sethook(print, '', 1e9) " + loop).process().fuelUsed();

    assertThat(watched).isGreaterThan(10 * alone);
  }

  @Test
  void whatAHookUsesCountsAgainstTheFuelForLife() {
    LuaProcess process =
        start(
                "debug.sethook(function() for i = 1, 1000 do end end, 'l')\nwhile true do end",
                Limits.DEFAULT.withFuel(100_000))
            .toEnd()
            .process();

    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_FUEL);
  }

  @Test
  void anErrorInAHookIsCaughtByTheCodeItInterrupts() {
    assertThat(
            run("""
                    print(pcall(function()
                      debug.sethook(function() debug.sethook() error("stop", 0) end, "", 100)
                      while true do end
                    end))
                    """)
                .output())
        .isEqualTo("false\tstop\n");
  }

  @Test
  void aHookMayYieldFromTheCoroutineItWatches() {
    assertThat(
            run("""
                    local co = coroutine.create(function()
                      debug.sethook(function(_, line) coroutine.yield(line) end, "l")
                      local x = 1
                      return "done"
                    end)
                    print(coroutine.resume(co)) print(coroutine.resume(co))
                    print(coroutine.resume(co))
                    """)
                .output())
        .isEqualTo("true\t3\ntrue\t4\ntrue\tdone\n");
  }

  @Test
  void memoryIsCountedWhileAHookRuns() {
    assertThat(
            run("""
                    local kept = {}
                    debug.sethook(function()
                      kept[#kept + 1] = ("x"):rep(1000)
                      collectgarbage()
                    end, "l")
                    local t = { "value" }
                    for i = 1, 10 do
                      t[1] = t[1] .. "." .. i
                    end
                    debug.sethook()
                    print(t[1], #kept)
                    """)
                .output())
        .isEqualTo("value.1.2.3.4.5.6.7.8.9.10\t23\n");
  }

  @Test
  void aHookThatKeepsTooMuchEndsTheProcess() {
    LuaProcess process =
        start(
                """
                local kept = {}
                debug.sethook(function() kept[#kept + 1] = ("x"):rep(1000) .. #kept end, "l")
                while true do pcall(string.rep, "x") end
                """,
                Limits.DEFAULT.withMemoryBytes(100_000))
            .toEnd()
            .process();

    assertThat(process.error().message()).contains("not enough memory");
  }
}
