package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is on the JVM's stack while a library function carries out what it was asked for. */
class NestedRunTest {
  private static final String GENERATOR =
      "local step = coroutine.wrap(function() while true do look() coroutine.yield(1) end end) ";

  @Test
  void whoResumesACoroutineStaysOnTheStack() {
    String caller = GENERATOR + "local function work() return step() + 1 end";

    assertThat(Looks.of(Tier.COMPILED, caller, "work()").subList(Looks.MADE, Looks.ROUNDS))
        .containsOnly(List.of("unit", "unit", "nested run", "unit"));
  }

  /** Also where the coroutine's unit was entered first: it leaves, and not what resumes it. */
  @Test
  void whoResumesACoroutineInALoopStaysOnTheStackToo() {
    List<List<String>> looks = Looks.of(Tier.COMPILED, GENERATOR, "step() look()");

    assertThat(looks.subList(Looks.MADE, looks.size()))
        .containsOnly(List.of("unit"), List.of("unit", "nested run", "unit"));
    for (int i = Looks.MADE; i < looks.size(); i++) { // in turns: in the coroutine and in the loop
      assertThat(looks.get(i)).hasSize(i % 2 == 0 ? 3 : 1);
    }
  }

  @Test
  void whoMakesAProtectedCallStaysOnTheStack() {
    String callee = "local function work() look() return 1 end";

    assertThat(Looks.of(Tier.COMPILED, callee, "pcall(work)").subList(Looks.MADE, Looks.ROUNDS))
        .containsOnly(List.of("unit", "nested run", "unit"));
  }

  @Test
  void theInterpreterHasNoUnitOnTheStack() {
    assertThat(Looks.of(Tier.INTERPRETER, GENERATOR, "step()")).containsOnly(List.of());
  }
}
