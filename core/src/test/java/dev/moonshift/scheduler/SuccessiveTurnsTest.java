package dev.moonshift.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.policy.Task;
import dev.moonshift.policy.TurnTaking;
import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.Tier;
import dev.moonshift.support.ScriptRun;
import dev.moonshift.support.TestFiles;
import dev.moonshift.time.ManualTime;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process whose turns follow each other stays where it is, on the JVM's stack; nobody can tell
 * that from its turns.
 */
class SuccessiveTurnsTest {
  private static final int QUANTUM = 100;

  /** Scripts that never end are watched for so long. */
  private static final long MAX_FUEL = 300_000;

  private static final Script ENDLESS =
      Script.compile("endless", "local n = 0 while true do n = n + 1 end");

  /** Nested calls and loops: what would have to be taken off the JVM's stack. */
  private static final Script NESTED =
      Script.compile(
          "nested",
          """
          local function sum(n)
            local s = 0
            for i = 1, n do s = s + i end
            if n > 1 then s = s + sum(n - 1) end
            return s
          end
          return sum(40)
          """);

  private final ManualTime time = new ManualTime();
  private final Recorder policy = new Recorder();
  private final Scheduler scheduler = new Scheduler(policy, time, false);

  /** Takes turns, and notes what it hears. */
  private static final class Recorder extends TurnTaking {
    final List<Long> used = new ArrayList<>();

    /** How often a turn was over while the process stayed where it was. */
    int stayed;

    Runnable whenAsked = () -> {};

    @Override
    public @Nullable Task next() {
      whenAsked.run();
      return super.next();
    }

    @Override
    public void ran(Task task, long usedFuel, boolean stillRunnable) {
      used.add(usedFuel);
      if (((LuaProcess) task).state() == ProcessState.RUNNING) {
        stayed++;
      }
      super.ran(task, usedFuel, stillRunnable);
    }
  }

  private ProcessSettings settings() {
    return ProcessSettings.DEFAULT
        .withTime(time)
        .withTier(Tier.COMPILED)
        .withInterrupts(new InterruptSettings(QUANTUM, Granularity.SAFEPOINT, 1, null));
  }

  private LuaProcess spawn(Script script) {
    return scheduler.spawn(script, settings());
  }

  // ---------------------------------------------------------------- the same turns

  /** What a script does in turns that may follow each other, or end one by one. */
  private static Recorder turnsOf(Script script, Tier tier, int quantum, boolean isMeasured) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ManualTime clock = new ManualTime(1_000_000_000_500L);
    Recorder recorder = new Recorder();
    Scheduler host = new Scheduler(recorder, clock, isMeasured);
    LuaProcess process =
        host.spawn(
            script,
            ProcessSettings.DEFAULT
                .withTime(clock)
                .withTier(tier)
                .withOutput((who, bytes, offset, length) -> printed.write(bytes, offset, length))
                .withInterrupts(new InterruptSettings(quantum, Granularity.SAFEPOINT, 1, null)));
    host.tick(MAX_FUEL);
    assertThat(process.ticks()).isEqualTo(recorder.used.size());
    assertThat(process.fuelUsed()).isEqualTo(recorder.used.stream().mapToLong(u -> u).sum());
    recorder.used.add((long) printed.toString(StandardCharsets.ISO_8859_1).hashCode());
    recorder.used.add((long) process.state().ordinal());
    recorder.used.add(process.longestTickFuel());
    return recorder;
  }

  static Stream<String> scripts() {
    return Stream.of("/scripts/", "/escape/")
        .flatMap(folder -> TestFiles.scriptsIn(folder).stream().map(name -> folder + name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void turnsAreTheSameWhetherTheyFollowEachOtherOrNot(String resource) {
    assertSame(resource, Tier.SPORADIC, 7);
    assertSame(resource, Tier.COMPILED, 1000);
  }

  private static void assertSame(String resource, Tier tier, int quantum) {
    Script script = ScriptRun.compile(TestFiles.nameOf(resource), TestFiles.read(resource));
    Recorder together = turnsOf(script, tier, quantum, false);
    Recorder apart = turnsOf(script, tier, quantum, true);

    assertThat(together.used).isEqualTo(apart.used);
    assertThat(apart.stayed).isZero();
  }

  @Test
  void aLoneProcessStaysWhereItIs() {
    LuaProcess process = spawn(NESTED);

    long turns = scheduler.runUntilIdle();

    assertThat(process.results().arg1().toint()).isEqualTo(11_480);
    assertThat(turns).isEqualTo(process.ticks()).isEqualTo(scheduler.turns());
    assertThat(policy.stayed).isGreaterThan((int) turns * 3 / 4);
  }

  @Test
  void processesTakeTurnsAllTheSame() {
    LuaProcess first = spawn(ENDLESS);
    LuaProcess second = spawn(ENDLESS);

    scheduler.tick(200L * QUANTUM);

    assertThat(first.ticks()).isBetween(95L, 105L);
    assertThat(second.ticks()).isBetween(first.ticks() - 1, first.ticks());
  }

  @Test
  void whoComesMeanwhileHasItsTurn() {
    LuaProcess first = spawn(ENDLESS);
    LuaProcess[] later = new LuaProcess[1];
    policy.whenAsked =
        () -> {
          if (policy.used.size() == 50 && later[0] == null) {
            later[0] = spawn(ENDLESS);
          }
        };

    scheduler.tick(100L * QUANTUM);

    assertThat(policy.stayed).isPositive();
    assertThat(first.ticks()).isBetween(70L, 80L);
    assertThat(later[0].ticks()).isBetween(20L, 30L);
  }

  // ---------------------------------------------------------------- how a tick ends

  @Test
  void aTickEndsWhereItIsToEnd() {
    LuaProcess process = spawn(ENDLESS);
    scheduler.tick(1000);
    long turns = process.ticks();

    long used = scheduler.tick(1000);
    assertThat(used).isBetween(1000L, 1000L + QUANTUM);
    assertThat(scheduler.tick()).isEqualTo(1);
    assertThat(process.ticks()).isEqualTo(turns + (used + QUANTUM - 1) / QUANTUM + 1);
    assertThat(process.state()).isEqualTo(ProcessState.RESUMABLE);
  }

  @Test
  void aTickEndsWhenItsTimeIsUp() {
    spawn(ENDLESS);
    scheduler.tick(1000);
    policy.whenAsked = () -> time.advance(Duration.ofMillis(3));

    assertThat(scheduler.tick(Duration.ofMillis(10))).isEqualTo(4);
  }

  @Test
  void theProcessMayBeKilledBetweenTwoTurns() {
    LuaProcess process = spawn(ENDLESS);
    policy.whenAsked =
        () -> {
          if (policy.stayed == 30) {
            process.kill();
          }
        };

    scheduler.runUntilIdle();

    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(policy.stayed).isBetween(30, 31);
    assertThat(policy.runnable()).isZero();
    assertThat(scheduler.processes()).isEmpty();
  }

  @Test
  void whoIsKilledWhenChosenAgainHasNoTurnMore() {
    LuaProcess process = spawn(ENDLESS);
    long[] ticks = new long[1];
    policy.whenAsked =
        () -> {
          if (policy.stayed == 30) {
            ticks[0] = process.ticks();
            process.kill();
          }
        };

    scheduler.runUntilIdle();

    assertThat(ticks[0]).isPositive();
    assertThat(process.ticks()).isEqualTo(scheduler.turns()).isEqualTo(ticks[0]);
    assertThat(policy.used).hasSize((int) ticks[0] + 1).endsWith(0L); // it hears that it is over
    assertThat(policy.stayed).isEqualTo(30);
  }

  @Test
  void whoIsKilledWhenChosenForTheFirstTimeHasNoTurn() {
    LuaProcess process = spawn(ENDLESS);
    policy.whenAsked = process::kill;

    assertThat(scheduler.runUntilIdle()).isZero();
    assertThat(process.ticks()).isZero();
    assertThat(policy.used).containsExactly(0L);
    assertThat(policy.runnable()).isZero();
  }

  @Test
  void itMayBeKilledWhereItGivesWay() {
    LuaProcess process = spawn(ENDLESS);
    LuaProcess[] other = new LuaProcess[1];
    policy.whenAsked =
        () -> {
          if (policy.stayed == 30 && other[0] == null) {
            other[0] = spawn(ENDLESS);
            process.kill();
          } else if (policy.stayed > 60) {
            other[0].kill();
          }
        };

    scheduler.runUntilIdle();

    assertThat(process.end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(other[0].end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(policy.runnable()).isZero();
    assertThat(scheduler.processes()).isEmpty();
  }

  @Test
  void limitsOnFuelAreKept() {
    LuaProcess process =
        scheduler.spawn(ENDLESS, settings().withLimits(Limits.DEFAULT.withFuel(5050)));

    scheduler.runUntilIdle();

    assertThat(process.end().reason()).isEqualTo(ExitReason.OUT_OF_FUEL);
    assertThat(process.fuelUsed()).isBetween(5050L, 5060L);
    assertThat(policy.stayed).isPositive();
  }

  @Test
  void aPolicyThatFailsBetweenTwoTurnsLosesNothing() {
    LuaProcess process = spawn(NESTED);
    policy.whenAsked =
        () -> {
          if (policy.stayed == 5) {
            throw new IllegalStateException("no idea");
          }
        };

    assertThatThrownBy(scheduler::runUntilIdle)
        .isInstanceOf(PolicyException.class)
        .hasRootCauseMessage("no idea");
    assertThat(process.state()).isEqualTo(ProcessState.RESUMABLE);

    policy.whenAsked = () -> {};
    scheduler.runUntilIdle();

    assertThat(process.results().arg1().toint()).isEqualTo(11_480);
    assertThat(process.ticks()).isEqualTo(policy.used.size());
  }

  @Test
  void interruptsThatDoNotEndATurnAreCounted() {
    LuaProcess process =
        scheduler.spawn(
            ENDLESS,
            settings()
                .withInterrupts(new InterruptSettings(QUANTUM, Granularity.SAFEPOINT, 4, null)));

    scheduler.tick(100L * QUANTUM);

    assertThat(policy.stayed).isPositive();
    assertThat(policy.used).allSatisfy(used -> assertThat(used).isBetween(400L, 420L));
    assertThat(process.ticks()).isBetween(24L, 26L);
  }

  @Test
  void whoListensHearsOfEveryTurn() {
    LuaProcess process = spawn(NESTED);
    List<Object> heard = new ArrayList<>();
    policy.whenAsked =
        () -> {
          if (policy.stayed == 5) {
            scheduler.listener(heard::add);
          }
        };

    scheduler.runUntilIdle();

    assertThat(policy.stayed).isBetween(5, 6);
    assertThat(heard).hasSizeGreaterThanOrEqualTo((int) process.ticks() - 7);
  }
}
