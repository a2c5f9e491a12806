package dev.moonshift.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.simulator.measure.Contestant.Counts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Contestant HOG = new Contestant("hog", "hog", 1, 0, Counts.NOTHING);
  private static final Contestant SERVER =
      new Contestant("server", "server", 1, 30, Counts.REQUESTS);

  private static Meter meter(List<Contestant> contestants, Work work, long duration) {
    int[] weights = contestants.stream().mapToInt(Contestant::weight).toArray();
    Shares shares = new Shares(weights, Collections.nCopies(contestants.size(), ""), Map.of());
    Fluid ideal = new Fluid(shares, work, (process, piece, arrival, fuel, time) -> {});
    return new Meter(contestants, ideal, duration, new Timeline(0, duration));
  }

  private static Outcome finish(Meter meter, int processes) {
    return meter.finish("test", Collections.nCopies(processes, new Samples()), null, null);
  }

  @Test
  void lagIsMeasuredAgainstTheIdeal() {
    Meter meter = meter(List.of(HOG, HOG), new FixedWork(FixedWork.hog(), FixedWork.hog()), 120);
    meter.woke(0, 0);
    meter.woke(1, 0);
    meter.ran(0, 0, 40, 40, true); // ahead by 20
    meter.ran(1, 40, 120, 80, true); // behind by 20 at first, at the end ahead by 20
    Outcome outcome = finish(meter, 2);
    Score first = outcome.processes().get(0);
    Score second = outcome.processes().get(1);
    assertThat(first.minLag()).isEqualTo(-20);
    assertThat(first.maxLag()).isEqualTo(20);
    assertThat(second.maxLag()).isEqualTo(20);
    assertThat(second.minLag()).isEqualTo(-20);
    assertThat(first.fuel()).isEqualTo(40);
    assertThat(first.entitlement()).isEqualTo(60);
    assertThat(first.sharePpm()).isEqualTo(666_666);
  }

  @Test
  void theLongestWaitCountsAlsoWhereItDoesNotEnd() {
    Meter meter = meter(List.of(HOG, HOG), new FixedWork(FixedWork.hog(), FixedWork.hog()), 120);
    meter.woke(0, 0);
    meter.woke(1, 0);
    meter.ran(0, 0, 60, 60, true);
    meter.ran(0, 60, 120, 60, true);
    Outcome outcome = finish(meter, 2);
    assertThat(outcome.starved()).isEqualTo("hog");
    assertThat(outcome.total().starvation()).isEqualTo(120);
    assertThat(outcome.processes().get(0).starvation()).isZero();
    assertThat(outcome.switches()).isEqualTo(1);
  }

  @Test
  void responseTimeIsFromTheArrivalToTheAnswer() {
    Work work = new FixedWork(FixedWork.hog(), new long[][] {{0, 0}, {10, 20}});
    Meter meter = meter(List.of(HOG, SERVER), work, 120);
    meter.woke(0, 0);
    meter.ran(0, 0, 30, 30, true);
    meter.woke(1, 10);
    meter.asked(1, 10);
    meter.ran(1, 30, 50, 20, false);
    meter.answered(1, 50);
    meter.ran(0, 50, 120, 70, true);
    Score server = finish(meter, 2).processes().get(1);
    assertThat(server.wakeup().max()).isEqualTo(20);
    assertThat(server.response()).isEqualTo(new Quantiles(1, 40, 40, 40, 40, 40));
    assertThat(server.slowdown().max()).isEqualTo(2_000);
    assertThat(server.deadlines()).isEqualTo(1);
    assertThat(server.missed()).isEqualTo(1);
  }

  @Test
  void anUnansweredRequestCountsWithItsAge() {
    Work work = new FixedWork(FixedWork.hog(), new long[][] {{0, 0}, {10, 20}, {100, 20}});
    Meter meter = meter(List.of(HOG, SERVER), work, 120);
    meter.woke(0, 0);
    meter.woke(1, 10);
    meter.asked(1, 10);
    meter.ran(0, 0, 120, 120, true);
    Samples waiting = new Samples();
    waiting.add(100);
    Outcome outcome = meter.finish("test", List.of(new Samples(), waiting), null, null);
    Score server = outcome.processes().get(1);
    assertThat(server.unanswered()).isEqualTo(2);
    assertThat(server.response().max()).isEqualTo(110);
    assertThat(server.response().p50()).isEqualTo(20);
    assertThat(server.deadlines()).isEqualTo(1); // that of the second has not passed yet
    assertThat(server.missed()).isEqualTo(1);
  }

  @Test
  void whatAServerDoesBeforeItsFirstRequestIsNoAnswer() {
    Work work = new FixedWork(new long[][] {{0, 5}});
    Meter meter = meter(List.of(SERVER), work, 120);
    meter.woke(0, 0);
    meter.ran(0, 0, 5, 5, false);
    meter.answered(0, 5);
    Outcome outcome = finish(meter, 1);
    assertThat(outcome.total().response().count()).isZero();
    assertThat(outcome.idle()).isEqualTo(115);
  }

  @Test
  void fairnessIsJudgedAmongThoseThatStayRunnable() {
    Meter meter = meter(List.of(HOG, HOG), new FixedWork(FixedWork.hog(), FixedWork.hog()), 120);
    meter.woke(0, 0);
    meter.woke(1, 0);
    meter.ran(0, 0, 120, 120, true);
    Outcome outcome = finish(meter, 2);
    assertThat(outcome.fairness()).isEqualTo(500_000);
    assertThat(outcome.worstFairness()).isEqualTo(500_000);
  }

  @Test
  void pointsOfTheSeriesAreExactWithinATurn() {
    Meter meter = meter(List.of(HOG, HOG), new FixedWork(FixedWork.hog(), FixedWork.hog()), 1200);
    meter.woke(0, 0);
    meter.woke(1, 0);
    meter.ran(0, 0, 25, 25, true);
    meter.ran(1, 25, 1200, 1175, true);
    Series series = finish(meter, 2).series();
    assertThat(series.step()).isEqualTo(10);
    assertThat(series.fuel()[0]).startsWith(0, 10, 20, 25, 25);
    assertThat(series.fuel()[1]).startsWith(0, 0, 0, 5, 15);
    assertThat(series.entitlement()[0]).startsWith(0, 5, 10, 15, 20);
  }
}
