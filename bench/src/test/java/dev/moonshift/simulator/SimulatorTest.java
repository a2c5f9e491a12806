package dev.moonshift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.simulator.load.Library;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.load.WorkloadFile;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Score;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatorTest {
  private static final Settings SHORT = new Settings(1, 1_000_000, 1_000, false);

  private static Experiment experiment(String source) {
    Workload workload =
        WorkloadFile.read("test", source, SHORT.seed(), SHORT.duration(), SHORT.quantum());
    return new Experiment(workload, SHORT);
  }

  private static Outcome run(Experiment experiment, SchedulingPolicy policy) {
    return Simulator.run(experiment, "test", policy);
  }

  @Test
  void hogsOfAWeightShareWithinATurn() {
    Outcome outcome =
        run(experiment("process {name = 'hog', script = 'hog', count = 4}"), new RoundRobin());
    for (Score score : outcome.processes()) {
      assertThat(score.fuel()).isBetween(248_900L, 251_100L);
      assertThat(score.maxLag()).isLessThan(4_000);
    }
    assertThat(outcome.idle()).isZero();
    assertThat(outcome.violation()).isNull();
  }

  @Test
  void timePassesWhereNobodyWantsToRun() {
    Outcome outcome =
        run(
            experiment(
                "process {name = 's', script = 'server', requests = {every = 100000, size = 500}}"),
            new RoundRobin());
    assertThat(outcome.duration()).isEqualTo(1_000_000);
    assertThat(outcome.total().response().count()).isBetween(9, 10);
    assertThat(outcome.total().wakeup().max()).isZero();
    assertThat(outcome.total().slowdown().max()).isEqualTo(1_000);
    assertThat(outcome.idle()).isEqualTo(1_000_000 - outcome.total().fuel());
  }

  @Test
  void aRequestIsMeasuredFromItsArrivalHoweverLateItIsTakenUp() {
    // Ten requests at once: the last waits for the nine before it.
    Outcome outcome =
        run(
            experiment(
                "process {name = 's', script = 'server',"
                    + " requests = {every = 900000, size = 2000, burst = 10}}"),
            new RoundRobin());
    long each = outcome.total().fuel() / 10;
    assertThat(outcome.total().response().count()).isEqualTo(10);
    assertThat(outcome.total().response().max()).isBetween(9 * each, 11 * each);
    assertThat(outcome.total().response().p50()).isBetween(4 * each, 6 * each);
  }

  @Test
  void aJobIsAnsweredWhenItEnds() {
    Outcome outcome =
        run(
            experiment("process {name = 'job', script = 'job', start = 1000, size = 5000}"),
            new RoundRobin());
    assertThat(outcome.total().response().max()).isEqualTo(outcome.total().fuel());
    assertThat(outcome.total().unanswered()).isZero();
    assertThat(outcome.total().slowdown().max()).isEqualTo(1_000);
  }

  @Test
  void aScriptWithoutFurtherRequestsWaitsForEver() {
    Outcome outcome =
        run(experiment("process {name = 'p', script = 'request()\\n'}"), new RoundRobin());
    assertThat(outcome.total().unanswered()).isZero();
    assertThat(outcome.idle()).isGreaterThan(999_000);
  }

  @Test
  void aScriptThatFailsIsNotMeasured() {
    Experiment experiment = experiment("process {name = 'p', script = 'error(\"oh\", 0)\\n'}");
    assertThatThrownBy(() -> run(experiment, new RoundRobin()))
        .isInstanceOf(LaboratoryException.class)
        .hasMessage("process 'p': oh");
  }

  @Test
  void theAuditorNamesThePromiseThatIsBroken() {
    // It says that it is round robin, but gives the first two turns in a row.
    SchedulingPolicy liar = new Liar(new RoundRobin());
    Outcome outcome = run(experiment("process {name = 'hog', script = 'hog', count = 3}"), liar);
    assertThat(outcome.violation()).contains("'hog-1'", "turns more than");
  }

  /** Promises what round robin does, and gives everything to whom it saw first. */
  private static final class Liar extends Observed {
    private Task favourite;

    Liar(SchedulingPolicy policy) {
      super(policy, new VirtualClock(), new Silent());
    }

    @Override
    public Task next() {
      Task task = super.next();
      if (favourite == null) {
        favourite = task;
      }
      for (int i = 0; task != favourite && i < 10; i++) {
        super.ran(task, 0, true);
        task = super.next();
      }
      return task;
    }
  }

  private static final class Silent implements Observed.Observer {
    @Override
    public void onRefusal(Task task, dev.moonshift.policy.AdmissionException why) {}

    @Override
    public void onStart(Task task, long time) {}

    @Override
    public void onTurn(Task task, long end, long fuel, boolean isRunnable) {}
  }

  static List<String> workloads() {
    return Library.workloads();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void theIdealGivesAsMuchAsARealPolicy(String name) {
    Workload workload =
        WorkloadFile.read(
            name, Library.workload(name), SHORT.seed(), SHORT.duration(), SHORT.quantum());
    Experiment experiment = new Experiment(workload, SHORT);
    Outcome ideal = experiment.ideal();
    Outcome real = run(experiment, new BudgetWeighted(1_000));
    // Both work as long as there is work: they differ by the last turn and by rounding.
    assertThat(real.total().fuel())
        .isBetween(ideal.total().fuel() - 2_000, ideal.total().fuel() + 3_000);
    assertThat(real.violation()).isNull();
  }
}
