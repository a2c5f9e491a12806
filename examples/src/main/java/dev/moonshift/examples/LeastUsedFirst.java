package dev.moonshift.examples;

import dev.moonshift.policy.Promise;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A policy of one's own: whoever has used least runs next. It shares fuel, not turns, so who yields
 * early runs more often; weights mean nothing here.
 *
 * <p><b>Promise.</b> All who are queued have used as much as each other, but for a turn: so nobody
 * waits for more than two turns of each other task. <b>Cost.</b> O(log n) per decision, O(n) to
 * remove a task.
 */
final class LeastUsedFirst implements SchedulingPolicy {
  /** More than any turn uses; so sums cannot overflow. */
  private static final long MAX_TURN = 1L << 44;

  private final PriorityQueue<Use> queue =
      new PriorityQueue<>(
          Comparator.<Use>comparingLong(use -> use.fuel).thenComparingLong(use -> use.task.id()));

  /** What the last one to run had used. */
  private long level;

  @Override
  public void enqueue(Task task) {
    Use use = (Use) task.note();
    if (use == null) {
      use = new Use(task);
      task.setNote(use);
    }
    use.move(Place.AWAY, Place.QUEUED);
    use.fuel = Math.max(use.fuel, level); // neither newcomers nor sleepers bring credit
    queue.add(use);
  }

  @Override
  public @Nullable Task next() {
    Use use = queue.poll();
    if (use == null) {
      return null;
    }
    use.move(Place.QUEUED, Place.RUNNING);
    level = Math.max(level, use.fuel);
    return use.task;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Use use = (Use) task.note();
    if (use == null) {
      throw new IllegalStateException("never queued: " + task);
    }
    use.move(Place.RUNNING, stillRunnable ? Place.QUEUED : Place.AWAY);
    use.fuel += Math.min(usedFuel, MAX_TURN);
    if (stillRunnable) {
      queue.add(use);
    }
  }

  @Override
  public void remove(Task task) {
    Use use = (Use) task.note();
    if (use == null) {
      return;
    }
    if (use.place == Place.RUNNING) {
      throw new IllegalStateException("still running: " + task);
    }
    queue.remove(use);
    task.setNote(null);
  }

  @Override
  public int runnable() {
    return queue.size();
  }

  @Override
  public List<Promise> promises() {
    return List.of(new Promise.BoundedWait((task, load) -> 2L * load.tasks() * load.largestTurn()));
  }

  private enum Place {
    AWAY,
    QUEUED,
    RUNNING
  }

  /** What a task has used, and where it stands. */
  private static final class Use {
    final Task task;
    long fuel;
    Place place = Place.AWAY;

    Use(Task task) {
      this.task = task;
    }

    void move(Place from, Place to) {
      if (place != from) {
        throw new IllegalStateException("must be " + from + ", was " + place + ": " + task);
      }
      place = to;
    }
  }
}
