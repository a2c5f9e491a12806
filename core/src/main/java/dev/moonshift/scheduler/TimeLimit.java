package dev.moonshift.scheduler;

import dev.moonshift.policy.Promise;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy on a thread of its own, and waits for so long and no longer: for one that may not
 * even come back from a call. It goes behind a {@link dev.moonshift.policy.Guard Guard}, which
 * takes over when a call fails here:
 *
 * <pre>{@code
 * new Guard(new TimeLimit(policy, Duration.ofSeconds(1)))
 * }</pre>
 *
 * <p>A call that does not come back in time fails with a {@link PolicyException}, and so does every
 * call after it; the policy is asked nothing more. Its thread is interrupted and given up: if it
 * loops for ever, it keeps a processor busy, but nobody waits for it. What it still writes down, it
 * writes on what the guard has shown it, and not on the processes.
 *
 * <p><b>Promise.</b> What the policy promises. <b>Cost.</b> That of the policy, and some ten
 * microseconds for each call, which allocates. <b>Threads.</b> The caller holds the lock, and the
 * policy is asked one call at a time; its thread is a daemon, and ends when nothing was asked for a
 * while.
 */
public final class TimeLimit implements SchedulingPolicy {
  private static final long IDLE_SECONDS = 1;

  private final SchedulingPolicy policy;
  private final Duration limit;
  private final ThreadPoolExecutor thread;

  /** What it did not come back from; null while it always did. */
  private @Nullable String lost;

  /**
   * Limits a policy.
   *
   * @param limit how long a call may take; more than 0, and far more than calls usually take, as a
   *     busy machine may take its time
   */
  public TimeLimit(SchedulingPolicy policy, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("limit must be more than 0, was " + limit);
    }
    this.policy = policy;
    this.limit = limit;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            calls -> {
              Thread made = new Thread(calls, "policy " + policy.getClass().getSimpleName());
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public void enqueue(Task task) {
    tell("enqueue", () -> policy.enqueue(task));
  }

  @Override
  public @Nullable Task next() {
    return ask("next", policy::next);
  }

  @Override
  public long quantum(Task task) {
    return ask("quantum", () -> policy.quantum(task));
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    tell("ran", () -> policy.ran(task, usedFuel, stillRunnable));
  }

  @Override
  public void remove(Task task) {
    tell("remove", () -> policy.remove(task));
  }

  @Override
  public void settingsChanged(Task task) {
    tell("settingsChanged", () -> policy.settingsChanged(task));
  }

  @Override
  public int runnable() {
    return ask("runnable", policy::runnable);
  }

  @Override
  public void idle(long fuel) {
    tell("idle", () -> policy.idle(fuel));
  }

  @Override
  public long idleNeeded() {
    return ask("idleNeeded", policy::idleNeeded);
  }

  /** The bound of a wait is asked for within the limit, too. */
  @Override
  public List<Promise> promises() {
    List<Promise> promises = ask("promises", policy::promises);
    return promises.stream()
        .map(
            promise ->
                promise instanceof Promise.BoundedWait wait
                    ? new Promise.BoundedWait(
                        (task, load) -> ask("a bound", () -> wait.bound().fuel(task, load)))
                    : promise)
        .toList();
  }

  private void tell(String call, Runnable told) {
    ask(
        call,
        () -> {
          told.run();
          return true;
        });
  }

  @SuppressWarnings("NullAway") // whether the answer can be null is what the supplier says
  private <T> T ask(String call, Supplier<T> asked) {
    if (lost != null) {
      throw gone(lost);
    }
    Future<T> answer = thread.submit(asked::get);
    long end = System.nanoTime() + limit.toNanos();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          isInterrupted = true; // it is meant for the caller, who hears of it afterwards
        }
      }
    } catch (TimeoutException e) {
      lost = call;
      thread.shutdownNow();
      throw gone(call);
    } catch (ExecutionException e) {
      throw passedOn(e);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private PolicyException gone(String call) {
    String name = policy.getClass().getSimpleName();
    return new PolicyException(
        "policy " + name + ": did not come back from " + call + " within " + limit, null);
  }

  private static RuntimeException passedOn(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
  }
}
