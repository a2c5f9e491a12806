package dev.moonshift.simulator;

import dev.moonshift.policy.AdmissionException;
import dev.moonshift.policy.Promise;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes a scheduler's calls on to a policy, tells the time to go on, and somebody what happens.
 */
class Observed implements SchedulingPolicy {
  /** Who hears of it. */
  interface Observer {
    /** The policy does not take a task in. */
    void onRefusal(Task task, AdmissionException why);

    /** A turn begins. */
    void onStart(Task task, long time);

    /** A turn is over. */
    void onTurn(Task task, long end, long fuel, boolean isRunnable);
  }

  private final SchedulingPolicy policy;
  private final Clock clock;
  private final Observer observer;

  Observed(SchedulingPolicy policy, Clock clock, Observer observer) {
    this.policy = policy;
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public void enqueue(Task task) {
    try {
      policy.enqueue(task);
    } catch (AdmissionException e) {
      observer.onRefusal(task, e);
      throw e;
    }
  }

  @Override
  public @Nullable Task next() {
    Task task = policy.next();
    if (task != null) {
      observer.onStart(task, clock.now());
    }
    return task;
  }

  @Override
  public long quantum(Task task) {
    return policy.quantum(task);
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    clock.used(usedFuel);
    observer.onTurn(task, clock.now(), usedFuel, stillRunnable);
    policy.ran(task, usedFuel, stillRunnable);
  }

  @Override
  public void remove(Task task) {
    policy.remove(task);
  }

  @Override
  public void settingsChanged(Task task) {
    policy.settingsChanged(task);
  }

  @Override
  public int runnable() {
    return policy.runnable();
  }

  @Override
  public void idle(long fuel) {
    clock.rest(fuel);
    policy.idle(fuel);
  }

  @Override
  public long idleNeeded() {
    return policy.idleNeeded();
  }

  @Override
  public List<Promise> promises() {
    return policy.promises();
  }
}
