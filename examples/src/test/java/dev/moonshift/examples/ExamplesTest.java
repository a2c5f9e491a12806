package dev.moonshift.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ExamplesTest {
  @Test
  void aHogIsPreempted() throws Exception {
    assertThat(linesOf(HogIsPreempted::main))
        .containsExactly(
            "hello\t1",
            "hello\t2",
            "hello\t3",
            "process 2 'greeter' (FINISHED)",
            "process 1 'hog' (RESUMABLE)");
  }

  @Test
  void weightsShareTheFuel() throws Exception {
    assertThat(linesOf(WeightsShareTheCpu::main))
        .containsExactly(
            "weight 1 got 13 % of the fuel",
            "weight 2 got 25 % of the fuel", "weight 5 got 63 % of the fuel");
  }

  @Test
  void aSleeperWakesWhenTheFutureCompletes() throws Exception {
    assertThat(linesOf(SleepAndWake::main))
        .containsExactly(
            "process 1 'asker' (WAITING)", "process 1 'asker' (FINISHED)", "the answer is 42");
  }

  @Test
  void hostFunctionsAndValuesReachTheScript() throws Exception {
    assertThat(linesOf(HostFunctions::main))
        .containsExactly("shipping to Iceland", "total 50.0", "items 2");
  }

  @Test
  void onlyTheSharedTableIsShared() throws Exception {
    assertThat(linesOf(ShareATable::main))
        .containsExactly("mind the gap\tnil", "the host reads: mind the gap");
  }

  @Test
  void runawaysEnd() throws Exception {
    assertThat(linesOf(KillARunaway::main))
        .containsExactly("limited: OUT_OF_FUEL", "killed: KILLED");
  }

  @Test
  void aPolicyOfOnesOwnDecides() throws Exception {
    assertThat(linesOf(WriteYourOwnPolicy::main))
        .containsExactly(
            "greedy: 50 % of the fuel in few long turns",
            "modest: 50 % of the fuel in many short turns");
  }

  @Test
  void aGameGoesOnBesideAnEndlessLoop() throws Exception {
    assertThat(linesOf(GameLoop::main))
        .containsExactly(
            "process 1 'ship' (FINISHED): in the harbour", "process 2 'whirlpool' (RESUMABLE)");
  }

  private static List<String> linesOf(Consumer<String[]> main) throws Exception {
    return Output.linesOf(() -> main.accept(new String[0]));
  }
}
