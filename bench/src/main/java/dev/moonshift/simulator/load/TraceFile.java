package dev.moonshift.simulator.load;

import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.Script;
import dev.moonshift.recording.Recording;
import dev.moonshift.recording.Recording.Burst;
import dev.moonshift.recording.Recording.RecordedTask;
import dev.moonshift.recording.RecordingException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a workload of a recorded run: processes that come when those of the recording came, use as
 * much fuel in each burst, to the unit, and wait as long between bursts.
 *
 * <p>Times of the recording become fuel at the speed that the machine had then. Weights and the
 * like are those at birth.
 */
public final class TraceFile {

  private TraceFile() {}

  /**
   * Reads a recording.
   *
   * @param name of the workload
   * @throws WorkloadException if it is none, or too long
   */
  public static Workload read(String name, Reader from) throws IOException {
    Recording recording;
    try {
      recording = Recording.read(from);
    } catch (RecordingException e) {
      throw new WorkloadException("recording '" + name + "': " + e.getMessage());
    }
    String source = Library.find("scripts", "replay");
    if (source == null) {
      throw new IllegalStateException("the script that replays is missing");
    }
    Script script = Script.compile("replay.lua", source);
    List<Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RecordedTask task : recording.tasks()) {
      if (!task.bursts().isEmpty()) {
        String unique = names.add(task.name()) ? task.name() : task.name() + "#" + task.pid();
        members.add(member(recording, task, unique, script));
      }
    }
    if (members.isEmpty()) {
      throw new WorkloadException(
          "recording '" + name + "' must have a process that ran, has none");
    }
    String summary = "A recorded run of " + members.size() + " processes.";
    return new Workload(name, summary, members, Map.of());
  }

  private static Member member(Recording recording, RecordedTask task, String name, Script script) {
    List<Burst> bursts = task.bursts();
    long[] waits = new long[bursts.size() - 1];
    long[] sizes = new long[bursts.size() - 1];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = recording.fuelIn(bursts.get(i).waitNanos());
      sizes[i] = Math.max(1, bursts.get(i + 1).fuel());
    }
    TaskSettings settings =
        new TaskSettings(
            task.weight(), task.priority(), Math.max(1, task.quantum()), null, task.group());
    return new Member(
        name,
        task.name(),
        script,
        settings,
        recording.fuelIn(task.arrivalNanos()),
        Math.max(1, bursts.get(0).fuel()),
        new Bursts(waits, sizes));
  }
}
