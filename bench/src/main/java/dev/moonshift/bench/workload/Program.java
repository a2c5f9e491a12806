package dev.moonshift.bench.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Lua program with a known answer.
 *
 * <p>The file {@code programs/<name>.lua} returns a function {@code run(n)} that does the work and
 * returns one checksum; {@code programs/sizes.txt} says which {@code n} and which checksum.
 */
public enum Program {
  FIB,
  LOOP,
  SIEVE,
  NBODY,
  SPECTRAL,
  FANNKUCH,
  BINTREES,
  QUEENS,
  MANDEL,
  OOP,
  CLOSURES,
  STRINGS,
  SORT,
  MAPS,
  COROUTINES;

  /**
   * A memory limit under which every program runs at its moderate size: the sieve keeps a list of
   * 600,000 items, more than a process of default limits may, the others are far from it.
   */
  public static final long MEMORY_BYTES = 64L << 20;

  /** How much work a run does, and the checksum it must return. */
  public record Size(long n, long checksum) {}

  /** Returns the name of the chunk, which is also its file's name. */
  public String chunkName() {
    return fileStem() + ".lua";
  }

  /** Returns the text of the file. */
  public String source() {
    return resource(chunkName());
  }

  /** Returns a size for tests: done in milliseconds, also at a quantum of one instruction. */
  public Size small() {
    return Sizes.of(this, 0);
  }

  /** Returns a size for throughput: tens of milliseconds a run, so that starting counts little. */
  public Size moderate() {
    return Sizes.of(this, 1);
  }

  /** Returns a size for single timings: some tenths of a second a run. */
  public Size large() {
    return Sizes.of(this, 2);
  }

  /** Returns the name in lower case, as in the names of files. */
  public String fileStem() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String resource(String name) {
    try (@Nullable InputStream stream = Program.class.getResourceAsStream("/programs/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource programs/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of {@code sizes.txt}, read when a size is first asked for. */
  private static final class Sizes {
    private static final Map<String, String[]> ROWS =
        resource("sizes.txt")
            .lines()
            .filter(Predicate.not(line -> line.startsWith("#")))
            .map(line -> line.split(" "))
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row));

    static Size of(Program program, int index) {
      String[] row = ROWS.get(program.fileStem());
      if (row == null) {
        throw new IllegalStateException("sizes.txt has no row for '" + program.fileStem() + "'");
      }
      int n = 1 + 2 * index;
      return new Size(Long.parseLong(row[n]), Long.parseLong(row[n + 1]));
    }
  }
}
