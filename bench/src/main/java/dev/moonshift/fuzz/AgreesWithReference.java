package dev.moonshift.fuzz;

import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Limits;
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
  /** No program takes the reference longer, unless something is wrong with the program. */
  private static final long PATIENCE_SECONDS = 20;

  /** Where the two may part: limits of the reference that we do not have. */
  private static final Pattern OUT_OF_COMPARISON =
      Pattern.compile("C stack overflow|error in error handling|not enough memory");

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
    Run ours = Run.of(script, Configuration.AT_ONCE, Run.LIMITS.withFuel(Limits.DEFAULT.fuel()));
    Violation breakdown = ours.breakdown("alone");
    if (breakdown != null) {
      return breakdown;
    }
    String theirs = reference(source);
    String end = ours.reason() == ExitReason.RETURNED ? "returned\n" : "failed\n";
    String expected = theirs.replace("-nan", "nan");
    String actual = (ours.output() + end).replace("-nan", "nan");
    if (expected.equals(actual)
        || OUT_OF_COMPARISON.matcher(expected).find()
        || OUT_OF_COMPARISON.matcher(actual).find()) {
      return null;
    }
    return Violation.difference("reference", "against " + command, expected, actual);
  }

  /** What the reference prints, and how it ends. */
  private String reference(String source) {
    try {
      Path output = folder.resolve("output");
      Files.write(folder.resolve(CHUNK), source.getBytes(StandardCharsets.ISO_8859_1));
      ProcessBuilder builder = new ProcessBuilder(command, CHUNK);
      builder.directory(folder.toFile());
      builder.environment().put("TZ", "UTC");
      builder.environment().put("LC_ALL", "C");
      builder.redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return "(too long)\n";
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
