package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonshift.cli.CommandTester.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {
  @TempDir Path folder;
  private CommandTester tester;

  @BeforeEach
  void createTester() {
    tester = new CommandTester(folder);
  }

  @Test
  void theLastMiBOfTheOutputIsKept() throws JsonProcessingException {
    String file = tester.script("a.lua", "for i = 100001, 400000 do print('line ' .. i) end");

    Result result = tester.run("run", "--json", file);

    assertThat(result.status()).isZero();
    assertThat(new ObjectMapper().readTree(result.out()).at("/processes/0/output").asText())
        .hasSize(1 << 20)
        .endsWith("\nline 399999\nline 400000\n");
  }

  @Test
  void anObjectTellsOfTheRunAndEachProcess() throws JsonProcessingException {
    String good = tester.script("good.lua", "print('say \"hé\"\\n\\tand more')");
    String bad = tester.script("bad.lua", "print('x')\nerror('boom')");
    String hog = tester.script("hog.lua", "while true do end");

    Result result =
        tester.run("run", "--json", "--max-ticks", "10", "--quantum", "500", good, bad, hog);

    assertThat(result.status()).isEqualTo(3);
    JsonNode root = new ObjectMapper().readTree(result.out());
    assertThat(root.fieldNames())
        .toIterable()
        .containsExactly("policy", "quantum", "ticks", "wallMicros", "processes");
    assertThat(root.get("policy").asText()).isEqualTo("round-robin");
    assertThat(root.get("quantum").asInt()).isEqualTo(500);
    assertThat(root.get("ticks").asLong()).isEqualTo(10);
    assertThat(root.get("wallMicros").asLong()).isPositive();
    JsonNode processes = root.get("processes");
    assertThat(processes).hasSize(3);
    double share = 0;
    for (JsonNode process : processes) {
      assertThat(process.fieldNames())
          .toIterable()
          .containsExactly(
              "pid",
              "name",
              "state",
              "fuel",
              "share",
              "ticks",
              "longestTickMicros",
              "longestTickFuel",
              "memoryBytes",
              "output",
              "error",
              "traceback");
      share += process.get("share").asDouble();
    }
    assertThat(share).isCloseTo(1, within(1e-9));
    assertThat(processes.at("/0/state").asText()).isEqualTo("FINISHED");
    assertThat(processes.at("/0/output").asText()).isEqualTo("say \"hé\"\n\tand more\n");
    assertThat(processes.at("/0/error").isNull()).isTrue();
    assertThat(processes.at("/1/state").asText()).isEqualTo("ERROR");
    assertThat(processes.at("/1/output").asText()).isEqualTo("x\n");
    assertThat(processes.at("/1/error").asText()).endsWith("bad.lua:2: boom");
    assertThat(processes.at("/1/traceback").asText()).startsWith("stack traceback:\n");
    assertThat(processes.at("/2/pid").asLong()).isEqualTo(3);
    assertThat(processes.at("/2/name").asText()).isEqualTo("hog");
    assertThat(processes.at("/2/state").asText()).isEqualTo("RESUMABLE");
    assertThat(processes.at("/2/ticks").asLong()).isEqualTo(8);
    assertThat(processes.at("/2/fuel").asLong()).isEqualTo(4000);
    assertThat(processes.at("/2/longestTickFuel").asLong()).isEqualTo(500);
    assertThat(processes.at("/2/traceback").isNull()).isTrue();
  }

  @Test
  void errorsOfScriptsAreInTheObjectAlone() {
    Result result = tester.run("run", "--json", tester.script("bad.lua", "error('boom')"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).startsWith("{").endsWith("}\n").contains("boom");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void thereIsNoObjectWhenNothingRuns() {
    Result result = tester.run("run", "--json", tester.script("bad.lua", "x ="));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).hasLineCount(1);
  }
}
