package dev.moonshift.simulator;

import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import org.jspecify.annotations.Nullable;

/**
 * Passes a scheduler's calls on to a policy, tells the time to go on, and somebody what happens.
 */
class Observed extends Forwarding {
  /** Who hears of it. */
  interface Observer {
    /** The policy does not take a task in. */
    void onRefusal(Task task, AdmissionException why);

    /** A turn begins. */
    void onStart(Task task, long time);

    /** A turn is over. */
    void onTurn(Task task, long end, long fuel, boolean isRunnable);
  }

  private final Clock clock;
  private final Observer observer;

  Observed(SchedulingPolicy policy, Clock clock, Observer observer) {
    super(policy);
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public void enqueue(Task task) {
    try {
      super.enqueue(task);
    } catch (AdmissionException e) {
      observer.onRefusal(task, e);
      throw e;
    }
  }

  @Override
  public @Nullable Task next() {
    Task task = super.next();
    if (task != null) {
      observer.onStart(task, clock.now());
    }
    return task;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    clock.used(usedFuel);
    observer.onTurn(task, clock.now(), usedFuel, stillRunnable);
    super.ran(task, usedFuel, stillRunnable);
  }

  @Override
  public void idle(long fuel) {
    clock.rest(fuel);
    super.idle(fuel);
  }
}
