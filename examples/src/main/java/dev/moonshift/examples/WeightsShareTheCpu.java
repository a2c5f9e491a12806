package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.policy.BudgetWeighted;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;

/** Gives three busy scripts 1, 2 and 5 parts of the processor, and prints what they got. */
public final class WeightsShareTheCpu {
  private static final long FUEL = 8_000_000;

  private WeightsShareTheCpu() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Moonshift moonshift = Moonshift.builder().policy(new BudgetWeighted()).build();
    Script busy = Script.compile("busy", "while true do end"); // compiled once, shared by all
    for (int weight : new int[] {1, 2, 5}) {
      moonshift.spawn(busy, moonshift.settings().withWeight(weight));
    }

    moonshift.tick(FUEL);

    for (LuaProcess process : moonshift.processes()) {
      long percent = Math.round(100.0 * process.fuelUsed() / FUEL);
      System.out.println("weight " + process.weight() + " got " + percent + " % of the fuel");
    }
  }
}
