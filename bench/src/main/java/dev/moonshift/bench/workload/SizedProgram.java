package dev.moonshift.bench.workload;

import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A program, how much it does in a run, and what that must return: for a program with a known
 * checksum that, for any other what it returned first.
 */
public final class SizedProgram {
  private final String name;
  private final String source; // Latin-1
  private final long n;
  private final Script script;
  private @Nullable Double expected;
  private String expectedBy;

  private SizedProgram(
      String name, String source, long n, @Nullable Double expected, String expectedBy) {
    this.name = name;
    this.source = source;
    this.n = n;
    this.expected = expected;
    this.expectedBy = expectedBy;
    script = Latin1.compile(name, chunk());
  }

  /** Returns a program at one of its sizes. */
  public static SizedProgram of(Program program, Program.Size size) {
    return new SizedProgram(
        program.fileStem(), program.source(), size.n(), (double) size.checksum(), "Lua 5.2");
  }

  /**
   * Returns the program of a file.
   *
   * @param n how much it does in a run
   * @throws IllegalArgumentException if it cannot be read or is not Lua
   */
  public static SizedProgram of(Path file, long n) {
    try {
      String source = Files.readString(file, StandardCharsets.ISO_8859_1);
      String name = String.valueOf(file.getFileName());
      Latin1.compile(name, source); // errors are to be those of the source alone
      return new SizedProgram(name, source, n, null, "");
    } catch (IOException e) {
      String why = Files.exists(file) ? e.toString() : "there is no such file";
      throw new IllegalArgumentException("'" + file + "' cannot be read: " + why, e);
    } catch (ScriptSyntaxException e) {
      throw new IllegalArgumentException("'" + file + "' is not Lua: " + e.getMessage(), e);
    }
  }

  /**
   * Returns a chunk that calls the program's function with the chunk's arguments, and returns what
   * that returns.
   *
   * <p>Every contender is given this same text, so that each pays for the same few instructions
   * around the work.
   */
  public String chunk() {
    return "local run = (function(...) "
        + source
        + "\nend)() if type(run) ~= 'function' then "
        + "error('must return a function of n, returned a ' .. type(run), 0) end return run(...)";
  }

  /** Returns the program's text, in Latin-1: a character is a byte. */
  public String source() {
    return source;
  }

  /** Returns how much it does in a run: what its function is to be called with. */
  public long n() {
    return n;
  }

  /** Returns the compiled {@link #chunk}. */
  public Script script() {
    return script;
  }

  /**
   * Looks at the number that a run returned.
   *
   * @param who ran the program
   * @throws IllegalStateException if another was expected
   */
  public void check(String who, double number) {
    if (expected == null) {
      expected = number;
      expectedBy = who;
    }
    boolean isSame = expected == number || (expected.isNaN() && Double.isNaN(number));
    if (!isSame) {
      throw new IllegalStateException(
          "%s must return %s as %s does, %s returned %s"
              .formatted(this, expected, expectedBy, who, number));
    }
  }

  /** Returns what it is called in tables. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name + "(" + n + ")";
  }
}
