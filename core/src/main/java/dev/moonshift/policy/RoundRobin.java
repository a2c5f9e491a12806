package dev.moonshift.policy;

import dev.moonshift.policy.Note.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives everyone a turn, in the order in which they came.
 *
 * <p>Weights mean nothing here, and turns are counted, not fuel: who ends a turn early does not get
 * the rest back.
 *
 * <p><b>Promise.</b> Among {@code n} tasks that stay runnable, turn counts differ by at most 1, and
 * each waits for at most {@code n - 1} turns of others. <b>Cost.</b> O(1) per decision.
 * <b>Threads.</b> None: the caller holds the lock.
 */
public final class RoundRobin implements SchedulingPolicy {
  private final TaskQueue<Turn> queue = new TaskQueue<>();

  /** Creates a policy that knows no task. */
  public RoundRobin() {}

  @Override
  public void enqueue(Task task) {
    Turn turn = (Turn) task.note();
    if (turn == null) {
      turn = new Turn(task);
      task.setNote(turn);
    }
    turn.move(Place.AWAY, Place.QUEUED, "enqueue");
    queue.addLast(turn);
  }

  @Override
  public @Nullable Task next() {
    Turn turn = queue.removeFirst();
    if (turn == null) {
      return null;
    }
    turn.move(Place.QUEUED, Place.RUNNING, "next");
    return turn.task;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Turn turn = Note.known((Turn) task.note(), task);
    turn.endTurn(usedFuel, stillRunnable);
    if (stillRunnable) {
      queue.addLast(turn);
    }
  }

  @Override
  public void remove(Task task) {
    Turn turn = (Turn) task.note();
    if (turn != null && turn.forget()) {
      queue.unlink(turn);
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

  private static final class Turn extends TaskQueue.Entry<Turn> {
    Turn(Task task) {
      super(task);
    }
  }
}
