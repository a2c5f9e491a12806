package dev.moonshift.process;

import dev.moonshift.support.ScriptRun;
import dev.moonshift.vm.CodeTier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tier that processes have by default: code is compiled in the background while it runs. */
class BackgroundCompilationTest {
  /** How long to look on at a time, and once there is a unit. */
  private static final int TURNS = 2000;

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
    ScriptRun interpreted = ScriptRun.of(script, Tier.INTERPRETER, 1000);
    ScriptRun automatic = ScriptRun.of(script, Tier.AUTOMATIC, 1000);

    while (!isCompiled(script)) {
      automatic.assertStopsAs(interpreted, TURNS, Long.MAX_VALUE);
    }
    automatic.assertStopsAs(interpreted, TURNS, Long.MAX_VALUE);
  }
}
