package dev.moonshift.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Gives work the time to end well when the JVM is told to end, as by Ctrl-C.
 *
 * <p>A JVM that is told to end runs its shutdown hooks and then reports the signal. The hook here
 * tells the work to stop, waits for it, and ends the JVM with the status of the work.
 */
final class Interruption {
  /** Long enough for a turn and a table; nobody should have to press Ctrl-C for longer. */
  private static final int PATIENCE_SECONDS = 5;

  private Interruption() {}

  /**
   * Does some work and returns its exit status.
   *
   * @param stop makes the work end early; called on another thread
   */
  static int whileDoing(IntSupplier work, Runnable stop) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              Runtime.getRuntime().halt(await(status));
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int done = work.getAsInt();
      status.complete(done);
      return done;
    } finally {
      status.complete(ExitStatus.STOPPED);
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending already, and the hook sees to how.
      }
    }
  }

  private static int await(CompletableFuture<Integer> status) {
    try {
      return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      return ExitStatus.STOPPED;
    }
  }
}
