package dev.moonshift.bench.speed;

import dev.moonshift.bench.workload.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  /** Reads a size, runs, and answers with seconds and the checksum; until its input ends. */
  private static final String DRIVER =
      """
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
  private final Program program;
  private final Program.Size size;
  private final Process process;
  private final Writer toProcess;
  private final BufferedReader fromProcess;

  OutsideRunner(String command, Program program, Program.Size size) {
    this.command = command;
    this.program = program;
    this.size = size;
    String chunk = "local run = (function() " + program.source() + "\nend)()\n" + DRIVER;
    try {
      process =
          new ProcessBuilder(command, "-e", chunk)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    toProcess = process.outputWriter(StandardCharsets.US_ASCII);
    fromProcess = process.inputReader(StandardCharsets.US_ASCII);
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
      toProcess.write(size.n() + "\n");
      toProcess.flush();
      String answer = fromProcess.readLine();
      String[] parts = answer == null ? new String[0] : answer.split(" ");
      if (parts.length != 2) {
        throw new IllegalStateException(
            "%s must answer to %s(%d) with a time and a checksum, said '%s'"
                .formatted(command, program, size.n(), answer == null ? "" : answer));
      }
      size.check(program, command, Double.parseDouble(parts[1]));
      return Double.parseDouble(parts[0]) * 1e3;
    } catch (IOException e) {
      throw new IllegalStateException(
          "%s failed at %s(%d)".formatted(command, program, size.n()), e);
    }
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
