package dev.moonshift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.policy.RoundRobin;
import dev.moonshift.simulator.load.TraceFile;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.load.WorkloadException;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Score;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TraceTest {
  /** At 10 nanoseconds for each fuel. */
  private static final String RECORDING =
      """
      moonshift-recording 1
      spawn 1 0 hog
      quantum 1 1000
      weight 1 3
      spawn 2 20000 asker
      quantum 2 1000
      run 2 800 wait 500000
      run 2 300 yield
      run 2 4100 end RETURNED
      run 1 90000 cut
      total 95200 952000
      """;

  private static Experiment experiment() throws IOException {
    Workload workload = TraceFile.read("shop.rec", new StringReader(RECORDING));
    return Experiment.untilDone(workload, new Settings(1, 20_000_000, 1_000, false));
  }

  @Test
  void aProcessWantsWhatItUsedToTheUnit() throws IOException {
    Demands demands = experiment().demands();
    assertThat(demands.arrival(0, 0, 0)).isZero();
    assertThat(demands.fuel(0, 0, 1_000_000)).isEqualTo(90_000);
    assertThat(demands.arrival(1, 0, 0)).isEqualTo(2_000);
    assertThat(demands.fuel(1, 0, 1_000_000)).isEqualTo(800);
    assertThat(demands.arrival(1, 1, 5_000)).isEqualTo(5_000 + 50_000);
    assertThat(demands.fuel(1, 1, 1_000_000)).isEqualTo(300);
    assertThat(demands.arrival(1, 2, 60_000)).isEqualTo(60_000);
    assertThat(demands.fuel(1, 2, 1_000_000)).isEqualTo(4_100);
    assertThat(demands.arrival(1, 3, 70_000)).isEqualTo(Demands.NEVER);
  }

  @Test
  void aReplayLastsUntilAllIsDone() throws IOException {
    Experiment experiment = experiment();
    assertThat(experiment.settings().duration()).isBetween(95_190L, 95_210L);
    for (Outcome outcome :
        new Outcome[] {
          Simulator.run(experiment, "rr", new RoundRobin()),
          Simulator.run(experiment, "bw", new BudgetWeighted(1_000))
        }) {
      assertThat(outcome.total().fuel())
          .isBetween(95_190L, 95_240L); // the end is a matter of units
      Score asker = outcome.processes().get(1);
      assertThat(asker.response().count()).isEqualTo(3);
      assertThat(asker.unanswered()).isZero();
    }
  }

  @Test
  void whatIsNoRecordingIsRefused() {
    assertThatThrownBy(() -> TraceFile.read("x", new StringReader("hello")))
        .isInstanceOf(WorkloadException.class)
        .hasMessageStartingWith("recording 'x': ");
    assertThatThrownBy(
            () -> TraceFile.read("x", new StringReader("moonshift-recording 1\ntotal 0 0\n")))
        .isInstanceOf(WorkloadException.class)
        .hasMessage("recording 'x' must have a process that ran, has none");
  }
}
