package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessExit;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import java.util.List;

/** Ends scripts that would never end: one by a limit on its fuel, one by hand. */
public final class KillARunaway {
  private static final String STUBBORN =
      "while true do pcall(function() while true do end end) end";

  private KillARunaway() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Moonshift moonshift = Moonshift.create();
    Script stubborn = Script.compile("stubborn", STUBBORN); // catches whatever it can
    Limits limits = Limits.DEFAULT.withFuel(1_000_000);
    ProcessSettings settings = moonshift.settings();

    LuaProcess limited = moonshift.spawn(stubborn, settings.withLimits(limits).withName("limited"));
    LuaProcess killed = moonshift.spawn(stubborn, settings.withName("killed"));
    moonshift.tick();
    killed.kill(); // from any thread; the script cannot catch it
    moonshift.runUntilIdle();

    for (LuaProcess process : List.of(limited, killed)) {
      ProcessExit exit = process.exit().join(); // has ended, so this does not wait
      System.out.println(process.name() + ": " + exit.reason());
    }
  }
}
