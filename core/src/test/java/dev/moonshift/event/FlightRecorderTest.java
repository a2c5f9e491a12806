package dev.moonshift.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.Guard;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
  private static final String HOG = "local a, b = 1, 2 while true do a, b = b, a end";

  @TempDir Path folder;

  /** Runs something while the recorder is on; what of ours it recorded. */
  private List<RecordedEvent> record(Runnable work) throws IOException {
    Path file = folder.resolve("run.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("dev.moonshift."))
        .toList();
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String kind, long process) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.moonshift." + kind))
        .filter(event -> event.getLong("pid") == process)
        .toList();
  }

  @Test
  void theRecorderHearsOfTheLifeOfAProcess() throws IOException {
    List<RecordedEvent> events =
        record(
            () -> {
              Moonshift moonshift = Moonshift.builder().quantum(1000).build();
              LuaProcess hog = moonshift.spawn("hog", HOG);
              moonshift.spawn(
                  Script.compile("spender", HOG),
                  moonshift.settings().withLimits(Limits.DEFAULT.withFuel(2500)));
              for (int i = 0; i < 5; i++) {
                moonshift.tick();
              }
              hog.kill();
            });

    assertThat(of(events, "Spawn", 1)).singleElement().matches(e -> e.getInt("weight") == 1);
    List<RecordedEvent> turns = of(events, "Turn", 1);
    assertThat(turns).hasSize(5);
    assertThat(turns).allMatch(turn -> turn.getString("why").equals("EXPIRED"));
    assertThat(turns).allMatch(turn -> turn.getLong("fuel") >= 1000);
    assertThat(turns).allMatch(turn -> !turn.getDuration().isNegative());
    assertThat(of(events, "Kill", 1)).hasSize(1);
    assertThat(of(events, "Exit", 1))
        .singleElement()
        .matches(exit -> exit.getString("reason").equals("KILLED"));
    assertThat(of(events, "Limit", 2))
        .singleElement()
        .matches(
            limit -> limit.getString("limit").equals("fuel") && limit.getLong("value") == 2500);
    assertThat(of(events, "Exit", 2))
        .singleElement()
        .matches(exit -> exit.getString("reason").equals("OUT_OF_FUEL"));
  }

  @Test
  void theRecorderHearsOfWhatGoesWrong() throws IOException {
    List<RecordedEvent> events =
        record(
            () -> {
              Moonshift moonshift =
                  Moonshift.builder().quantum(1000).policy(new Guard(new Speechless())).build();
              EventListenerTest.spawnLongPiece(moonshift);
              moonshift.runUntilIdle();
            });

    assertThat(of(events, "Overshoot", 1))
        .singleElement()
        .matches(event -> event.getLong("quantum") == 1000 && event.getLong("fuel") > 20_000);
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith(".PolicyFallback"))
        .singleElement()
        .matches(event -> event.getString("policy").equals("Speechless"))
        .matches(event -> event.getString("problem").contains("cannot say who is next"));
  }

  @Test
  void theRecorderHearsOfWhatTheCompilerFailedOf() throws IOException {
    Event failure = new Event.CompilationFailed(0, 5, "miner.lua", 7, "a bug");
    List<RecordedEvent> events = record(() -> FlightRecorder.record(failure));

    assertThat(of(events, "CompilationFailure", 0))
        .singleElement()
        .matches(event -> event.getString("chunk").equals("miner.lua"))
        .matches(event -> event.getInt("line") == 7)
        .matches(event -> event.getString("problem").equals("a bug"));
  }

  @Test
  void aProcessIsNotHeardOfWhileTheRecorderIsOff() throws IOException {
    record(() -> {});
    Moonshift moonshift = Moonshift.create();

    assertThat(FlightRecorder.isRecording()).isFalse();
    moonshift.spawn("test", "return 1");
    moonshift.runUntilIdle();
    assertThat(record(() -> {})).isEmpty();
  }

  @Test
  void aJavaWithoutTheRecorderRunsScriptsToo() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-cp",
                System.getProperty("java.class.path"),
                WithoutRecorder.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.strip()).isEqualTo("42 without a recorder");
    assertThat(java.waitFor()).isZero();
  }

  /** A program in a small Java. */
  static final class WithoutRecorder {
    public static void main(String[] args) {
      Moonshift moonshift = Moonshift.create();
      LuaProcess process = moonshift.spawn("test", "return 6 * 7");
      moonshift.runUntilIdle();
      boolean isThere = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
      System.out.println(process.results() + (isThere ? " with" : " without") + " a recorder");
    }
  }
}
