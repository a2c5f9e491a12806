package dev.moonshift.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives everyone a turn, in the order in which they came.
 *
 * <p>Weights mean nothing here, and turns are counted, not fuel: who ends a turn early does not get
 * the rest back. It writes no notes: the queue is all it knows.
 *
 * <p><b>Promise.</b> Among {@code n} tasks that stay runnable, turn counts differ by at most 1, and
 * each waits for at most {@code n - 1} turns of others. <b>Cost.</b> O(1) per decision.
 * <b>Threads.</b> None: the caller holds the lock.
 */
public final class RoundRobin implements SchedulingPolicy {
  private final TaskQueue queue = new TaskQueue();

  /** Creates a policy that knows no task. */
  public RoundRobin() {}

  @Override
  public void enqueue(Task task) {
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    queue.addLast(task);
  }

  @Override
  public @Nullable Task next() {
    Task task = queue.removeFirst();
    if (task != null) {
      task.move(Place.QUEUED, Place.RUNNING, "next");
    }
    return task;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    task.endTurn(usedFuel, stillRunnable);
    if (stillRunnable) {
      queue.addLast(task);
    }
  }

  @Override
  public void remove(Task task) {
    if (task.forget()) {
      queue.unlink(task);
    }
  }

  @Override
  public int runnable() {
    return queue.size();
  }

  @Override
  public List<Promise> promises() {
    return List.of(
        new Promise.EqualTurns(),
        new Promise.BoundedWait(
            (task, load) -> Saturated.product(load.tasks() - 1, load.largestTurn())));
  }
}
