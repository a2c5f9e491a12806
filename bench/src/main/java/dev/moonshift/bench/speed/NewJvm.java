package dev.moonshift.bench.speed;

import dev.moonshift.bench.speed.ShortScript.Figures;
import dev.moonshift.process.Tier;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for one short script, with the options and classes of this one. */
final class NewJvm {
  private NewJvm() {}

  /** Starts a JVM, runs a script in it, and returns what the JVM says that it took. */
  static Figures run(int number, int rounds, Tier tier) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), NewJvm.class.getName()));
    command.addAll(List.of(Integer.toString(number), Integer.toString(rounds), tier.name()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      try (BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII)) {
        String line = reader.readLine();
        String[] parts = line == null ? new String[0] : line.split(" ");
        if (parts.length != 3) {
          throw new IllegalStateException("a new JVM must answer with three times, said " + line);
        }
        return new Figures(
            Double.parseDouble(parts[0]),
            Double.parseDouble(parts[1]),
            Double.parseDouble(parts[2]));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a new JVM cannot be started: " + e.getMessage(), e);
    }
  }

  /** What the new JVM does: runs a script, and prints its times. */
  public static void main(String[] args) {
    Figures figures =
        new ShortScript(Integer.parseInt(args[0]))
            .run(Integer.parseInt(args[1]), Tier.valueOf(args[2]));
    System.out.println(figures.wall() + " " + figures.thread() + " " + figures.jvm());
  }
}
