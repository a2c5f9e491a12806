package dev.moonshift.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FluidTest {
  private final List<String> done = new ArrayList<>();

  private Fluid fluid(Shares shares, Work work) {
    return new Fluid(
        shares,
        work,
        (process, piece, arrival, fuel, time) ->
            done.add(process + "." + piece + " " + arrival + "+" + fuel + "@" + time));
  }

  private static Shares flat(int... weights) {
    return new Shares(weights, Collections.nCopies(weights.length, ""), Map.of());
  }

  private static List<Long> received(Fluid fluid, int processes) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      all.add(fluid.received(i));
    }
    return all;
  }

  @Test
  void hogsReceiveFuelInProportionToTheirWeight() {
    Fluid fluid = fluid(flat(1, 3), new FixedWork(FixedWork.hog(), FixedWork.hog()));
    fluid.advanceTo(1000);
    assertThat(received(fluid, 2)).containsExactly(250L, 750L);
  }

  @Test
  void whatOneDoesNotWantGoesToTheOthers() {
    // Three share alike until the first has its 100, at 300; then the two others do.
    Work work = new FixedWork(new long[][] {{0, 100}}, FixedWork.hog(), FixedWork.hog());
    Fluid fluid = fluid(flat(1, 1, 1), work);
    fluid.advanceTo(500);
    assertThat(done).containsExactly("0.0 0+100@300");
    assertThat(received(fluid, 3)).containsExactly(100L, 200L, 200L);
  }

  @Test
  void aSleeperHasTheProcessorAsSoonAsItWakes() {
    // It wants 50 at 100 and 50 at 1000; beside a hog each takes 100.
    Work work = new FixedWork(new long[][] {{100, 50}, {1000, 50}}, FixedWork.hog());
    Fluid fluid = fluid(flat(1, 1), work);
    fluid.advanceTo(2000);
    assertThat(done).containsExactly("0.0 100+50@200", "0.1 1000+50@1100");
    assertThat(received(fluid, 2)).containsExactly(100L, 1900L);
  }

  @Test
  void aRequestWaitsForTheOneBefore() {
    Work work = new FixedWork(new long[][] {{0, 60}, {10, 20}});
    Fluid fluid = fluid(flat(1), work);
    fluid.advanceTo(100);
    assertThat(done).containsExactly("0.0 0+60@60", "0.1 10+20@80");
    assertThat(fluid.received(0)).isEqualTo(80);
  }

  @Test
  void aGroupGetsItsShareHoweverManyMembersItHas() {
    Shares shares =
        new Shares(new int[] {1, 1, 1, 1}, List.of("a", "b", "b", "b/c"), Map.of("a", 1, "b", 2));
    Work work = new FixedWork(FixedWork.hog(), FixedWork.hog(), FixedWork.hog(), FixedWork.hog());
    Fluid fluid = fluid(shares, work);
    fluid.advanceTo(900);
    assertThat(received(fluid, 4)).containsExactly(300L, 200L, 200L, 200L);
  }

  @Test
  void aGroupWithoutWorkLeavesItsShareToTheOthers() {
    Shares shares = new Shares(new int[] {1, 1}, List.of("a", "b"), Map.of());
    Fluid fluid = fluid(shares, new FixedWork(new long[][] {{0, 10}}, FixedWork.hog()));
    fluid.advanceTo(100);
    assertThat(received(fluid, 2)).containsExactly(10L, 90L);
  }

  @Test
  void inFixedPointLessThanAFuelIsLostInTheLongestRun() {
    Fluid fluid =
        fluid(flat(1, 1, 1), new FixedWork(FixedWork.hog(), FixedWork.hog(), FixedWork.hog()));
    fluid.advanceTo(Fluid.MAX_TIME);
    long share = Fluid.MAX_TIME / 3;
    assertThat(received(fluid, 3)).containsExactly(share, share, share);
  }

  @Test
  void itDoesNotMatterInWhichStepsTimeGoesOn() {
    Work work = new FixedWork(new long[][] {{7, 100}, {300, 41}}, FixedWork.hog(), FixedWork.hog());
    Fluid fine = fluid(flat(3, 2, 2), work);
    for (int time = 1; time <= 1000; time++) {
      fine.advanceTo(time);
    }
    Fluid coarse = fluid(flat(3, 2, 2), work);
    coarse.advanceTo(1000);
    assertThat(received(fine, 3)).isEqualTo(received(coarse, 3));
  }
}
