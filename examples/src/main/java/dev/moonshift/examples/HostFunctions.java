package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Environment;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Script;
import java.util.List;
import java.util.Map;

/** Gives a script values and a function of the host's, and takes its results. */
public final class HostFunctions {
  private static final String PRICES =
      """
      local total = 0
      for _, item in ipairs(cart) do
        total = total + item.price
      end
      print('shipping to ' .. country)
      return total + shipping(country), #cart
      """;

  private HostFunctions() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Environment environment =
        Environment.builder()
            .set("country", "Iceland")
            .set(
                "cart",
                List.of(Map.of("price", 40), Map.of("price", 2.5))) // copied: to each its own
            .function("shipping", given -> given.checkjstring(1).equals("Iceland") ? 7.5 : 5)
            .build();

    Moonshift moonshift = Moonshift.create();
    LuaProcess pricing =
        moonshift.spawn(
            Script.compile("pricing", PRICES), moonshift.settings().withEnvironment(environment));
    moonshift.runUntilIdle();

    System.out.print(pricing.output());
    System.out.println("total " + pricing.results().arg1().todouble());
    System.out.println("items " + pricing.results().arg(2).toint());
  }
}
