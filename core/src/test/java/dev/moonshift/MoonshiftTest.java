package dev.moonshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import dev.moonshift.time.ManualTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoonshiftTest {
  @Test
  void aHogDoesNotHoldUpAGreeter() {
    Moonshift moonshift = Moonshift.create();
    LuaProcess hog = moonshift.spawn("hog", "while true do end");
    LuaProcess greeter = moonshift.spawn("greeter", "print('hello')");

    assertThat(moonshift.tick()).isEqualTo(2);

    assertThat(greeter.output()).isEqualTo("hello\n");
    assertThat(hog.state()).isEqualTo(ProcessState.RESUMABLE);
    hog.kill();
    assertThat(moonshift.runUntilIdle()).isZero();
    assertThat(moonshift.processes()).isEmpty();
  }

  @Test
  void processesOfOneScriptShareNothing() {
    Moonshift moonshift = Moonshift.builder().quantum(3).build();
    Script script =
        Script.compile("adder", "total = 0 for i = 1, ... do total = total + i end return total");
    List<LuaProcess> processes =
        IntStream.rangeClosed(1, 50)
            .mapToObj(n -> moonshift.spawn(script, moonshift.settings().withArgs(n)))
            .toList();

    moonshift.runUntilIdle();

    for (int n = 1; n <= 50; n++) {
      assertThat(processes.get(n - 1).results().arg1().toint()).isEqualTo(n * (n + 1) / 2);
    }
  }

  @Test
  void aSourceThatDoesNotCompileStartsNoProcess() {
    Moonshift moonshift = Moonshift.create();

    assertThatThrownBy(() -> moonshift.spawn("bad", "if"))
        .isInstanceOf(ScriptSyntaxException.class)
        .hasMessage("bad:1: unexpected symbol near <eof>");
    assertThat(moonshift.processes()).isEmpty();
  }

  @Test
  void settingsOfTheHostAreThoseOfItsProcesses() {
    ManualTime time = new ManualTime(1234);
    Moonshift moonshift =
        Moonshift.builder().policy(new BudgetWeighted()).time(time).quantum(50).build();
    LuaProcess process = moonshift.spawn("clock", "return os.time(), os.clock()");
    moonshift.runUntilIdle();

    assertThat(process.createdAtMillis()).isEqualTo(1234);
    assertThat(process.results().arg1().toint()).isEqualTo(1);
    assertThat(process.settings().interrupts().quantum()).isEqualTo(50);
    assertThat(moonshift.scheduler().policy()).isInstanceOf(BudgetWeighted.class);
  }
}
