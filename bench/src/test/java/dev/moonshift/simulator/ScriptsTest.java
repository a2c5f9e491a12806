package dev.moonshift.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.load.WorkloadFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {
  @ParameterizedTest(name = "{0} of size {1}")
  @CsvSource({"job,5000", "job,1000000", "server,2000", "server,20000", "server,200000"})
  void aScriptUsesAboutAsMuchFuelAsItIsTold(String script, long size) {
    boolean isJob = script.equals("job");
    String source =
        isJob
            ? "process {name = 'p', script = 'job', size = " + size + "}"
            : "process {name = 'p', script = 'server', requests = {every = 9, size = "
                + size
                + "}}";
    Workload workload = WorkloadFile.read("test", source, 1, 1_000_000, 10_000);
    long fuel = new Demands(workload, 1).fuel(0, isJob ? 0 : 1, 10_000_000);
    assertThat(fuel).isBetween(size * 4 / 5, size * 6 / 5);
  }
}
