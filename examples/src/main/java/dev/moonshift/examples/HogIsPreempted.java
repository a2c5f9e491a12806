package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.process.LuaProcess;

/** Runs a script that never ends beside one that does: the hog holds nobody up. */
public final class HogIsPreempted {
  private HogIsPreempted() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Moonshift moonshift = Moonshift.create();
    LuaProcess hog = moonshift.spawn("hog", "while true do end");
    LuaProcess greeter = moonshift.spawn("greeter", "for i = 1, 3 do print('hello', i) end");

    while (!greeter.state().isEnded()) {
      moonshift.tick(); // one quantum to each
    }

    System.out.print(greeter.output());
    System.out.println(greeter); // FINISHED
    System.out.println(hog); // RESUMABLE: preempted, and ready for its next turn
  }
}
