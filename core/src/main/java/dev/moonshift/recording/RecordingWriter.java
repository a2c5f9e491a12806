package dev.moonshift.recording;

import dev.moonshift.event.Event;
import dev.moonshift.event.EventListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the workload of a run while it goes on, to be read as a {@link Recording}. What it
 * keeps in memory is a few numbers for each process that is alive.
 *
 * <p>Processes that are there when the first turn ends all came at 0.
 *
 * <p><b>Threads.</b> Safe.
 */
public final class RecordingWriter implements EventListener, Closeable {
  private final Writer to;
  private final Map<Long, Open> alive = new TreeMap<>();
  private long beginNanos;
  private boolean hasBegun;
  private long fuel;
  private long busyNanos;
  private @Nullable IOException problem;

  /** A process whose burst has not ended. */
  private static final class Open {
    long fuel;
    boolean isWaiting;
    boolean isWoken; // before the turn ended in which it began to wait
    long waitingSince;
  }

  /**
   * Begins a recording.
   *
   * @param to where it goes; closed with this
   */
  public RecordingWriter(Writer to) {
    this.to = to;
    line(Recording.HEADER);
  }

  @Override
  public synchronized void onEvent(Event event) {
    if (event instanceof Event.Spawned spawned) {
      spawned(spawned);
      return;
    }
    Open open = alive.get(event.pid());
    if (open == null) {
      return; // spawned before the recording, or not about a process
    }
    if (event instanceof Event.Turn turn) {
      turn(open, turn);
    } else if (event instanceof Event.Woken woken) {
      woken(open, woken);
    } else if (event instanceof Event.WeightChanged changed) {
      line("weight " + changed.pid() + " " + changed.weight());
    } else if (event instanceof Event.Exited exited) {
      if (open.isWaiting) {
        burst(exited.pid(), open, "wait " + (exited.nanos() - open.waitingSince));
      }
      burst(exited.pid(), open, "end " + exited.reason());
      alive.remove(exited.pid());
    }
  }

  private void spawned(Event.Spawned spawned) {
    if (!hasBegun) {
      beginNanos = spawned.nanos(); // what a host takes from one to the next is not their time
    }
    long pid = spawned.pid();
    alive.put(pid, new Open());
    line(
        "spawn %d %d %s"
            .formatted(pid, spawned.nanos() - beginNanos, Names.escape(spawned.name())));
    line("quantum " + pid + " " + spawned.quantum());
    line("weight " + pid + " " + spawned.weight());
    if (spawned.priority() != 0) {
      line("priority " + pid + " " + spawned.priority());
    }
    if (!spawned.group().isEmpty()) {
      line("group " + pid + " " + Names.escape(spawned.group()));
    }
  }

  private void turn(Open open, Event.Turn turn) {
    hasBegun = true;
    open.fuel += turn.fuel();
    fuel += turn.fuel();
    busyNanos += turn.durationNanos();
    boolean isWoken = open.isWoken;
    open.isWoken = false;
    switch (turn.end()) {
      case YIELDED -> burst(turn.pid(), open, "yield");
      case WAITING -> {
        open.isWaiting = !isWoken;
        open.waitingSince = turn.nanos() + turn.durationNanos();
        if (isWoken) {
          burst(turn.pid(), open, "yield"); // it waited for what was there already
        }
      }
      default -> {
        // expired: the burst goes on; finished or failed: its end is told next
      }
    }
  }

  private void woken(Open open, Event.Woken woken) {
    if (open.isWaiting) {
      burst(woken.pid(), open, "wait " + Math.max(0, woken.nanos() - open.waitingSince));
    } else {
      open.isWoken = true;
    }
  }

  private void burst(long pid, Open open, String then) {
    line("run " + pid + " " + open.fuel + " " + then);
    open.fuel = 0;
    open.isWaiting = false;
  }

  private void line(String text) {
    try {
      to.write(text);
      to.write('\n');
    } catch (IOException e) {
      problem = problem == null ? e : problem; // told when it is closed: the run comes first
    }
  }

  /**
   * Ends the recording: processes that are alive are cut off.
   *
   * @throws IOException if not all of it could be written
   */
  @Override
  public synchronized void close() throws IOException {
    alive.forEach((pid, open) -> burst(pid, open, "cut"));
    alive.clear();
    line("total " + fuel + " " + busyNanos);
    to.close();
    if (problem != null) {
      throw problem;
    }
  }
}
