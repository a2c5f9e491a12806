package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/** Round robin that a test overrides where it is to go wrong; it makes no promises. */
public class TurnTaking implements SchedulingPolicy {
  private final RoundRobin law = new RoundRobin();

  @Override
  public void enqueue(Task task) {
    law.enqueue(task);
  }

  @Override
  public @Nullable Task next() {
    return law.next();
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    law.ran(task, usedFuel, stillRunnable);
  }

  @Override
  public void remove(Task task) {
    law.remove(task);
  }

  @Override
  public int runnable() {
    return law.runnable();
  }
}
