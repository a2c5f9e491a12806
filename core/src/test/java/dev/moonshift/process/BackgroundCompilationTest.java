package dev.moonshift.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.support.ScriptRun;
import dev.moonshift.vm.CodeTier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tier that processes have by default: code is compiled in the background while it runs. */
class BackgroundCompilationTest {
  /** How long to look on once there is a unit. */
  private static final int TURNS = 2000;

  private static ScriptRun run(Script script, Tier tier) {
    return new ScriptRun(
        script,
        ProcessSettings.DEFAULT
            .withTier(tier)
            .withInterrupts(new InterruptSettings(1000, Granularity.SAFEPOINT, 1, null)));
  }

  private static boolean isCompiled(Script script) {
    return script.code().tier instanceof CodeTier tier && tier.hasUnits();
  }

  @Test
  @Timeout(120)
  void whatIsCompiledWhileItRunsStopsAtTheSameInstructions() {
    String source =
        """
        local function area(w, h) return w * h, w end
        local sum, big = 0, {}
        for i = 1, 1e9 do
          local a, w = area(i % 10, 2)
          sum = sum + a - w -- ints until the sum is none
          if i % 5000 == 0 then
            sum = (sum + 0.5) % 1000
            big[#big % 100 + 1] = sum
            print(sum, #big)
          end
        end
        """;
    Script script = ScriptRun.compile("hot", source); // of both: none keeps the other's from it
    ScriptRun interpreted = run(script, Tier.INTERPRETER);
    ScriptRun automatic = run(script, Tier.AUTOMATIC);

    int turns = 0;
    while (turns < TURNS) {
      interpreted.tick();
      automatic.tick();
      assertThat(automatic.process().fuelUsed()).isEqualTo(interpreted.process().fuelUsed());
      turns += turns > 0 || isCompiled(script) ? 1 : 0;
    }

    assertThat(automatic.output()).isEqualTo(interpreted.output());
  }
}
