package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import dev.moonshift.process.LuaProcess;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Schedules by a law of one's own: whoever has used least runs next.
 *
 * <p>A sketch of the idea. The policies of the library also refuse calls that break the contract,
 * and keep their notes in objects that they reuse, so that a decision allocates nothing.
 */
public final class WriteYourOwnPolicy {
  private WriteYourOwnPolicy() {}

  /** Shares fuel, not turns: who yields early runs more often. O(log n) per decision. */
  private static final class LeastUsedFirst implements SchedulingPolicy {
    private final PriorityQueue<Task> queue =
        new PriorityQueue<>(
            Comparator.comparingLong(LeastUsedFirst::used).thenComparingLong(Task::id));
    private long level; // what the last one to run had used

    private static long used(Task task) {
      Long used = (Long) task.note();
      return used == null ? 0 : used;
    }

    @Override
    public void enqueue(Task task) {
      task.setNote(Math.max(used(task), level)); // newcomers and sleepers bring no credit
      queue.add(task);
    }

    @Override
    public @Nullable Task next() {
      Task task = queue.poll();
      if (task != null) {
        level = used(task);
      }
      return task;
    }

    @Override
    public void ran(Task task, long usedFuel, boolean stillRunnable) {
      task.setNote(used(task) + usedFuel);
      if (stillRunnable) {
        queue.add(task);
      }
    }

    @Override
    public void remove(Task task) {
      queue.remove(task);
      task.setNote(null);
    }

    @Override
    public int runnable() {
      return queue.size();
    }
  }

  /** Runs the example. */
  public static void main(String[] args) {
    Moonshift moonshift = Moonshift.builder().policy(new LeastUsedFirst()).build();
    moonshift.spawn("greedy", "while true do end");
    moonshift.spawn("modest", "while true do for i = 1, 1000 do end coroutine.yield() end");
    moonshift.tick(1_000_000L);
    for (LuaProcess process : moonshift.processes()) {
      long percent = Math.round(process.fuelUsed() / 10_000.0);
      String turns = process.ticks() > 100 ? "many short turns" : "few long turns";
      System.out.println(process.name() + ": " + percent + " % of the fuel in " + turns);
    }
  }
}
