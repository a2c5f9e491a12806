package dev.moonshift.bench.speed;

import dev.moonshift.bench.workload.SizedProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another implementation of Lua, as a command of this machine: one operating system process that
 * runs the program whenever it is told to, and times itself by {@code os.clock}, its processor
 * time.
 */
final class OutsideRunner implements Runner {
  /**
   * Reads the length of the source and that itself; then reads a size, runs, and answers with
   * seconds and the checksum, until its input ends.
   */
  private static final String DRIVER =
      """
      local source = io.read(tonumber(io.read()))
      local run = assert((loadstring or load)(source, "=" .. io.read()))()
      for line in io.lines() do
        local n = tonumber(line)
        local start = os.clock()
        local checksum = run(n)
        local took = os.clock() - start
        io.write(string.format("%.6f %.17g\\n", took, checksum))
        io.flush()
      end
      """;

  /** Ends by itself when its input ends; one that does not is ended by force after so long. */
  private static final long PATIENCE_SECONDS = 5;

  private final String command;
  private final SizedProgram program;
  private final Process process;
  private final Writer toProcess;
  private final BufferedReader fromProcess;

  OutsideRunner(String command, SizedProgram program) {
    this.command = command;
    this.program = program;
    try {
      process =
          new ProcessBuilder(command, "-e", DRIVER)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      toProcess = process.outputWriter(StandardCharsets.ISO_8859_1);
      fromProcess = process.inputReader(StandardCharsets.ISO_8859_1);
      toProcess.write(program.source().length() + "\n" + program.source() + program.name() + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(command + " does not take " + program, e);
    }
  }

  /** Returns what the command says of its version; null if it is not installed. */
  static @Nullable String version(String command) {
    try {
      Process process = new ProcessBuilder(command, "-v").redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        String line = reader.readLine();
        return line == null ? command : line;
      }
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public double run() {
    try {
      toProcess.write(program.n() + "\n");
      toProcess.flush();
      String answer = fromProcess.readLine();
      String[] parts = answer == null ? new String[0] : answer.split(" ");
      if (parts.length != 2) {
        throw new IllegalStateException(
            "%s must answer to %s with a time and a checksum, said '%s'"
                .formatted(command, program, answer == null ? "" : answer));
      }
      program.check(command, number(parts[1]));
      return Double.parseDouble(parts[0]) * 1e3;
    } catch (IOException | NumberFormatException e) {
      throw new IllegalStateException(command + " failed at " + program + ": " + e.getMessage(), e);
    }
  }

  /** Reads a number as C writes it. */
  private static double number(String text) {
    return text.contains("nan") ? Double.NaN : Double.parseDouble(text.replace("inf", "Infinity"));
  }

  @Override
  public void close() {
    try {
      toProcess.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
