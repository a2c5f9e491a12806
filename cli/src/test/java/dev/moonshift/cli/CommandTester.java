package dev.moonshift.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the command in this JVM, with streams that can be looked at afterwards. */
final class CommandTester {
  private final Path folder;
  private boolean isOutTerminal;
  private boolean isErrTerminal;
  private boolean isColored;
  private TerminalSize size = new TerminalSize(100, 24);
  private InputStream in = InputStream.nullInputStream();

  /** What the command wrote and answered. */
  record Result(int status, byte[] outBytes, String err) {
    String out() {
      return new String(outBytes, StandardCharsets.UTF_8);
    }
  }

  /** Creates a tester whose scripts are written to a folder. */
  CommandTester(Path folder) {
    this.folder = folder;
  }

  CommandTester onTerminal() {
    isOutTerminal = true;
    isErrTerminal = true;
    isColored = true;
    return this;
  }

  CommandTester withoutColor() {
    isColored = false;
    return this;
  }

  CommandTester sized(int columns, int rows) {
    size = new TerminalSize(columns, rows);
    return this;
  }

  CommandTester reading(String input) {
    in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Writes a script and returns its path. */
  String script(String name, String source) {
    return script(name, source.getBytes(StandardCharsets.UTF_8));
  }

  String script(String name, byte[] source) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, source).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return run(out, out, args);
  }

  /** Runs with a standard output of one's own. */
  Result runInto(OutputStream out, String... args) {
    return run(out, new ByteArrayOutputStream(), args);
  }

  private Result run(OutputStream out, ByteArrayOutputStream seen, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            in,
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            isOutTerminal,
            isErrTerminal,
            isColored,
            () -> size);
    int status = Main.run(args, console);
    return new Result(status, seen.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
