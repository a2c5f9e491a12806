package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.Guard;
import dev.moonshift.process.LuaProcess;

/** Schedules by a law of one's own, with a guard that takes over should it misbehave. */
public final class WriteYourOwnPolicy {
  private WriteYourOwnPolicy() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Moonshift moonshift = Moonshift.builder().policy(new Guard(new LeastUsedFirst())).build();
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
