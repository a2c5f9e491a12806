package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Environment;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a script wait for something that takes time. The process holds no thread meanwhile; any
 * thread may complete the future.
 */
public final class SleepAndWake {
  private SleepAndWake() {}

  /** Runs the example. */
  public static void main(String[] args) {
    CompletableFuture<String> reply = new CompletableFuture<>();
    Environment environment = Environment.builder().asyncFunction("ask", question -> reply).build();

    Moonshift moonshift = Moonshift.create();
    Script script = Script.compile("asker", "print('the answer is ' .. ask('what is it?'))");
    LuaProcess asker = moonshift.spawn(script, moonshift.settings().withEnvironment(environment));

    moonshift.runUntilIdle(); // nobody is runnable any more
    System.out.println(asker); // WAITING

    reply.complete("42"); // the process wakes, and ask returns this
    moonshift.runUntilIdle();
    System.out.println(asker); // FINISHED
    System.out.print(asker.output());
  }
}
