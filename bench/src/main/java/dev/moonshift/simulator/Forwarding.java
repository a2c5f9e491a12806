package dev.moonshift.simulator;

import dev.moonshift.policy.Promise;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes every call on to a policy, so that others can stand in between for some calls only. */
public abstract class Forwarding implements SchedulingPolicy {
  private final SchedulingPolicy policy;

  /**
   * Stands before a policy.
   *
   * @param policy who answers what is not overridden
   */
  protected Forwarding(SchedulingPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void enqueue(Task task) {
    policy.enqueue(task);
  }

  @Override
  public @Nullable Task next() {
    return policy.next();
  }

  @Override
  public long quantum(Task task) {
    return policy.quantum(task);
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
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
