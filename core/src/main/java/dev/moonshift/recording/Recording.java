package dev.moonshift.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The workload of a run: who came when, how much fuel each wanted before it gave up its turn,
 * waited or ended, and how long it waited. When each had its turns is not in it: that was the
 * policy's doing. {@code docs/recording.md} describes the format.
 *
 * @param tasks the processes, in order of arrival
 * @param fuel what all of them used
 * @param busyNanos how long their turns took; with the fuel it says how fast the machine was
 */
public record Recording(List<RecordedTask> tasks, long fuel, long busyNanos) {
  static final String HEADER = "moonshift-recording 1";

  /** Copies the list. */
  public Recording {
    tasks = List.copyOf(tasks);
  }

  /**
   * Returns how much fuel could have been used in some time: turns times of waiting into fuel, for
   * who runs without a clock.
   */
  public long fuelIn(long nanos) {
    return busyNanos == 0 ? 0 : Math.round((double) fuel / busyNanos * nanos);
  }

  /** How the bursts of a task end. */
  public enum Then {
    /** It gave up its turn but stayed runnable. */
    YIELD,
    /** It waited. */
    WAIT,
    /** It ended. */
    END,
    /** The recording ended, and it was still running. */
    CUT
  }

  /**
   * What a task did between two moments at which it gave up its turn by itself.
   *
   * @param fuel how much it used, in one turn or in many
   * @param then what it did next
   * @param waitNanos how long it then waited; 0 unless it did
   * @param weight what it weighed at the end of the burst
   */
  public record Burst(long fuel, Then then, long waitNanos, int weight) {}

  /**
   * A process.
   *
   * @param pid its number in the run
   * @param name its name
   * @param arrivalNanos when it came, counted from the last that came before the first turn was
   *     over; 0 for that and those before it
   * @param weight what it weighed when it came
   * @param priority how urgent it was
   * @param quantum the fuel it asked for in each turn
   * @param group the path of its group; empty if it had none
   * @param bursts what it did, in order
   */
  public record RecordedTask(
      long pid,
      String name,
      long arrivalNanos,
      int weight,
      int priority,
      long quantum,
      String group,
      List<Burst> bursts) {

    /** Copies the list. */
    public RecordedTask {
      bursts = List.copyOf(bursts);
    }
  }

  /**
   * Reads a recording to its end.
   *
   * @throws RecordingException if it is none, or breaks off
   */
  public static Recording read(Reader from) throws IOException {
    BufferedReader lines = new BufferedReader(from);
    Parser parser = new Parser();
    if (!HEADER.equals(lines.readLine())) {
      throw new RecordingException(1, "the first line must be '" + HEADER + "'");
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      parser.take(line);
    }
    return parser.result();
  }

  /** Takes in a line at a time. */
  private static final class Parser {
    private final Map<Long, Draft> drafts = new LinkedHashMap<>();
    private int line = 1;
    private long fuel;
    private long busyNanos = -1;

    /** A task of which more may be said. */
    private static final class Draft {
      final long pid;
      final long arrivalNanos;
      final String name;
      final List<Burst> bursts = new ArrayList<>();
      int firstWeight; // 0 until it is told
      int weight = 1;
      int priority;
      long quantum = 10_000;
      String group = "";

      Draft(long pid, long arrivalNanos, String name) {
        this.pid = pid;
        this.arrivalNanos = arrivalNanos;
        this.name = name;
      }

      RecordedTask task() {
        return new RecordedTask(
            pid, name, arrivalNanos, Math.max(1, firstWeight), priority, quantum, group, bursts);
      }
    }

    void take(String text) {
      line++;
      if (text.isEmpty() || text.startsWith("#")) {
        return;
      }
      String[] words = text.split(" ", 4);
      String kind = words[0];
      if (words.length < 3) {
        throw new RecordingException(
            line, "a line must have three words or more, was '" + text + "'");
      }
      if (kind.equals("total")) {
        fuel = number(words[1]);
        busyNanos = number(words[2]);
        return;
      }
      long pid = number(words[1]);
      if (kind.equals("spawn")) {
        String name = words.length < 4 ? "" : Names.unescape(words[3]);
        if (drafts.put(pid, new Draft(pid, number(words[2]), name)) != null) {
          throw new RecordingException(line, "process " + pid + " is there already");
        }
        return;
      }
      Draft draft = drafts.get(pid);
      if (draft == null) {
        throw new RecordingException(line, "process " + pid + " was not spawned");
      }
      String rest = text.substring(kind.length() + words[1].length() + 2);
      switch (kind) {
        case "weight" -> {
          draft.weight = (int) number(words[2]);
          if (draft.firstWeight == 0) {
            draft.firstWeight = draft.weight;
          }
        }
        case "priority" -> draft.priority = (int) number(words[2]);
        case "quantum" -> draft.quantum = number(words[2]);
        case "group" -> draft.group = Names.unescape(rest);
        case "run" -> draft.bursts.add(burst(draft, rest.split(" ")));
        default -> throw new RecordingException(line, "unknown kind of line: '" + kind + "'");
      }
    }

    private Burst burst(Draft draft, String[] words) {
      long used = number(words[0]);
      String then = words.length > 1 ? words[1] : "";
      long waited = then.equals("wait") ? number(words.length > 2 ? words[2] : "") : 0;
      return switch (then) {
        case "yield" -> new Burst(used, Then.YIELD, 0, draft.weight);
        case "wait" -> new Burst(used, Then.WAIT, waited, draft.weight);
        case "end" -> new Burst(used, Then.END, 0, draft.weight);
        case "cut" -> new Burst(used, Then.CUT, 0, draft.weight);
        default ->
            throw new RecordingException(
                line, "a run must end in yield, wait, end or cut, was '" + then + "'");
      };
    }

    private long number(String word) {
      try {
        long number = Long.parseLong(word);
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException e) {
        // the message is the same
      }
      throw new RecordingException(
          line, "a whole number of at least 0 must be here, was '" + word + "'");
    }

    Recording result() {
      if (busyNanos < 0) {
        throw new RecordingException(line, "the recording breaks off: there is no total");
      }
      return new Recording(drafts.values().stream().map(Draft::task).toList(), fuel, busyNanos);
    }
  }
}
