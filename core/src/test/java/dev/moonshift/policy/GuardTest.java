package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest implements SchedulingPolicyContract {
  @Override
  public SchedulingPolicy newPolicy() {
    return new Guard(new StartTimeFair());
  }

  /** What a policy can do wrong, and how the guard calls it. */
  private enum Mistake {
    FAILS_TO_CHOOSE("failed to choose among 4 tasks"),
    RECURSES_FOR_EVER("failed to choose among 4 tasks"),
    CHOOSES_NONE("chose none of 4 tasks"),
    CHOOSES_A_STRANGER("chose process 'stranger', which is not queued"),
    CHOOSES_A_COPY("which is not queued"),
    CHOOSES_THE_LAST_AGAIN("says that 4 tasks are queued, 3 are"),
    FAILS_TO_GRANT("failed to grant anything to process 'b'"),
    GRANTS_NOTHING("granted 0 to process 'b'"),
    GRANTS_LESS_THAN_NOTHING("granted -5 to process 'b'"),
    GRANTS_ETERNITY("granted 9223372036854775807 to process 'b'"),
    FAILS_AFTER_A_TURN("failed when told of a turn of process 'b'"),
    FAILS_TO_QUEUE("failed to queue process 'e'"),
    FAILS_TO_FORGET("failed to forget process 'd'"),
    FAILS_TO_HEAR_OF_SETTINGS("failed when told what process 'd' asks for"),
    FAILS_TO_HEAR_OF_IDLE_TIME("failed when told of idle time"),
    FAILS_TO_COUNT("failed to say how many are queued"),
    COUNTS_WRONGLY("says that 0 tasks are queued, 3 are"),
    LOSES_ONE("says that"),
    KEEPS_ONE_WAITING("let process 'b' wait for"),
    HOLDS_ALL_BACK_AGAIN("still holds everybody back when the time for that has passed"),
    HOLDS_ALL_BACK_FOR_EVER("holds everybody back for 9223372036854775807");

    final String problem;

    Mistake(String problem) {
      this.problem = problem;
    }
  }

  /** Round robin until it is time for a mistake. */
  private static final class Misbehaving extends TurnTaking {
    private final Mistake mistake;
    private boolean isWrong;
    private Task last;

    Misbehaving(Mistake mistake) {
      this.mistake = mistake;
    }

    private boolean makes(Mistake one) {
      return isWrong && mistake == one;
    }

    private void failOn(Mistake one) {
      if (makes(one)) {
        throw new IllegalArgumentException("policy is broken");
      }
    }

    @Override
    public void enqueue(Task task) {
      failOn(Mistake.FAILS_TO_QUEUE);
      super.enqueue(task);
    }

    @Override
    public Task next() {
      failOn(Mistake.FAILS_TO_CHOOSE);
      if (makes(Mistake.RECURSES_FOR_EVER)) {
        return next();
      }
      if (makes(Mistake.CHOOSES_NONE)
          || makes(Mistake.HOLDS_ALL_BACK_AGAIN)
          || makes(Mistake.HOLDS_ALL_BACK_FOR_EVER)) {
        return null;
      }
      if (makes(Mistake.CHOOSES_A_STRANGER)) {
        return new Task(99, "stranger", TaskSettings.DEFAULT);
      }
      if (makes(Mistake.CHOOSES_THE_LAST_AGAIN)) {
        return last;
      }
      Task task = super.next();
      if (makes(Mistake.LOSES_ONE)) {
        task = super.next();
      }
      if (makes(Mistake.KEEPS_ONE_WAITING) && task.name().equals("b")) {
        super.ran(task, 0, true);
        task = super.next();
      }
      if (makes(Mistake.CHOOSES_A_COPY)) {
        return new Task(task.id(), task.name(), task.asks());
      }
      last = task;
      return task;
    }

    @Override
    public long quantum(Task task) {
      failOn(Mistake.FAILS_TO_GRANT);
      if (makes(Mistake.GRANTS_ETERNITY)) {
        return Long.MAX_VALUE;
      }
      return makes(Mistake.GRANTS_NOTHING)
          ? 0
          : makes(Mistake.GRANTS_LESS_THAN_NOTHING) ? -5 : task.quantum();
    }

    @Override
    public void ran(Task task, long usedFuel, boolean stillRunnable) {
      failOn(Mistake.FAILS_AFTER_A_TURN);
      super.ran(task, usedFuel, stillRunnable);
    }

    @Override
    public void remove(Task task) {
      failOn(Mistake.FAILS_TO_FORGET);
      super.remove(task);
    }

    @Override
    public void settingsChanged(Task task) {
      failOn(Mistake.FAILS_TO_HEAR_OF_SETTINGS);
    }

    @Override
    public int runnable() {
      failOn(Mistake.FAILS_TO_COUNT);
      return makes(Mistake.COUNTS_WRONGLY) ? 0 : super.runnable();
    }

    @Override
    public void idle(long fuel) {
      failOn(Mistake.FAILS_TO_HEAR_OF_IDLE_TIME);
    }

    @Override
    public long idleNeeded() {
      return makes(Mistake.HOLDS_ALL_BACK_AGAIN)
          ? 5
          : makes(Mistake.HOLDS_ALL_BACK_FOR_EVER) ? Long.MAX_VALUE : 0;
    }

    @Override
    public List<Promise> promises() {
      return new RoundRobin().promises();
    }
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void aPolicyThatMisbehavesIsReportedAndEverybodyTakesTurns(Mistake mistake) {
    Misbehaving bad = new Misbehaving(mistake);
    Guard guard = new Guard(bad);
    List<Guard.Fault> faults = new ArrayList<>();
    guard.addListener(faults::add);
    List<Task> tasks = new ArrayList<>(Tasks.queued(guard, 4));
    SchedulingPolicyContract.turn(guard, true);
    assertThat(guard.fault()).isNull();

    bad.isWrong = true;
    for (int turn = 0; turn < 200 && guard.fault() == null; turn++) {
      Task task = SchedulingPolicyContract.next(guard);
      guard.ran(task, guard.quantum(task), true);
      if (turn == 0) {
        Task newcomer = Tasks.task(4, 1);
        guard.enqueue(newcomer);
        tasks.add(newcomer);
        Tasks.change(guard, tasks.get(3), settings -> settings.withWeight(2));
        guard.idle(1);
        guard.remove(tasks.remove(3));
      }
    }

    assertThat(faults).hasSize(1);
    assertThat(guard.fault()).isSameAs(faults.get(0));
    assertThat(faults.get(0).policy()).isEqualTo("Misbehaving");
    assertThat(faults.get(0).problem()).contains(mistake.problem);
    SchedulingPolicyContract.order(guard, 20);
    String round = SchedulingPolicyContract.order(guard, tasks.size());
    assertThat(round.chars().mapToObj(Character::toString))
        .containsExactlyInAnyOrderElementsOf(tasks.stream().map(Task::name).toList());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void noPolicyOfTheLibraryIsGivenUp(long seed) {
    for (PolicyName name : PolicyName.values()) {
      Guard guard = new Guard(name == PolicyName.EEVDF ? new Eevdf(LARGEST_CHARGE) : name.create());
      new RandomCaller(guard, seed % 2 == 0 ? 1 : WORKERS, seed).call(500);
      assertThat(guard.fault()).as("%s", name).isNull();
    }
  }

  @Test
  void withoutAPromiseThePatienceOfTheGuardCounts() {
    Guard guard = new Guard(new Priority(Priority.WITHOUT_AGEING), 100);
    List<Task> tasks =
        IntStream.range(0, 2)
            .mapToObj(
                id -> {
                  Task task = Tasks.task(id, 1);
                  task.setAsks(task.asks().withPriority(id));
                  return task;
                })
            .toList();
    tasks.forEach(guard::enqueue);
    assertThat(SchedulingPolicyContract.order(guard, 104)).isEqualTo("b".repeat(101) + "aba");
    assertThat(guard.fault().problem()).isEqualTo("let process 'a' wait for 101 turns");
  }

  @Test
  void aRefusalIsNoFault() {
    Guard guard = new Guard(new EarliestDeadline());
    Task greedy = Tasks.task(0, 1);
    greedy.setAsks(greedy.asks().withReservation(new Reservation(1_000_000, 1_000_000)));
    assertThatThrownBy(() -> guard.enqueue(greedy)).isInstanceOf(AdmissionException.class);
    assertThat(guard.fault()).isNull();
    assertThat(greedy.note()).isNull();
    assertThat(guard.runnable()).isZero();
  }

  @Test
  void refusesToHaveNoPatience() {
    assertThatThrownBy(() -> new Guard(new RoundRobin(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patience must be at least 1, was 0");
  }
}
