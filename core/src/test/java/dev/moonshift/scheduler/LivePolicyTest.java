package dev.moonshift.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.event.Event;
import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.EarliestDeadline;
import dev.moonshift.policy.Groups;
import dev.moonshift.policy.Guard;
import dev.moonshift.policy.PolicyName;
import dev.moonshift.policy.Priority;
import dev.moonshift.policy.Reservation;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.StartTimeFair;
import dev.moonshift.policy.Task;
import dev.moonshift.policy.TurnTaking;
import dev.moonshift.process.Environment;
import dev.moonshift.process.ExitReason;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy decides holds for real processes, and can change while they run. */
class LivePolicyTest {
  private static final long QUANTUM = 1_000;
  private static final Script ENDLESS = Script.compile("endless", "while true do end");
  private static final Reservation MOST = new Reservation(600_000, 1_000_000);

  private final ManualTime time = new ManualTime();
  private final ProcessSettings settings = asking(ProcessSettings.DEFAULT.withTime(time));
  private final Scheduler scheduler = new Scheduler(new RoundRobin(), time, false);

  private static ProcessSettings asking(ProcessSettings settings) {
    return settings.withTask(settings.task().withQuantum(QUANTUM));
  }

  private LuaProcess spawn(Script script) {
    return scheduler.spawn(script, settings);
  }

  private static long fuelIn(LuaProcess process, Runnable ticks) {
    long before = process.fuelUsed();
    ticks.run();
    return process.fuelUsed() - before;
  }

  // ---------------------------------------------------------------- another policy

  static Stream<Arguments> pairsOfPolicies() {
    return Stream.of(PolicyName.values())
        .flatMap(from -> Stream.of(PolicyName.values()).map(to -> Arguments.of(from, to)));
  }

  /** Some run, one waits, one yields at every turn, one ends, one is killed, one is just born. */
  @ParameterizedTest(name = "from {0} to {1}")
  @MethodSource("pairsOfPolicies")
  void goingOverToAnotherPolicyLosesNobody(PolicyName from, PolicyName to) {
    scheduler.policy(from.create());
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", args -> answer).build();
    LuaProcess waiting =
        scheduler.spawn(Script.compile("w", "return ask()"), settings.withEnvironment(environment));
    LuaProcess yielding = spawn(Script.compile("y", "while true do coroutine.yield() end"));
    LuaProcess killed = spawn(ENDLESS);
    LuaProcess ended = spawn(Script.compile("e", "return 1"));
    LuaProcess heavy = scheduler.spawn(ENDLESS, settings.withWeight(7).withGroup("a/b"));
    LuaProcess reserved =
        scheduler.spawn(ENDLESS, settings.withReservation(new Reservation(20_000, 1_000_000)));
    scheduler.tick(300_000);
    killed.kill();
    LuaProcess born = spawn(ENDLESS);
    heavy.change(asked -> asked.withGroup("a"));

    scheduler.policy(to.create());

    List<LuaProcess> running = List.of(yielding, heavy, reserved, born);
    assertThat(scheduler.policy().runnable()).isEqualTo(running.size());
    List<Long> turns = running.stream().map(LuaProcess::ticks).toList();
    scheduler.tick(5_000_000);
    for (int i = 0; i < running.size(); i++) {
      assertThat(running.get(i).ticks()).as("turns of %s", i).isGreaterThan(turns.get(i));
    }
    assertThat(ended.state()).isEqualTo(ProcessState.FINISHED);
    assertThat(killed.state()).isEqualTo(ProcessState.ERROR);
    answer.complete(5);
    scheduler.tick(5_000_000);
    assertThat(waiting.results().arg1().toint()).isEqualTo(5);
    assertThat(scheduler.processes()).containsExactlyElementsOf(running);
  }

  // ---------------------------------------------------------------- admission

  @Test
  void aReservationThatCannotBePromisedEndsANewProcess() {
    scheduler.policy(new EarliestDeadline());
    LuaProcess first = scheduler.spawn(ENDLESS, settings.withReservation(MOST));
    LuaProcess second = scheduler.spawn(ENDLESS, settings.withReservation(MOST));
    scheduler.tick(10_000);

    assertThat(second.state()).isEqualTo(ProcessState.ERROR);
    assertThat(second.end().reason()).isEqualTo(ExitReason.NOT_ADMITTED);
    assertThat(second.ticks()).isZero();
    assertThat(second.exit()).isCompleted();
    assertThat(scheduler.processes()).containsExactly(first);
  }

  @Test
  void aReservationThatIsRefusedLaterChangesNothing() {
    scheduler.policy(new EarliestDeadline());
    scheduler.spawn(ENDLESS, settings.withReservation(MOST));
    LuaProcess second = spawn(ENDLESS);
    scheduler.tick(10_000);
    CompletableFuture<Void> change = second.change(asked -> asked.withReservation(MOST));
    scheduler.tick(1_000_000);

    assertThatThrownBy(change::join).hasCauseInstanceOf(AdmissionException.class);
    assertThat(second.asks().reservation()).isNull();
    assertThat(second.ticks()).isPositive();
  }

  @Test
  void aProcessThatHasRunGoesOnWithoutAReservationThatTheNewPolicyRefuses() {
    LuaProcess first = scheduler.spawn(ENDLESS, settings.withReservation(MOST));
    LuaProcess second = scheduler.spawn(ENDLESS, settings.withReservation(MOST));
    scheduler.tick(10_000);
    scheduler.policy(new EarliestDeadline());
    long got = fuelIn(second, () -> scheduler.tick(5_000_000));

    assertThat(first.asks().reservation()).isEqualTo(MOST);
    assertThat(second.asks().reservation()).isNull();
    assertThat(got).isPositive();
  }

  // ---------------------------------------------------------------- guard

  /** Chooses nobody from some turn on, though everybody is there. */
  private static final class Forgetful extends TurnTaking {
    private int turnsLeft = 5;

    @Override
    public @Nullable Task next() {
      return turnsLeft-- > 0 ? super.next() : null;
    }
  }

  @Test
  void aGuardedPolicyThatFailsIsReportedAndEverybodyGoesOn() {
    List<Event> events = new ArrayList<>();
    scheduler.listener(events::add);
    scheduler.policy(new Guard(new Forgetful()));
    List<LuaProcess> processes = Stream.generate(() -> spawn(ENDLESS)).limit(3).toList();
    for (int i = 0; i < 10; i++) {
      assertThat(scheduler.tick()).isEqualTo(3);
    }

    assertThat(processes).allSatisfy(p -> assertThat(p.ticks()).isBetween(9L, 11L));
    assertThat(events)
        .filteredOn(event -> event instanceof Event.PolicyFellBack)
        .singleElement()
        .satisfies(
            event -> assertThat(((Event.PolicyFellBack) event).policy()).isEqualTo("Forgetful"));
  }

  // ---------------------------------------------------------------- changes

  @Test
  void aNewWeightCountsWhileItRuns() {
    scheduler.policy(new StartTimeFair());
    spawn(ENDLESS);
    LuaProcess heavier = spawn(ENDLESS);
    assertThat(fuelIn(heavier, () -> scheduler.tick(100 * QUANTUM)))
        .isBetween(48 * QUANTUM, 52 * QUANTUM);
    CompletableFuture<Void> change = heavier.change(asked -> asked.withWeight(4));
    assertThat(fuelIn(heavier, () -> scheduler.tick(100 * QUANTUM)))
        .isBetween(78 * QUANTUM, 82 * QUANTUM);
    assertThat(change).isCompleted();
  }

  @Test
  void aNewPriorityCountsWhileItRuns() {
    scheduler.policy(new Priority(Priority.WITHOUT_AGEING));
    LuaProcess usual = spawn(ENDLESS);
    LuaProcess urgent = spawn(ENDLESS);
    scheduler.tick(100 * QUANTUM);
    urgent.change(asked -> asked.withPriority(9));
    assertThat(fuelIn(usual, () -> scheduler.tick(100 * QUANTUM))).isZero();
    urgent.change(asked -> asked.withPriority(0));
    assertThat(fuelIn(usual, () -> scheduler.tick(100 * QUANTUM)))
        .isBetween(49 * QUANTUM, 52 * QUANTUM);
  }

  @Test
  void aProcessMovesToAnotherGroupWhileItRuns() {
    scheduler.policy(new Groups());
    LuaProcess lone = scheduler.spawn(ENDLESS, settings.withGroup("a"));
    scheduler.spawn(ENDLESS, settings.withGroup("b"));
    LuaProcess moving = scheduler.spawn(ENDLESS, settings.withGroup("b"));
    assertThat(fuelIn(lone, () -> scheduler.tick(400 * QUANTUM)))
        .isBetween(198 * QUANTUM, 213 * QUANTUM);
    moving.change(asked -> asked.withGroup("a"));
    assertThat(fuelIn(lone, () -> scheduler.tick(400 * QUANTUM)))
        .isBetween(90 * QUANTUM, 110 * QUANTUM);
  }
}
