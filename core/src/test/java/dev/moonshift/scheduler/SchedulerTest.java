package dev.moonshift.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.policy.TurnTaking;
import dev.moonshift.process.Environment;
import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Varargs;

class SchedulerTest {
  private static final int QUANTUM = 100;
  private static final Script ENDLESS = Script.compile("endless", "while true do end");
  private static final Script BRIEF = Script.compile("brief", "return 1");

  private final ManualTime time = new ManualTime();
  private final Scheduler scheduler = new Scheduler(new RoundRobin(), time, false);
  private final ProcessSettings settings =
      ProcessSettings.DEFAULT
          .withTime(time)
          .withInterrupts(new InterruptSettings(QUANTUM, Granularity.INSTRUCTION, 1, null));

  private LuaProcess spawn(Script script) {
    return scheduler.spawn(script, settings);
  }

  private LuaProcess spawnWith(String source, String name, Function<Varargs, Object> function) {
    return scheduler.spawn(
        Script.compile("caller", source),
        settings.withEnvironment(Environment.builder().function(name, function).build()));
  }

  // ---------------------------------------------------------------- ticking

  @Test
  void aTickGivesEveryProcessOneTurn() {
    List<LuaProcess> processes = Stream.generate(() -> spawn(ENDLESS)).limit(5).toList();

    assertThat(scheduler.tick()).isEqualTo(5);
    assertThat(scheduler.tick()).isEqualTo(5);

    assertThat(processes).allSatisfy(p -> assertThat(p.fuelUsed()).isEqualTo(2 * QUANTUM));
    assertThat(scheduler.turns()).isEqualTo(10);
  }

  @Test
  void aTickOfSomeFuelEndsWithTheTurnThatUsesIt() {
    spawn(ENDLESS);
    spawn(ENDLESS);

    assertThat(scheduler.tick(250)).isEqualTo(300);
    assertThat(scheduler.tick(1)).isEqualTo(100);
    assertThatThrownBy(() -> scheduler.tick(0)).hasMessage("fuel must be at least 1, was 0");
  }

  @Test
  void aTickOfSomeTimeEndsWithTheTurnThatPassesIt() {
    spawnWith(
        "while true do pass() coroutine.yield() end",
        "pass",
        args -> {
          time.advance(Duration.ofMillis(3));
          return null;
        });

    assertThat(scheduler.tick(Duration.ofMillis(10))).isEqualTo(4);
    assertThatThrownBy(() -> scheduler.tick(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void turnsAreMeasuredWhereAsked() {
    Scheduler measuring = new Scheduler(new RoundRobin(), time, true);
    Environment environment =
        Environment.builder()
            .function(
                "pass",
                args -> {
                  time.advanceNanos(args.toint(1));
                  return null;
                })
            .build();
    LuaProcess process =
        measuring.spawn(
            Script.compile("p", "pass(5) coroutine.yield() pass(9) coroutine.yield() pass(2)"),
            settings.withEnvironment(environment));
    measuring.runUntilIdle();

    assertThat(process.longestTickNanos()).isEqualTo(9);
  }

  @Test
  void runningUntilIdleEndsWhenAllHaveEndedOrWait() {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", args -> answer).build();
    LuaProcess waiting =
        scheduler.spawn(Script.compile("w", "return ask()"), settings.withEnvironment(environment));
    LuaProcess counting = spawn(Script.compile("c", "for i = 1, 1000 do end return 'done'"));

    assertThat(scheduler.runUntilIdle()).isGreaterThan(2);
    assertThat(counting.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(scheduler.processes()).containsExactly(waiting);
    assertThat(scheduler.tick()).isZero();

    answer.complete(5);
    assertThat(scheduler.runUntilIdle()).isEqualTo(1);
    assertThat(waiting.results().arg1().toint()).isEqualTo(5);
    assertThat(scheduler.processes()).isEmpty();
  }

  @Test
  void anEndedProcessLeaves() {
    LuaProcess brief = spawn(BRIEF);
    LuaProcess failing = spawn(Script.compile("f", "error('x')"));
    LuaProcess endless = spawn(ENDLESS);
    assertThat(scheduler.processes()).containsExactly(brief, failing, endless);
    assertThat(scheduler.process(brief.pid())).isSameAs(brief);

    scheduler.tick();

    assertThat(scheduler.processes()).containsExactly(endless);
    assertThat(scheduler.process(brief.pid())).isNull();
    assertThat(scheduler.policy().runnable()).isEqualTo(1);
  }

  @Test
  void aKilledProcessLeavesAtOnceAndGetsNoTurn() {
    LuaProcess victim = spawn(ENDLESS);
    LuaProcess other = spawn(ENDLESS);
    scheduler.tick();

    victim.kill();

    assertThat(scheduler.processes()).containsExactly(other);
    assertThat(scheduler.tick()).isEqualTo(1);
    assertThat(victim.ticks()).isEqualTo(1);
    assertThat(scheduler.policy().runnable()).isEqualTo(1);
  }

  // ---------------------------------------------------------------- while it ticks

  @Test
  void aProcessSpawnedDuringATickRunsInTheNext() {
    List<LuaProcess> children = new ArrayList<>();
    LuaProcess parent =
        spawnWith(
            "spawn() spawn()",
            "spawn",
            args -> {
              children.add(spawn(BRIEF));
              return null;
            });

    scheduler.runUntilIdle();

    assertThat(parent.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(children).hasSize(2);
    assertThat(children).allSatisfy(c -> assertThat(c.state()).isEqualTo(ProcessState.FINISHED));
    assertThat(children.get(1).pid()).isEqualTo(parent.pid() + 2);
  }

  @Test
  void aProcessMayKillAnotherThatIsQueued() {
    LuaProcess[] victim = new LuaProcess[1];
    spawnWith(
        "kill()",
        "kill",
        args -> {
          victim[0].kill();
          return null;
        });
    victim[0] = spawn(ENDLESS);

    scheduler.runUntilIdle();

    assertThat(victim[0].end().reason()).isEqualTo(ExitReason.KILLED);
    assertThat(victim[0].ticks()).isZero();
  }

  @Test
  void tickingFromWithinATickIsRefused() {
    LuaProcess process = spawnWith("return pcall(tick)", "tick", args -> scheduler.tick());
    scheduler.tick();

    assertThat(process.results().toString()).isEqualTo("(false,the scheduler is already ticking)");
  }

  @Test
  @Timeout(60)
  void aSecondThreadMayNotTickButSpawnAndKill() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    LuaProcess blocking =
        spawnWith(
            "block() while true do end",
            "block",
            args -> {
              running.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return null;
            });
    Thread ticking = new Thread(scheduler::runUntilIdle);
    ticking.start();
    running.await();

    assertThatThrownBy(scheduler::tick)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the scheduler is already ticking");
    CompletableFuture<?> spawned = spawn(BRIEF).exit();
    blocking.kill();
    assertThat(blocking.state()).isEqualTo(ProcessState.RUNNING);
    goOn.countDown();
    ticking.join();

    assertThat(spawned).isCompleted();
    assertThat(blocking.end().reason()).isEqualTo(ExitReason.KILLED);
  }

  @Test
  @Timeout(60)
  void nothingIsLostWhereThreadsSpawnKillAndWakeAtOnce() throws InterruptedException {
    int perThread = 2000;
    Environment environment =
        Environment.builder()
            .asyncFunction("later", args -> CompletableFuture.supplyAsync(() -> args.arg1()))
            .build();
    Script asking = Script.compile("asking", "return later(1) + later(2)");
    List<LuaProcess> all = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < perThread; i++) {
                  all.add(scheduler.spawn(asking, settings.withEnvironment(environment)));
                  LuaProcess doomed = spawn(ENDLESS);
                  all.add(doomed);
                  doomed.kill();
                }
              }));
    }
    threads.forEach(Thread::start);
    while (threads.stream().anyMatch(Thread::isAlive) || !scheduler.processes().isEmpty()) {
      scheduler.tick();
    }

    assertThat(all).hasSize(4 * perThread);
    assertThat(all).allSatisfy(p -> assertThat(p.exit()).isCompleted());
    assertThat(all.stream().filter(p -> p.end().reason() == ExitReason.RETURNED))
        .hasSize(2 * perThread)
        .allSatisfy(p -> assertThat(p.results().arg1().toint()).isEqualTo(3));
    assertThat(scheduler.policy().runnable()).isZero();
  }

  // ---------------------------------------------------------------- policies

  @Test
  void sharesFollowTheWeightsWithinOneQuantum() {
    long fuelPerWeight = 1000;
    scheduler.policy(new BudgetWeighted(fuelPerWeight));
    int[] weights = {1, 2, 3, 10};
    List<LuaProcess> processes = new ArrayList<>();
    for (int weight : weights) {
      processes.add(scheduler.spawn(ENDLESS, settings.withWeight(weight)));
    }
    long periods = 50;
    scheduler.tick(periods * fuelPerWeight * 16);

    for (int i = 0; i < weights.length; i++) {
      assertThat(processes.get(i).fuelUsed())
          .isBetween(
              periods * fuelPerWeight * weights[i] - QUANTUM,
              periods * fuelPerWeight * weights[i] + QUANTUM);
    }
  }

  @Test
  void aNewWeightCountsFromThenOn() {
    scheduler.policy(new BudgetWeighted(QUANTUM));
    LuaProcess light = spawn(ENDLESS);
    LuaProcess heavy = spawn(ENDLESS);
    scheduler.tick(200 * QUANTUM);
    long before = heavy.fuelUsed();
    heavy.weight(3);
    scheduler.tick(400 * QUANTUM);

    assertThat(heavy.weight()).isEqualTo(3);
    assertThat(before).isEqualTo(100 * QUANTUM);
    assertThat(heavy.fuelUsed() - before).isBetween(298L * QUANTUM, 302L * QUANTUM);
    assertThat(light.fuelUsed()).isBetween(198L * QUANTUM, 202L * QUANTUM);
  }

  @Test
  void anotherPolicyTakesOverEverybody() {
    LuaProcess first = spawn(ENDLESS);
    scheduler.tick();
    LuaProcess second = spawn(ENDLESS);
    scheduler.policy(new BudgetWeighted());
    LuaProcess third = spawn(ENDLESS);

    assertThat(scheduler.tick()).isEqualTo(3);
    assertThat(Stream.of(first, second, third)).allSatisfy(p -> assertThat(p.ticks()).isPositive());
    assertThat(first.ticks()).isEqualTo(2);
  }

  /** What a policy can do wrong. */
  private enum Mistake {
    CHOOSES_NONE,
    FAILS_TO_CHOOSE,
    CHOOSES_A_FOREIGN_TASK,
    CHOOSES_A_COPY,
    CHOOSES_ONE_THAT_HAS_ENDED,
    GIVES_NO_QUANTUM,
    GIVES_A_NEGATIVE_QUANTUM,
    FAILS_TO_GIVE_A_QUANTUM,
    FAILS_AFTER_A_TURN,
    FORGETS,
    FAILS_TO_ENQUEUE
  }

  /** Round robin until it is time for a mistake. */
  private static final class Misbehaving extends TurnTaking {
    private final Mistake mistake;
    private final Task ended;
    private boolean isWrong;

    Misbehaving(Mistake mistake, Task ended) {
      this.mistake = mistake;
      this.ended = ended;
    }

    private boolean makes(Mistake one) {
      return isWrong && mistake == one;
    }

    private void failOn(Mistake one) {
      if (makes(one)) {
        throw new IllegalStateException("policy is broken");
      }
    }

    @Override
    public void enqueue(Task task) {
      failOn(Mistake.FAILS_TO_ENQUEUE);
      super.enqueue(task);
    }

    @Override
    public Task next() {
      failOn(Mistake.FAILS_TO_CHOOSE);
      if (makes(Mistake.CHOOSES_NONE)) {
        return null;
      }
      Task task = super.next();
      if (makes(Mistake.FORGETS)) {
        task = super.next();
        task = task == null ? null : super.next();
      }
      if (makes(Mistake.CHOOSES_A_FOREIGN_TASK)) {
        return new Task(99, "stranger", TaskSettings.DEFAULT);
      }
      if (makes(Mistake.CHOOSES_A_COPY)) {
        return new Task(task.id(), task.name(), task.asks());
      }
      return makes(Mistake.CHOOSES_ONE_THAT_HAS_ENDED) ? ended : task;
    }

    @Override
    public long quantum(Task task) {
      failOn(Mistake.FAILS_TO_GIVE_A_QUANTUM);
      return makes(Mistake.GIVES_NO_QUANTUM)
          ? 0
          : makes(Mistake.GIVES_A_NEGATIVE_QUANTUM) ? -5 : task.quantum();
    }

    @Override
    public void ran(Task task, long usedFuel, boolean stillRunnable) {
      failOn(Mistake.FAILS_AFTER_A_TURN);
      super.ran(task, usedFuel, stillRunnable);
    }
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void aPolicyThatMisbehavesIsNamedAndNobodyIsLost(Mistake mistake) {
    LuaProcess gone = spawn(BRIEF);
    scheduler.tick();
    Misbehaving policy = new Misbehaving(mistake, gone);
    scheduler.policy(policy);
    LuaProcess first = spawn(ENDLESS);
    LuaProcess second = spawn(ENDLESS);
    scheduler.tick();
    policy.isWrong = true;
    LuaProcess third = spawn(ENDLESS);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 3; i++) {
                scheduler.tick();
              }
            })
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("policy Misbehaving: ");
    assertThat(scheduler.processes()).containsExactly(first, second, third);

    scheduler.policy(new RoundRobin());
    long[] before = {first.ticks(), second.ticks(), third.ticks()};
    assertThat(scheduler.tick()).isEqualTo(3);
    assertThat(scheduler.tick()).isEqualTo(3);
    assertThat(first.ticks()).isEqualTo(before[0] + 2);
    assertThat(second.ticks()).isEqualTo(before[1] + 2);
    assertThat(third.ticks()).isEqualTo(before[2] + 2);
  }

  @Test
  void aProcessThatEndsInTheTurnOfABrokenPolicyIsNotKept() {
    Misbehaving policy =
        new Misbehaving(Mistake.FAILS_AFTER_A_TURN, new Task(9, "none", TaskSettings.DEFAULT));
    scheduler.policy(policy);
    policy.isWrong = true;
    LuaProcess brief = spawn(BRIEF);

    assertThatThrownBy(scheduler::tick).isInstanceOf(PolicyException.class);

    assertThat(brief.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(scheduler.processes()).isEmpty();
  }

  static Stream<SchedulingPolicy> policies() {
    return Stream.of(new RoundRobin(), new BudgetWeighted());
  }

  @ParameterizedTest
  @MethodSource("policies")
  void theSameWorkGetsTheSameSchedule(SchedulingPolicy policy) throws Exception {
    assertThat(schedule(policy))
        .isEqualTo(schedule(policy.getClass().getDeclaredConstructor().newInstance()));
  }

  private static List<String> schedule(SchedulingPolicy policy) {
    Scheduler fresh = new Scheduler(policy, new ManualTime(), false);
    List<String> order = new ArrayList<>();
    Script script =
        Script.compile(
            "s", "for i = 1, ... do print(i) if i % 3 == 0 then coroutine.yield() end end");
    for (int i = 1; i <= 5; i++) {
      fresh.spawn(
          script,
          ProcessSettings.DEFAULT
              .withArgs(i * 20)
              .withWeight(i)
              .withInterrupts(InterruptSettings.DEFAULT.withQuantum(37))
              .withOutput((p, bytes, offset, length) -> order.add(p.pid() + ":" + p.ticks())));
    }
    fresh.runUntilIdle();
    return order;
  }
}
