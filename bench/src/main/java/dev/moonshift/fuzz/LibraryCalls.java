package dev.moonshift.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of the library and what they are called with, as {@code calls.txt} lists them. */
final class LibraryCalls {
  /**
   * A function.
   *
   * @param result what it returns
   * @param name how it is called
   * @param arguments a letter each, with {@code ?} behind the last that must be given
   * @param callsBack whether it can call functions of the script
   */
  record Call(Type result, String name, String arguments, boolean callsBack) {}

  private final Map<Type, List<Call>> calls = new EnumMap<>(Type.class);

  LibraryCalls(Dialect dialect) {
    List<String[]> rows =
        resource("calls.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split(" +"))
            .filter(row -> dialect == Dialect.FULL || !row[1].startsWith("~"))
            .toList();
    for (Type type : Type.values()) {
      calls.put(type, rows.stream().map(LibraryCalls::call).filter(c -> c.result == type).toList());
    }
  }

  private static Call call(String[] row) {
    String name = row[1].startsWith("~") ? row[1].substring(1) : row[1];
    boolean callsBack = name.endsWith("!");
    return new Call(
        Type.valueOf(row[0].toUpperCase(java.util.Locale.ROOT)),
        callsBack ? name.substring(0, name.length() - 1) : name,
        row.length > 2 ? row[2] : "",
        callsBack);
  }

  /** The functions that return a type. */
  List<Call> returning(Type type) {
    return calls.getOrDefault(type, List.of());
  }

  /** Reads a file beside the list of calls. */
  static String resource(String name) {
    try (@Nullable InputStream stream = LibraryCalls.class.getResourceAsStream("/fuzz/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource fuzz/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
