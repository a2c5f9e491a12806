package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonshift.event.Event;
import dev.moonshift.event.TurnEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds traces to what the Trace Event Format says of the events that we use: complete events,
 * those without a duration, and metadata. And to what Perfetto's reader needs beyond: it looks for
 * times before it understands texts, so what comes before an event's arguments has no escapes and
 * no lists; it counts rows in 32 bits; and drops what overlaps in a row.
 */
class ChromeTraceTest {
  private static final Set<String> COMMON = Set.of("ph", "name", "pid", "tid", "ts", "args");

  @TempDir Path folder;
  private CommandTester tester;

  @BeforeEach
  void createTester() {
    tester = new CommandTester(folder);
  }

  @Test
  void everyFieldOfEveryEventIsAsTheFormatSays() throws IOException {
    String hog = tester.script("hog.lua", "while true do end");
    String odd =
        tester.script(
            "odd \"name\".lua", "for i = 1, 9 do coroutine.yield() end error('\\n\\1\\255')");
    String piece =
        tester.script(
            "piece.lua",
            "local function f(n) if n == 0 then return debug.getinfo(40000) end return (f(n - 1)) end"
                + " f(40001)");
    Path file = folder.resolve("trace.json");
    tester.run(
        "run",
        "--trace",
        file.toString(),
        "--quantum",
        "500",
        "--max-fuel-per-process",
        "400000",
        "--allow",
        "debug",
        hog,
        odd,
        piece);
    Set<String> names = check(file);
    assertThat(names)
        .contains("expired", "yielded", "error", "spawned", "exited", "limit: fuel", "overshot");
  }

  @Test
  void processesThatAreThereFromTheBeginningBeginTogether() throws IOException {
    Path file = folder.resolve("trace.json");
    try (ChromeTrace trace = new ChromeTrace(Files.newOutputStream(file), "round-robin", 1_000)) {
      trace.onEvent(new Event.Spawned(1, 1_000, "a", 1, 0, 1_000, ""));
      trace.onEvent(new Event.Spawned(2, 300_001_000, "b", 1, 0, 1_000, ""));
      trace.onEvent(new Event.Turn(1, 300_002_000, 3_000, 1_000, 990, TurnEnd.EXPIRED));
      trace.onEvent(new Event.Spawned(3, 300_006_000, "c", 1, 0, 1_000, ""));
    }

    JsonNode events = new ObjectMapper().readTree(file.toFile()).get("traceEvents");
    assertThat(events)
        .filteredOn(event -> !event.get("ph").asText().equals("M"))
        .extracting(event -> event.get("ts").asDouble())
        .containsExactly(0.0, 0.0, 1.0, 5.0);
  }

  @Test
  void everyKindOfEventIsWritten() throws IOException {
    Path file = folder.resolve("trace.json");
    List<Event> events =
        List.of(
            new Event.Spawned(1, 1_000, "a", 1, 0, 1_000, "group"),
            new Event.Turn(1, 2_001, 3_000, 1_000, 990, TurnEnd.EXPIRED),
            new Event.Overshot(1, 5_001, 1_000, 2_000),
            new Event.WeightChanged(1, 5_002, 7),
            new Event.Woken(1, 5_003),
            new Event.PolicyFellBack(0, 5_004, "Mine", "it threw"),
            new Event.LimitReached(1, 5_005, "memory", 1 << 20),
            new Event.Killed(1, 5_006),
            new Event.CompilationFailed(0, 5_006, "a.lua", 7, "too large"),
            new Event.Exited(1, 5_007, "KILLED", 990, null));
    assertThat(events.stream().<Class<?>>map(Event::getClass))
        .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    try (ChromeTrace trace = new ChromeTrace(Files.newOutputStream(file), "round-robin", 1_000)) {
      events.forEach(trace::onEvent);
    }
    assertThat(check(file))
        .containsExactlyInAnyOrder(
            "process_name",
            "thread_name",
            "spawned",
            "expired",
            "overshot",
            "weight",
            "woken",
            "policy fell back",
            "limit: memory",
            "killed",
            "compilation failed",
            "exited");
  }

  /** Checks a file and returns the names of its events. */
  private static Set<String> check(Path file) throws IOException {
    ObjectMapper strict = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    JsonNode root = strict.readTree(file.toFile());
    assertThat(root.fieldNames()).toIterable().containsExactly("otherData", "traceEvents");
    assertThat(root.get("otherData").isObject()).isTrue();
    assertThat(root.get("traceEvents").isArray()).isTrue();
    Set<String> names = new HashSet<>();
    Set<Integer> named = new HashSet<>();
    Map<Integer, Double> ends = new HashMap<>();
    for (JsonNode event : root.get("traceEvents")) {
      checkCommon(event);
      names.add(event.get("name").textValue());
      int row = event.get("tid").intValue();
      double begin = event.get("ts").doubleValue();
      switch (event.get("ph").textValue()) {
        case "X" -> {
          checkFields(event, "dur");
          assertThat(event.get("dur").isNumber()).isTrue();
          assertThat(event.get("dur").doubleValue()).isNotNegative();
          assertThat(begin)
              .as("spans of a row")
              .isGreaterThanOrEqualTo(ends.getOrDefault(row, 0.0) - 0.001);
          ends.put(row, begin + event.get("dur").doubleValue());
        }
        case "i" -> {
          checkFields(event, "s");
          assertThat(event.get("s").textValue()).isEqualTo("t");
        }
        case "M" -> {
          checkFields(event);
          assertThat(event.get("name").textValue()).isIn("process_name", "thread_name");
          assertThat(event.at("/args/name").textValue()).isNotEmpty();
          named.add(row);
        }
        default -> throw new AssertionError("no phase that we write: " + event);
      }
      assertThat(named).as("rows that have a name").contains(row);
    }
    return names;
  }

  private static void checkCommon(JsonNode event) {
    assertThat(event.get("name").isTextual()).isTrue();
    assertThat(event.get("name").textValue()).matches("[a-z_: ]+");
    List<String> fields = new ArrayList<>();
    event.fieldNames().forEachRemaining(fields::add);
    assertThat(fields).endsWith("args");
    for (String row : List.of("pid", "tid")) {
      assertThat(event.get(row).isIntegralNumber()).isTrue();
      assertThat(event.get(row).longValue()).isBetween(0L, (1L << 32) - 1);
    }
    assertThat(event.get("ts").isNumber()).isTrue();
    assertThat(event.get("ts").doubleValue()).isNotNegative();
    assertThat(event.get("args").isObject()).isTrue();
  }

  private static void checkFields(JsonNode event, String... own) {
    Set<String> expected = new HashSet<>(COMMON);
    expected.addAll(List.of(own));
    Set<String> found = new HashSet<>();
    event.fieldNames().forEachRemaining(found::add);
    assertThat(found).isEqualTo(expected);
  }
}
