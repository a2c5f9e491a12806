package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonshift.cli.CommandTester.Result;
import dev.moonshift.recording.Recording;
import dev.moonshift.recording.Recording.RecordedTask;
import dev.moonshift.recording.Recording.Then;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --trace} and {@code --record} write. */
class EventFilesTest {
  private static final String HOG = "while true do end";
  private static final String NAPPER = "for i = 1, 3 do coroutine.yield() end error('tired', 0)";

  @TempDir Path folder;
  private CommandTester tester;
  private Path file;

  @BeforeEach
  void createTester() {
    tester = new CommandTester(folder);
    file = folder.resolve("written");
  }

  private List<JsonNode> trace(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("run", "--trace", file.toString()));
    all.addAll(List.of(args));
    tester.run(all.toArray(String[]::new));
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.at("/otherData/policy").asText()).isEqualTo("round-robin");
    List<JsonNode> events = new ArrayList<>();
    root.get("traceEvents").forEach(events::add);
    return events;
  }

  private static List<JsonNode> of(List<JsonNode> events, String phase, int process) {
    return events.stream()
        .filter(event -> event.get("ph").asText().equals(phase))
        .filter(event -> event.get("tid").asInt() == process)
        .toList();
  }

  @Test
  void aTraceHasARowForEachProcessAndASpanForEachTurn() throws IOException {
    String hog = tester.script("hog.lua", HOG);
    String napper = tester.script("napper.lua", NAPPER);

    List<JsonNode> events = trace("--max-ticks", "10", "--quantum", "500", hog, napper);

    assertThat(of(events, "M", 1).get(0).at("/args/name").asText()).isEqualTo("hog");
    assertThat(of(events, "M", 2).get(0).at("/args/name").asText()).isEqualTo("napper");
    List<JsonNode> turns = of(events, "X", 1);
    assertThat(turns).hasSize(6);
    assertThat(turns).allMatch(turn -> turn.at("/args/fuel").asInt() == 500);
    assertThat(turns).allMatch(turn -> turn.get("name").asText().equals("expired"));
    assertThat(of(events, "X", 2))
        .extracting(turn -> turn.at("/args/end").asText())
        .containsExactly("YIELDED", "YIELDED", "YIELDED", "ERROR");
    JsonNode exit = of(events, "i", 2).get(1);
    assertThat(exit.get("name").asText()).isEqualTo("exited");
    assertThat(exit.at("/args/reason").asText()).isEqualTo("ERROR");
    assertThat(exit.at("/args/message").asText()).isEqualTo("tired");
  }

  @Test
  void turnsOfATraceDoNotOverlap() throws IOException {
    String hog = tester.script("hog.lua", HOG);

    double end = 0;
    for (JsonNode event : trace("--max-ticks", "50", hog, hog)) {
      if (event.get("ph").asText().equals("X")) {
        assertThat(event.get("ts").asDouble()).isGreaterThanOrEqualTo(end - 0.001);
        end = event.get("ts").asDouble() + event.get("dur").asDouble();
      }
    }
    assertThat(end).isPositive();
  }

  @Test
  void aTraceTellsOfLimits() throws IOException {
    String hog = tester.script("hog.lua", HOG);

    List<JsonNode> events = trace("--max-fuel-per-process", "50000", hog);

    assertThat(of(events, "i", 1))
        .extracting(event -> event.get("name").asText())
        .containsExactly("spawned", "limit: fuel", "exited");
  }

  @Test
  void aRecordingTellsWhatEachProcessWanted() throws IOException {
    String hog = tester.script("hog.lua", HOG);
    String napper = tester.script("napper.lua", NAPPER);

    Result result =
        tester.run(
            "run",
            "--record",
            file.toString(),
            "--policy",
            "budget-weighted",
            "--weight",
            hog + "=3",
            "--max-ticks",
            "20",
            hog,
            napper);

    assertThat(result.status()).isEqualTo(3);
    Recording recording;
    try (Reader reader = Files.newBufferedReader(file)) {
      recording = Recording.read(reader);
    }
    RecordedTask first = recording.tasks().get(0);
    assertThat(first.name()).isEqualTo("hog");
    assertThat(first.weight()).isEqualTo(3);
    assertThat(first.bursts()).singleElement().extracting("then").isEqualTo(Then.CUT);
    assertThat(recording.tasks().get(1).bursts())
        .extracting("then")
        .containsExactly(Then.YIELD, Then.YIELD, Then.YIELD, Then.END);
    assertThat(recording.busyNanos()).isPositive();
  }

  @Test
  void processesThatAreThereFromTheBeginningBeginTogether() throws IOException {
    String hog = tester.script("hog.lua", HOG);
    String napper = tester.script("napper.lua", NAPPER);

    List<JsonNode> events = trace("--max-ticks", "9", hog, napper);

    assertThat(events)
        .filteredOn(event -> event.get("name").asText().equals("spawned"))
        .extracting(event -> event.get("ts").asDouble())
        .containsExactly(0.0, 0.0);
    assertThat(of(events, "X", 1).get(0).get("ts").asDouble()).isNotNegative();

    tester.run("run", "--record", file.toString(), "--max-ticks", "9", hog, napper);
    assertThat(Files.readString(file)).contains("spawn 1 0 ").contains("spawn 2 0 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--trace", "--record"})
  void aFileThatCannotBeWrittenIsNamedBeforeAnythingRuns(String option) {
    String script = tester.script("a.lua", "print('ran')");
    String missing = folder.resolve("missing").resolve("file").toString();

    Result result = tester.run("run", option, missing, script);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("moonshift: cannot write " + missing + ": no such folder\n");
    assertThat(tester.run("run", option, folder.toString(), script).err())
        .isEqualTo("moonshift: cannot write " + folder + ": it is a directory\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--trace", "--record"})
  void aScriptIsNotOverwritten(String option) throws IOException {
    String script = tester.script("a.lua", "print('ran')");

    Result result = tester.run("run", option, script, script);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("moonshift: " + option + " must not be a file to run, was '");
    assertThat(Files.readString(Path.of(script))).isEqualTo("print('ran')");
  }
}
