package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditorTest {
  /** Round robin that makes promises which it does not mean. */
  private static final class Boaster extends TurnTaking {
    private final Promise promise;

    Boaster(Promise promise) {
      this.promise = promise;
    }

    @Override
    public List<Promise> promises() {
      return List.of(promise);
    }
  }

  private static Violation violation(Promise promise, Task... tasks) {
    Auditor auditor = new Auditor(new Boaster(promise));
    for (Task task : tasks) {
      auditor.enqueue(task);
    }
    for (int turn = 0; turn < 1000; turn++) {
      SchedulingPolicyContract.turn(auditor, true);
    }
    return auditor.violation();
  }

  private static Task task(int id, int weight, int priority) {
    Task task = Tasks.task(id, weight);
    task.setAsks(task.asks().withPriority(priority).withQuantum(100));
    return task;
  }

  @Test
  void aWaitThatIsTooLongIsNamed() {
    Violation violation =
        violation(
            new Promise.BoundedWait((task, load) -> load.largestTurn()),
            task(0, 1, 0),
            task(1, 1, 0),
            task(2, 1, 0));
    assertThat(violation.task().name()).isEqualTo("c");
    assertThat(violation.turn()).isEqualTo(2);
    assertThat(violation.fuel()).isEqualTo(200);
    assertThat(violation.actual()).isEqualTo(200);
    assertThat(violation.bound()).isEqualTo(100);
    assertThat(violation.text())
        .isEqualTo(
            "process 'c', after 2 turns and 200 fuel: waited for 200 fuel, was promised at most 100"
                + " (broken: the wait for a turn is bounded)");
  }

  @Test
  void fuelThatDoesNotFollowWeightIsNoticed() {
    Violation violation = violation(new Promise.FairShare(0, 1), task(0, 1, 0), task(1, 3, 0));
    assertThat(violation.text()).contains("ahead of process 'b'");
    assertThat(violation(new Promise.FairShare(0, 1), task(0, 3, 0), task(1, 3, 0))).isNull();
  }

  @Test
  void aGroupThatIsPaidForItsMembersIsNoticed() {
    Task group = task(9, 1, 0);
    Promise.FairGroups.Books books = task -> task.name().equals("a") ? task : group;
    Promise promise = new Promise.FairGroups(new Promise.FairShare(0, 1), books);
    assertThat(violation(promise, task(0, 1, 0), task(1, 1, 0), task(2, 1, 0)).text())
        .contains("ahead of process 'a'")
        .endsWith("(broken: fuel follows the weight of groups)");
  }

  @Test
  void aGroupOfOneGetsWhatATaskGets() {
    Task group = task(9, 1, 0);
    Promise.FairGroups.Books books = task -> task.name().equals("a") ? task : group;
    Promise promise = new Promise.FairGroups(new Promise.FairShare(0, 1), books);
    assertThat(violation(promise, task(0, 1, 0), task(1, 1, 0))).isNull();
  }

  @Test
  void someoneLessUrgentWhoRunsFirstIsNoticed() {
    Promise promise = new Promise.UrgentFirst(Long.MAX_VALUE);
    assertThat(violation(promise, task(0, 1, 3), task(1, 1, 7)).task().name()).isEqualTo("a");
    assertThat(violation(promise, task(0, 1, 7), task(1, 1, 7))).isNull();
  }

  @Test
  void oddsThatAreNotThoseOfTheWeightsAreNoticed() {
    assertThat(violation(new Promise.Odds(), task(0, 1, 0), task(1, 9, 0))).isNotNull();
    assertThat(violation(new Promise.Odds(), task(0, 1, 0), task(1, 1, 0))).isNull();
  }

  @Test
  void aCapThatDoesNotHoldIsNoticed() {
    Promise tight = new Promise.Cap(task -> new Reservation(50, 200));
    Promise wide = new Promise.Cap(task -> new Reservation(100, 200));
    assertThat(violation(tight, task(0, 1, 0), task(1, 1, 0)).task().name()).isEqualTo("a");
    assertThat(violation(wide, task(0, 1, 0), task(1, 1, 0))).isNull();
  }

  @Test
  void aMissedDeadlineIsNoticed() {
    Task late = task(2, 1, 0);
    late.setAsks(late.asks().withReservation(new Reservation(150, 400)));
    assertThat(violation(new Promise.Deadlines(), task(0, 1, 0), task(1, 1, 0), late).task())
        .isSameAs(late);
    Task served = task(0, 1, 0);
    served.setAsks(served.asks().withReservation(new Reservation(150, 400)));
    assertThat(violation(new Promise.Deadlines(), served, task(1, 1, 0))).isNull();
  }
}
