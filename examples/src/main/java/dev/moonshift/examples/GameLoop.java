package dev.moonshift.examples;

import dev.moonshift.Moonshift;
import dev.moonshift.process.Environment;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.process.Script;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Gives scripts two milliseconds of every frame of a game, whatever they do. */
public final class GameLoop {
  private static final String SHIP =
      """
      for position = 1, 20 do
        nextFrame() -- waits, as the world moves on only then
      end
      print('in the harbour')
      """;

  /** What scripts wait for: all of them for the same. */
  private static CompletableFuture<Integer> nextFrame = new CompletableFuture<>();

  private GameLoop() {}

  /** Runs the example. */
  public static void main(String[] args) {
    Environment world = Environment.builder().asyncFunction("nextFrame", none -> nextFrame).build();
    Moonshift moonshift = Moonshift.builder().quantum(1_000).build();
    ProcessSettings settings = moonshift.settings().withEnvironment(world);
    LuaProcess ship = moonshift.spawn(Script.compile("ship", SHIP), settings);
    LuaProcess whirlpool =
        moonshift.spawn(Script.compile("whirlpool", "while true do end"), settings);

    for (int frame = 1; frame <= 60; frame++) {
      CompletableFuture<Integer> present = nextFrame;
      nextFrame = new CompletableFuture<>();
      present.complete(frame); // wakes those that wait
      moonshift.tick(Duration.ofMillis(2));
      // here the game would draw
    }

    System.out.println(ship + ": " + ship.output().strip());
    System.out.println(whirlpool);
  }
}
