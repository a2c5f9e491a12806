package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.process.InterruptHandler.Decision;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;

class LuaProcessTest {
  private static final String ENDLESS = "local n = 0 while true do n = n + 1 end";

  private static LuaProcess start(String source, ProcessSettings settings) {
    return new ScriptRun(ScriptRun.compile("test", source), settings).process();
  }

  private static LuaProcess start(String source) {
    return start(source, ProcessSettings.DEFAULT);
  }

  private static LuaProcess run(String source) {
    LuaProcess process = start(source);
    while (process.tick()) {}
    return process;
  }

  private static ProcessSettings interrupts(
      int quantum, Granularity granularity, int stride, InterruptHandler handler) {
    return ProcessSettings.DEFAULT.withInterrupts(
        new InterruptSettings(quantum, granularity, stride, handler));
  }

  // ---------------------------------------------------------------- ends

  @Test
  void aScriptThatReturnsLeavesItsResults() {
    LuaProcess process = start("return 1, 'two', nil");
    assertThat(process.state()).isEqualTo(ProcessState.RESUMABLE);

    assertThat(process.tick()).isFalse();

    assertThat(process.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(process.end().reason()).isEqualTo(ExitReason.RETURNED);
    assertThat(process.results().narg()).isEqualTo(3);
    assertThat(process.results().arg(2).tojstring()).isEqualTo("two");
    assertThat(process.error()).isNull();
    assertThat(process.ticks()).isEqualTo(1);
  }

  @Test
  void anErrorComesWithItsPlaceAndTraceback() {
    LuaProcess process =
        run(
            "local function inner() local x = nil return x.y end\nfunction outer() inner() end\nouter()");

    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.end().reason()).isEqualTo(ExitReason.ERROR);
    assertThat(process.error().message())
        .isEqualTo("test:1: attempt to index local 'x' (a nil value)");
    assertThat(process.error().traceback())
        .startsWith("stack traceback:\n\ttest:1: in ")
        .contains("test:2: in function 'outer'", "test:3: in main chunk");
    assertThat(process.error().cause()).isNull();
  }

  @Test
  void anErrorValueOfAnyTypeIsKept() {
    ProcessError error = run("error({code = 7})").error();

    assertThat(error.value().rawget(LuaValue.valueOf("code")).toint()).isEqualTo(7);
    assertThat(error.message()).isEqualTo("(error object is a table value)");
  }

  @Test
  void argumentsArriveInOrder() {
    LuaProcess process =
        start(
            "local a, b, c, d = ... return select('#', ...), a, b[2], c.k, d",
            ProcessSettings.DEFAULT.withArgs(
                1.5, List.of("x", "y"), java.util.Map.of("k", true), null));
    process.tick();

    assertThat(process.results().toString()).isEqualTo("(4,1.5,y,true,nil)");
  }

  @Test
  void aSourceThatIsNoProgramIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Script.compile("bad.lua", "x = 1\ny = = 2"))
        .isInstanceOf(ScriptSyntaxException.class)
        .hasMessage("bad.lua:2: unexpected symbol near '='");
  }

  @Test
  void whoWaitsForTheExitHearsOfIt() {
    LuaProcess process = start("return 42");
    CompletableFuture<ProcessExit> early = process.exit();
    assertThat(early).isNotDone();

    process.tick();

    assertThat(early).isCompleted();
    assertThat(early.join().results().arg1().toint()).isEqualTo(42);
    assertThat(process.exit().join()).isSameAs(process.end());
  }

  // ---------------------------------------------------------------- turns

  @Test
  void yieldingInTheMainBodyEndsTheTurn() {
    LuaProcess process = start("local a = coroutine.yield(1) coroutine.yield(2) return a");

    assertThat(process.tick()).isTrue();
    assertThat(process.tick()).isTrue();
    assertThat(process.tick()).isFalse();
    assertThat(process.ticks()).isEqualTo(3);
    assertThat(process.results().arg1().isnil()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void aQuantumIsExactWhereEveryInstructionIsASafepoint(int quantum) {
    LuaProcess process = start(ENDLESS, interrupts(quantum, Granularity.INSTRUCTION, 1, null));

    for (int i = 1; i <= 100; i++) {
      process.tick();
      assertThat(process.fuelUsed()).isEqualTo((long) i * quantum);
    }
  }

  @Test
  void aStridePausesAtEveryKthInterrupt() {
    LuaProcess process = start(ENDLESS, interrupts(10, Granularity.INSTRUCTION, 3, null));

    process.tick();
    process.tick();

    assertThat(process.fuelUsed()).isEqualTo(60);
  }

  @Test
  void aHandlerDecidesWhatAnInterruptDoes() {
    List<Long> counts = new ArrayList<>();
    InterruptHandler handler =
        (process, count) -> {
          counts.add(count);
          return count % 2 == 1 ? Decision.CONTINUE : count < 6 ? Decision.YIELD : Decision.KILL;
        };
    LuaProcess process = start(ENDLESS, interrupts(10, Granularity.INSTRUCTION, 1, handler));

    assertThat(process.tick()).isTrue();
    assertThat(process.fuelUsed()).isEqualTo(20);
    assertThat(process.tick()).isTrue();
    assertThat(process.tick()).isFalse();
    assertThat(counts).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
  }

  @Test
  void aHandlerThatFailsEndsItsProcess() {
    InterruptHandler handler =
        (process, count) -> {
          throw new IllegalStateException("handler is broken");
        };
    LuaProcess process = start(ENDLESS, interrupts(10, Granularity.INSTRUCTION, 1, handler));

    assertThat(process.tick()).isFalse();
    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.end().reason()).isEqualTo(ExitReason.INTERNAL_ERROR);
    assertThat(process.error().cause()).hasMessage("handler is broken");
  }

  // ---------------------------------------------------------------- kill

  @Test
  void aPausedProcessIsKilledAtOnce() {
    LuaProcess process = start(ENDLESS);
    process.tick();

    process.kill();

    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(process.tick()).isFalse();
    assertThat(process.ticks()).isEqualTo(1);
  }

  @Test
  void aNewProcessIsKilledBeforeItRuns() {
    LuaProcess process = start("print('never')");

    process.kill();
    process.tick();

    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(process.fuelUsed()).isZero();
  }

  @Test
  void aWaitingProcessIsKilledAndItsFutureNoLongerMatters() {
    CompletableFuture<Object> future = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("wait", args -> future).build();
    LuaProcess process = start("wait()", ProcessSettings.DEFAULT.withEnvironment(environment));
    process.tick();
    assertThat(process.state()).isEqualTo(ProcessState.WAITING);

    process.kill();
    future.complete(1);

    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(process.state()).isEqualTo(ProcessState.ERROR);
  }

  @Test
  void aProcessThatHasEndedCannotBeKilled() {
    LuaProcess process = run("return 1");

    process.kill();

    assertThat(process.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(process.end().reason()).isEqualTo(ExitReason.RETURNED);
  }

  @Test
  void aProcessThatKillsItselfEndsWithItsTurn() {
    LuaProcess[] self = new LuaProcess[1];
    Environment environment =
        Environment.builder()
            .function(
                "die",
                args -> {
                  self[0].kill();
                  return null;
                })
            .build();
    self[0] =
        start(
            "die() while true do end",
            ProcessSettings.DEFAULT
                .withEnvironment(environment)
                .withInterrupts(InterruptSettings.DEFAULT.withQuantum(1000)));
    self[0].tick();

    assertThat(self[0].end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(self[0].ticks()).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void anotherThreadKillsAnEndlessLoop() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Environment environment =
        Environment.builder()
            .function(
                "started",
                args -> {
                  running.countDown();
                  return null;
                })
            .build();
    LuaProcess process =
        start(
            "started() while true do pcall(function() while true do end end) end",
            interrupts(
                    InterruptSettings.MAX_QUANTUM, Granularity.SAFEPOINT, Integer.MAX_VALUE, null)
                .withEnvironment(environment));
    Thread runner = new Thread(process::tick);
    runner.start();
    running.await();

    assertThat(process.state()).isEqualTo(ProcessState.RUNNING);
    process.kill();
    runner.join();

    assertThat(process.exit().join().reason()).isEqualTo(ExitReason.KILLED);
  }

  // ---------------------------------------------------------------- isolation and output

  @Test
  void whatOneProcessWritesNoOtherSees() {
    run(
        "x = 1 math.pi = 3 string.own = true table.insert = nil"
            + " getmetatable('').__add = function() return 'added' end"
            + " _G.print = nil os.time = 'mine'");

    LuaProcess other =
        run(
            "return x, math.pi > 3.1, string.own, table.insert ~= nil,"
                + " (pcall(function() return 'a' + 1 end)), print ~= nil, type(os.time)");
    assertThat(other.results().toString()).isEqualTo("(nil,true,nil,true,false,true,function)");
  }

  @Test
  void outputIsKeptByteForByteUnlessSomebodyListens() {
    LuaProcess process =
        new LuaProcess(
            1,
            Script.compile("test", "print('caf\u00e9', '\\255')"),
            ProcessSettings.DEFAULT.withTime(new ManualTime(5000)),
            start("").owner());
    process.tick();

    assertThat(process.outputBytes()).containsExactly('c', 'a', 'f', 0xc3, 0xa9, '\t', 0xff, '\n');
    assertThat(process.createdAtMillis()).isEqualTo(5000);
  }
}
