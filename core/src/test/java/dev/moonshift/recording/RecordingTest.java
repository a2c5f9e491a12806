package dev.moonshift.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Environment;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;
import dev.moonshift.recording.Recording.Burst;
import dev.moonshift.recording.Recording.RecordedTask;
import dev.moonshift.recording.Recording.Then;
import dev.moonshift.time.ManualTime;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  private static final String HOG = "local a, b = 1, 2 while true do a, b = b, a end";

  private final StringWriter text = new StringWriter();
  private final RecordingWriter writer = new RecordingWriter(text);
  private final ManualTime time = new ManualTime();
  private final Moonshift moonshift =
      Moonshift.builder().quantum(1000).time(time).listener(writer).build();

  private Recording finish() throws IOException {
    writer.close();
    return Recording.read(new StringReader(text.toString()));
  }

  @Test
  void aBurstIsAllFuelUntilTheProcessGivesUpItsTurn() throws IOException {
    LuaProcess hog = moonshift.spawn("hog", HOG);
    moonshift.tick();
    time.advanceNanos(70);
    LuaProcess worker =
        moonshift.spawn(
            "worker", "for i = 1, 3000 do end coroutine.yield() for i = 1, 5000 do end");
    while (!worker.state().isEnded()) {
      moonshift.tick();
    }
    Recording recording = finish();

    RecordedTask first = recording.tasks().get(0);
    assertThat(first.name()).isEqualTo("hog");
    assertThat(first.quantum()).isEqualTo(1000);
    assertThat(first.bursts()).containsExactly(new Burst(hog.fuelUsed(), Then.CUT, 0, 1));
    RecordedTask second = recording.tasks().get(1);
    assertThat(second.arrivalNanos()).isEqualTo(70);
    assertThat(second.bursts()).extracting(Burst::then).containsExactly(Then.YIELD, Then.END);
    assertThat(second.bursts().get(0).fuel()).isBetween(3000L, 3100L);
    assertThat(second.bursts().stream().mapToLong(Burst::fuel).sum()).isEqualTo(worker.fuelUsed());
    assertThat(recording.fuel()).isEqualTo(hog.fuelUsed() + worker.fuelUsed());
  }

  @Test
  void processesThatAreThereBeforeTheFirstTurnBeginTogether() throws IOException {
    moonshift.spawn("first", HOG);
    time.advanceNanos(300_000_000);
    moonshift.spawn("second", HOG);
    time.advanceNanos(20);
    moonshift.tick();
    time.advanceNanos(5);
    moonshift.spawn("third", HOG);

    assertThat(finish().tasks())
        .extracting(RecordedTask::arrivalNanos)
        .containsExactly(0L, 0L, 25L);
  }

  @Test
  void waitingIsMeasuredFromTheEndOfTheTurnToTheWaking() throws IOException {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    Environment environment =
        Environment.builder()
            .asyncFunction("ask", args -> answer)
            .asyncFunction("known", args -> CompletableFuture.completedFuture(1))
            .build();
    moonshift.spawn(
        Script.compile("asker", "ask() known()"),
        moonshift.settings().withEnvironment(environment));
    moonshift.runUntilIdle();
    time.advanceNanos(12_345);
    answer.complete(1);
    time.advanceNanos(999);
    moonshift.runUntilIdle();

    assertThat(finish().tasks().get(0).bursts())
        .extracting(Burst::then, Burst::waitNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Then.WAIT, 12_345L),
            org.assertj.core.groups.Tuple.tuple(Then.YIELD, 0L),
            org.assertj.core.groups.Tuple.tuple(Then.END, 0L));
  }

  @Test
  void weightsAndOddNamesAreKept() throws IOException {
    LuaProcess process =
        moonshift.spawn(
            Script.compile("x", HOG),
            moonshift.settings().withName(" two\nlines \\n").withWeight(3));
    moonshift.tick();
    process.weight(5);
    moonshift.tick();
    process.kill();
    RecordedTask task = finish().tasks().get(0);

    assertThat(task.name()).isEqualTo(" two\nlines \\n");
    assertThat(task.weight()).isEqualTo(3);
    assertThat(task.bursts()).containsExactly(new Burst(process.fuelUsed(), Then.END, 0, 5));
  }

  @Test
  void timesBecomeFuelAtTheSpeedOfTheRun() {
    Recording recording = new Recording(java.util.List.of(), 5000, 1000);

    assertThat(recording.fuelIn(300)).isEqualTo(1500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run 1 5 yield         | line 2 of the recording: process 1 was not spawned",
        "spawn 1 x name        | line 2 of the recording: a whole number of at least 0 must be"
            + " here, was 'x'",
        "spawn                 | line 2 of the recording: a line must have three words or more,"
            + " was 'spawn'",
        "# nothing             | line 2 of the recording: the recording breaks off: there is no"
            + " total"
      })
  void whatIsWrongIsNamedWithItsLine(String line, String message) {
    assertThatThrownBy(
            () -> Recording.read(new StringReader("moonshift-recording 1\n" + line.strip())))
        .isInstanceOf(RecordingException.class)
        .hasMessage(message);
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> Recording.read(new StringReader("moonshift-recording 2\n")))
        .hasMessage("line 1 of the recording: the first line must be 'moonshift-recording 1'");
  }

  @Test
  void aFullDiskIsToldAtTheEndAndDoesNotStopTheRun() {
    RecordingWriter broken = new RecordingWriter(new FullDisk());
    Moonshift host = Moonshift.builder().listener(broken).build();
    LuaProcess process = host.spawn("test", "return 1");
    host.runUntilIdle();

    assertThat(process.results().arg1().toint()).isEqualTo(1);
    assertThatThrownBy(broken::close).isInstanceOf(IOException.class).hasMessage("disk full");
  }

  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      throw new IOException("disk full");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
