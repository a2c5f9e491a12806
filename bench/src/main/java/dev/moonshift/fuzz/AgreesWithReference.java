package dev.moonshift.fuzz;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A portable program prints what reference Lua 5.2 prints. */
final class AgreesWithReference implements Law {
  /** A program that takes the reference longer is one that the shrinker made endless. */
  private static final long PATIENCE_SECONDS = 3;

  /** Where the two may part: limits that one has and the other has not, or elsewhere. */
  private static final Pattern OUT_OF_COMPARISON =
      Pattern.compile("stack overflow|error in error handling|not enough memory");

  /**
   * The reference names a function that has no name of its own after any global variable that holds
   * it, in the order of a hash.
   */
  private static final Pattern NAME = Pattern.compile("(bad argument #\\d+) to '[^']*'");

  /** Where something is in memory: the number of a table, the name of a function. */
  private static final Pattern ADDRESS =
      Pattern.compile("(table|function|thread|userdata): (builtin: )?[\\w.]+");

  private final String command;
  private final Path folder;

  /**
   * Creates the law.
   *
   * @param command how to start the reference
   */
  AgreesWithReference(String command) {
    this.command = command;
    try {
      folder = Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable Violation violation(Script script, String source) {
    Run ours = Run.of(script, Configuration.AT_ONCE, Run.LIMITS);
    Violation breakdown = ours.breakdown("alone");
    if (breakdown != null) {
      return breakdown;
    }
    String theirs = ours.isOutOfFuel() ? null : reference(script.name(), source);
    if (theirs == null) {
      return null;
    }
    String end = ours.reason() == ExitReason.RETURNED ? "returned\n" : "failed\n";
    String expected = comparable(theirs);
    String actual = comparable(ours.output() + end);
    if (expected.equals(actual)
        || OUT_OF_COMPARISON.matcher(expected).find()
        || OUT_OF_COMPARISON.matcher(actual + ours.error()).find()) {
      return null;
    }
    return Violation.difference("reference", "against " + command, expected, actual);
  }

  /** Without what is the reference's own affair: signs of NaN, names of functions, addresses. */
  private static String comparable(String output) {
    String named = NAME.matcher(output.replace("-nan", "nan")).replaceAll("$1 to '?'");
    return ADDRESS.matcher(named).replaceAll("$1");
  }

  /** What the reference prints, and how it ends; null if it takes too long. */
  private @Nullable String reference(String name, String source) {
    try {
      Path output = folder.resolve("output");
      Path program = folder.resolve(name);
      Files.write(program, source.getBytes(StandardCharsets.ISO_8859_1));
      ProcessBuilder builder = new ProcessBuilder(command, name);
      builder.directory(folder.toFile());
      builder.environment().put("TZ", "UTC");
      builder.environment().put("LC_ALL", "C");
      builder.redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      boolean isDone = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Files.delete(program);
      if (!isDone) {
        process.destroyForcibly().waitFor();
        return null;
      }
      return Files.readString(output, StandardCharsets.ISO_8859_1)
          + (process.exitValue() == 0 ? "returned\n" : "failed\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
