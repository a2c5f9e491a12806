package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.policy.TaskSettings;
import dev.moonshift.support.ObjectGraph;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a paused process takes, by the fields of its objects; the bench module measures the heap.
 */
class FootprintTest {
  private static final ProcessSettings SETTINGS =
      ProcessSettings.DEFAULT.withInterrupts(InterruptSettings.DEFAULT.withQuantum(100));

  private static final LuaProcess.Owner NOBODY =
      new LuaProcess.Owner() {
        @Override
        public void onWake(LuaProcess process) {}

        @Override
        public void onKill(LuaProcess process) {}

        @Override
        public CompletableFuture<Void> onChange(
            LuaProcess process, UnaryOperator<TaskSettings> change) {
          return CompletableFuture.completedFuture(null);
        }
      };

  private static ObjectGraph paused(int pid, Script script) {
    LuaProcess process = new LuaProcess(pid, script, SETTINGS, NOBODY);
    assertThat(process.tick()).isTrue();
    return new ObjectGraph(process);
  }

  // Counting starts beyond the small integers that all processes share.
  @ParameterizedTest
  @CsvSource({
    "350, while true do end",
    "350, local i = 1000 while true do i = i + 1 end",
    "450, i = 1000 while true do i = i + 1 end"
  })
  void aPausedProcessTakesLittle(int most, String source) {
    Script script = Script.compile("loop", source);
    ObjectGraph.Size own = paused(1, script).without(paused(2, script));
    assertThat(own.bytes()).as("%s", own.byClass()).isLessThanOrEqualTo(most);
  }
}
