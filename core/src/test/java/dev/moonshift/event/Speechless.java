package dev.moonshift.event;

import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;

/** A policy that fails as soon as it is asked. */
final class Speechless implements SchedulingPolicy {
  private int queued;

  @Override
  public void enqueue(Task task) {
    queued++;
  }

  @Override
  public Task next() {
    throw new IllegalStateException("cannot say who is next");
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {}

  @Override
  public void remove(Task task) {}

  @Override
  public int runnable() {
    return queued;
  }
}
