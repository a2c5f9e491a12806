package dev.moonshift.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.event.Event;
import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.EarliestDeadline;
import dev.moonshift.policy.Guard;
import dev.moonshift.policy.Load;
import dev.moonshift.policy.PolicyName;
import dev.moonshift.policy.Promise;
import dev.moonshift.policy.Reservation;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.policy.TurnTaking;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import dev.moonshift.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class TimeLimitTest {
  /** No right call takes as long. */
  private static final Duration LONG = Duration.ofMinutes(4);

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Script ENDLESS = Script.compile("endless", "while true do end");

  private enum Call {
    ENQUEUE,
    NEXT,
    QUANTUM,
    RAN,
    RUNNABLE
  }

  /** Takes turns, but does not come back from one call. */
  private static final class Lost extends TurnTaking {
    private final Call lost;
    private final CountDownLatch end;
    private volatile boolean isLost;

    Lost(Call lost, CountDownLatch end) {
      this.lost = lost;
      this.end = end;
    }

    private void call(Call call) {
      while (isLost && call == lost && end.getCount() > 0) {
        Thread.onSpinWait(); // deaf to interrupts
      }
    }

    @Override
    public void enqueue(Task task) {
      call(Call.ENQUEUE);
      super.enqueue(task);
    }

    @Override
    public @Nullable Task next() {
      call(Call.NEXT);
      return super.next();
    }

    @Override
    public long quantum(Task task) {
      call(Call.QUANTUM);
      return super.quantum(task);
    }

    @Override
    public void ran(Task task, long usedFuel, boolean stillRunnable) {
      call(Call.RAN);
      super.ran(task, usedFuel, stillRunnable);
    }

    @Override
    public int runnable() {
      call(Call.RUNNABLE);
      return super.runnable();
    }
  }

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letTheLostComeBack() {
    end.countDown();
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void behindAGuardEverybodyGoesOnWhenAPolicyDoesNotComeBack(Call call) {
    Lost policy = new Lost(call, end);
    Guard guard = new Guard(new TimeLimit(policy, SHORT));
    Scheduler scheduler = new Scheduler(guard, new ManualTime(), false);
    List<LuaProcess> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(scheduler.spawn(ENDLESS, ProcessSettings.DEFAULT));
    }
    scheduler.tick();
    policy.isLost = true;
    processes.add(scheduler.spawn(ENDLESS, ProcessSettings.DEFAULT));
    scheduler.tick();
    scheduler.tick();

    assertThat(guard.fault().cause())
        .isInstanceOf(PolicyException.class)
        .hasMessageMatching("policy Lost: did not come back from \\w+ within PT0.1S");
    List<Long> before = processes.stream().map(LuaProcess::ticks).toList();
    scheduler.tick();
    assertThat(processes.stream().map(LuaProcess::ticks))
        .containsExactlyElementsOf(before.stream().map(ticks -> ticks + 1).toList());
  }

  @Test
  void aPolicyThatDoesNotComeBackIsAskedNothingMore() {
    Lost policy = new Lost(Call.NEXT, end);
    policy.enqueue(new Task(1, "a", TaskSettings.DEFAULT));
    policy.isLost = true;
    TimeLimit limited = new TimeLimit(policy, SHORT);
    assertThatThrownBy(limited::next).isInstanceOf(PolicyException.class);
    assertThatThrownBy(limited::runnable)
        .hasMessage("policy Lost: did not come back from next within PT0.1S");
  }

  @Test
  void whoMakesPromisesMustComeBackWhenAskedWhatTheyAre() {
    SchedulingPolicy policy =
        new TurnTaking() {
          @Override
          public List<Promise> promises() {
            return List.of(new Promise.BoundedWait((task, load) -> waitFor(end)));
          }
        };
    assertThatThrownBy(
            () -> {
              Promise promise = new TimeLimit(policy, SHORT).promises().get(0);
              ((Promise.BoundedWait) promise)
                  .bound()
                  .fuel(new Task(1, "a", TaskSettings.DEFAULT), new Load(1, 1, 1));
            })
        .isInstanceOf(PolicyException.class);
  }

  private static long waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  @ParameterizedTest
  @EnumSource(PolicyName.class)
  void decidesWhatThePolicyDecides(PolicyName name) {
    assertThat(turns(new TimeLimit(name.create(), LONG))).isEqualTo(turns(name.create()));
  }

  private static List<String> turns(SchedulingPolicy policy) {
    List<String> turns = new ArrayList<>();
    Scheduler scheduler = new Scheduler(policy, new ManualTime(), false);
    scheduler.listener(
        event -> {
          if (event instanceof Event.Turn turn) {
            turns.add(turn.pid() + ":" + turn.quantum());
          }
        });
    Script script =
        Script.compile("s", "for i = 1, 2000 do if i % 7 == ... then coroutine.yield() end end");
    for (int i = 1; i <= 5; i++) {
      int weight = i;
      scheduler
          .spawn(script, ProcessSettings.DEFAULT.withArgs(i).withWeight(i).withGroup("g" + i % 2))
          .change(asked -> asked.withQuantum(1_000).withPriority(weight));
    }
    scheduler.runUntilIdle();
    return turns;
  }

  @Test
  void aRefusalIsPassedOn() {
    TimeLimit limited = new TimeLimit(new EarliestDeadline(), LONG);
    Reservation all = new Reservation(1_000_000, 1_000_000);
    Task greedy = new Task(1, "greedy", TaskSettings.DEFAULT.withReservation(all));
    assertThatThrownBy(() -> limited.enqueue(greedy)).isInstanceOf(AdmissionException.class);
    assertThat(limited.runnable()).isZero();
  }

  @Test
  void whoInterruptsTheCallerHasItToldAfterwards() {
    TimeLimit limited = new TimeLimit(new RoundRobin(), LONG);
    Thread.currentThread().interrupt();
    assertThat(limited.runnable()).isZero();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void refusesToWaitForNoTime() {
    assertThatThrownBy(() -> new TimeLimit(new RoundRobin(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be more than 0, was PT0S");
  }
}
