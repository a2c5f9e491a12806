package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EarliestDeadlineTest implements SchedulingPolicyContract {
  private static final long PERIOD = 100_000;

  private final EarliestDeadline policy = newPolicy();

  @Override
  public EarliestDeadline newPolicy() {
    return new EarliestDeadline(QUANTUM, LARGEST_CHARGE, PERIOD);
  }

  private static Task task(int id, long budget, long period) {
    Task task = Tasks.task(id, 1);
    task.setAsks(task.asks().withReservation(new Reservation(budget, period)));
    return task;
  }

  @Test
  void theEarliestDeadlineRunsFirstAndTheIdlersHaveOneToo() {
    policy.enqueue(task(0, 5_000, 300_000));
    policy.enqueue(task(1, 5_000, 200_000));
    policy.enqueue(Tasks.task(2, 1));
    assertThat(SchedulingPolicyContract.order(policy, 11)).isEqualTo("cccccbbbbba");
  }

  @Test
  void whoHasUsedUpItsBudgetTakesTurnsWithTheIdlersUntilTheNext() {
    policy.enqueue(task(0, 3_000, PERIOD));
    policy.enqueue(Tasks.task(1, 1));
    assertThat(SchedulingPolicyContract.order(policy, 7)).isEqualTo("aaababa");
    policy.idle(PERIOD);
    assertThat(SchedulingPolicyContract.order(policy, 4)).startsWith("aaa");
  }

  @Test
  void whatIsReservedInAllIsBounded() {
    policy.enqueue(task(0, 40_000, PERIOD));
    policy.enqueue(task(1, 40_000, PERIOD));
    Task third = task(2, 40_000, PERIOD);
    assertThatThrownBy(() -> policy.enqueue(third))
        .isInstanceOf(AdmissionException.class)
        .hasMessage(
            "a reservation must be at most what is left, 10.00 % of all fuel, was 40000/100000,"
                + " which takes 41.00 % (process 'c')");
    assertThat(third.note()).isNull();
    assertThat(policy.runnable()).isEqualTo(2);
    third.setAsks(third.asks().withReservation(new Reservation(8_900, PERIOD)));
    policy.enqueue(third);
  }

  @Test
  void aPeriodThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> policy.enqueue(task(0, 1, PERIOD - 1)))
        .isInstanceOf(AdmissionException.class)
        .hasMessage("the period of a reservation must be at least 100000, was 99999 (process 'a')");
  }

  @Test
  void whatATaskReservedIsFreeAtItsDeadline() {
    Task gone = task(0, 60_000, PERIOD);
    policy.enqueue(gone);
    policy.remove(gone);
    Task next = task(1, 60_000, PERIOD);
    assertThatThrownBy(() -> policy.enqueue(next)).isInstanceOf(AdmissionException.class);
    policy.idle(PERIOD);
    assertThatCode(() -> policy.enqueue(next)).doesNotThrowAnyException();
  }

  @Test
  void aReservationThatCannotGrowStaysAsItWas() {
    Task task = task(0, 50_000, PERIOD);
    policy.enqueue(task);
    TaskSettings before = task.asks();
    task.setAsks(before.withReservation(new Reservation(95_000, PERIOD)));
    assertThatThrownBy(() -> policy.settingsChanged(task)).isInstanceOf(AdmissionException.class);
    task.setAsks(before);
    assertThatThrownBy(() -> policy.enqueue(task(1, 50_000, PERIOD)))
        .isInstanceOf(AdmissionException.class);
    policy.enqueue(task(2, 35_000, PERIOD));
  }

  @Test
  void aSmallerReservationFreesTheRestFromTheNextPeriod() {
    Task task = task(0, 50_000, PERIOD);
    policy.enqueue(task);
    Tasks.change(policy, task, s -> s.withReservation(new Reservation(1_000, PERIOD)));
    assertThatThrownBy(() -> policy.enqueue(task(1, 50_000, PERIOD)))
        .isInstanceOf(AdmissionException.class);
    policy.idle(PERIOD);
    SchedulingPolicyContract.turn(policy, true);
    policy.enqueue(task(2, 50_000, PERIOD));
  }

  @Test
  void aReservationCanBeTakenUpAndGivenUp() {
    Task task = Tasks.task(0, 1);
    policy.enqueue(task);
    policy.enqueue(Tasks.task(1, 1));
    Tasks.change(policy, task, s -> s.withReservation(new Reservation(3_000, PERIOD)));
    assertThat(SchedulingPolicyContract.order(policy, 4)).isEqualTo("aaab");
    Tasks.change(policy, task, s -> s.withReservation(null));
    assertThat(SchedulingPolicyContract.order(policy, 4)).isEqualTo("baba");
  }

  /**
   * Tasks that keep to their reservations beside some that do not, idlers, newcomers and kills.
   * Each job of those that do is done before its period ends.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void nobodyWhoKeepsToItMissesADeadline(long seed) {
    new DeadlineRun(newPolicy(), new Random(seed)).run();
  }

  /** A small simulation: jobs are released, run, overrun and end. */
  private static final class DeadlineRun {
    private final EarliestDeadline policy;
    private final Random random;
    private final List<Job> jobs = new ArrayList<>();
    private long now;
    private int jobsDone;

    /** A task and what it does. */
    private static final class Job {
      final Task task;
      final boolean isModest;
      long release;
      long left;
      boolean isAwake;

      Job(Task task, boolean isModest) {
        this.task = task;
        this.isModest = isModest;
      }
    }

    DeadlineRun(EarliestDeadline policy, Random random) {
      this.policy = policy;
      this.random = random;
    }

    void run() {
      for (int id = 0; id < 30; id++) {
        jobs.add(newJob(id));
      }
      for (int step = 0; step < 3_000; step++) {
        wakeThoseDue();
        Task task = policy.next();
        if (task == null) {
          long idle = 1 + random.nextInt(20_000);
          policy.idle(idle);
          now += idle;
          continue;
        }
        turn(jobs.stream().filter(job -> job.task == task).findFirst().orElseThrow());
        if (random.nextInt(100) == 0) {
          replace(random.nextInt(jobs.size()));
        }
      }
      assertThat(jobsDone).isPositive();
    }

    private Job newJob(int id) {
      boolean isModest = random.nextInt(3) > 0;
      TaskSettings settings = TaskSettings.DEFAULT.withQuantum(1 + random.nextInt(3_000));
      if (random.nextInt(4) > 0) {
        long period = PERIOD + random.nextInt(900_000);
        settings =
            settings.withReservation(new Reservation(1 + random.nextInt((int) period / 5), period));
      }
      Job job = new Job(new Task(id, "t" + id, settings), isModest);
      job.release = now + random.nextInt(200_000);
      return job;
    }

    private void wakeThoseDue() {
      for (Job job : jobs) {
        if (!job.isAwake && job.release <= now) {
          job.release = now;
          try {
            policy.enqueue(job.task);
          } catch (AdmissionException e) {
            job.task.setAsks(job.task.asks().withReservation(null));
            policy.enqueue(job.task);
          }
          job.isAwake = true;
          Reservation reservation = job.task.asks().reservation();
          long most = reservation == null ? 50_000 : reservation.budget();
          job.left = 1 + random.nextLong(job.isModest ? most : 10 * most);
        }
      }
    }

    private void turn(Job job) {
      long given = policy.quantum(job.task);
      long used = Math.min(job.left, given + random.nextInt(LARGEST_CHARGE + 1));
      boolean isDone = used == job.left;
      now += used;
      job.left -= used;
      policy.ran(job.task, used, !isDone);
      Reservation reservation = job.task.asks().reservation();
      if (!isDone) {
        return;
      }
      job.isAwake = false;
      if (reservation == null) {
        job.release = now + random.nextInt(100_000);
        return;
      }
      if (job.isModest) {
        assertThat(now).as("%s", job.task).isLessThanOrEqualTo(job.release + reservation.period());
        jobsDone++;
        job.release += reservation.period() + random.nextInt(10_000);
      } else {
        job.release = now + random.nextInt(100_000);
      }
    }

    private void replace(int index) {
      Job old = jobs.get(index);
      policy.remove(old.task);
      jobs.set(index, newJob(100 + random.nextInt(1 << 30)));
    }
  }

  @Test
  void refusesValuesOutOfBounds() {
    assertThatThrownBy(() -> new EarliestDeadline(0, 0, 10))
        .hasMessage("longest turn must be between 1 and 1000000000, was 0");
    assertThatThrownBy(() -> new EarliestDeadline(1, -1, 10))
        .hasMessage("largest charge must be between 0 and 1000000000, was -1");
    assertThatThrownBy(() -> new EarliestDeadline(10, 10, 39))
        .hasMessage("shortest period must be between 40 and 1099511627776, was 39");
  }
}
