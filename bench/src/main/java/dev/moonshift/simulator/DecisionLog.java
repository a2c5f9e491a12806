package dev.moonshift.simulator;

import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a policy is told, so that it can be told again with nothing in between: a look
 * at the clock for each decision would cost more than the decision.
 */
final class DecisionLog extends Forwarding {
  /** The first calls are interpreted: so many are made before a short log has been heard enough. */
  private static final long CALLS = 2_000_000;

  private static final long MIN_ROUNDS = 10;

  private static final long PICOS_PER_NANO = 1_000;

  private enum Call {
    ENQUEUE,
    NEXT,
    RAN_ON,
    RAN_OUT,
    REMOVE,
    IDLE
  }

  private record Entry(Call call, @Nullable Task task, long fuel) {}

  private final List<Entry> entries = new ArrayList<>();
  private long decisions;

  DecisionLog(SchedulingPolicy policy) {
    super(policy);
  }

  /**
   * Tells it all again to fresh policies.
   *
   * @return what a decision took on average in the fastest round, in thousandths of a nanosecond:
   *     choosing, the quantum, the bill, and coming and going
   */
  long decisionPicos(Supplier<SchedulingPolicy> fresh) {
    long fastest = Long.MAX_VALUE;
    long rounds = Math.max(MIN_ROUNDS, CALLS / Math.max(1, entries.size()));
    for (long i = 0; i < rounds; i++) {
      long nanos = replay(fresh.get());
      if (nanos > 0) { // a clock that stands still says nothing
        fastest = Math.min(fastest, nanos);
      }
    }
    boolean isKnown = decisions > 0 && fastest < Long.MAX_VALUE;
    return isKnown ? fastest * PICOS_PER_NANO / decisions : 0;
  }

  private long replay(SchedulingPolicy subject) {
    Map<Task, Task> copies = new HashMap<>();
    int size = entries.size();
    Call[] calls = new Call[size];
    Task[] tasks = new Task[size];
    long[] fuels = new long[size];
    for (int i = 0; i < size; i++) {
      Entry entry = entries.get(i);
      calls[i] = entry.call();
      fuels[i] = entry.fuel();
      if (entry.task() != null) {
        tasks[i] =
            copies.computeIfAbsent(entry.task(), of -> new Task(of.id(), of.name(), of.asks()));
      }
    }
    Task running = null;
    long start = System.nanoTime();
    for (int i = 0; i < size; i++) {
      switch (calls[i]) {
        case ENQUEUE -> subject.enqueue(tasks[i]);
        case NEXT -> {
          running = subject.next();
          if (running != null) {
            subject.quantum(running);
          }
        }
        case RAN_ON -> subject.ran(tasks[i], fuels[i], true);
        case RAN_OUT -> subject.ran(tasks[i], fuels[i], false);
        case REMOVE -> subject.remove(tasks[i]);
        case IDLE -> subject.idle(fuels[i]);
      }
    }
    return System.nanoTime() - start;
  }

  @Override
  public void enqueue(Task task) {
    super.enqueue(task);
    entries.add(new Entry(Call.ENQUEUE, task, 0));
  }

  @Override
  public @Nullable Task next() {
    entries.add(new Entry(Call.NEXT, null, 0));
    decisions++;
    return super.next();
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    entries.add(new Entry(stillRunnable ? Call.RAN_ON : Call.RAN_OUT, task, usedFuel));
    super.ran(task, usedFuel, stillRunnable);
  }

  @Override
  public void remove(Task task) {
    entries.add(new Entry(Call.REMOVE, task, 0));
    super.remove(task);
  }

  @Override
  public void idle(long fuel) {
    entries.add(new Entry(Call.IDLE, null, fuel));
    super.idle(fuel);
  }
}
