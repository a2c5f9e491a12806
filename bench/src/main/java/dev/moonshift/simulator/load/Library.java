package dev.moonshift.simulator.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workloads and scripts that come along, as files beside the classes. */
public final class Library {
  private static final String FOLDER = "/dev/moonshift/simulator/";

  private Library() {}

  /** Returns the names of the workloads, in the order in which they are shown. */
  public static List<String> workloads() {
    String index = read(FOLDER + "workloads/index.txt");
    if (index == null) {
      throw new IllegalStateException("the index of the workloads is missing");
    }
    return index.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Returns the source of a workload that comes along. */
  public static String workload(String name) {
    String source = find("workloads", name);
    if (source == null) {
      throw new IllegalArgumentException("there is no workload '" + name + "'");
    }
    return source;
  }

  /** Returns the source of a Lua file that comes along, or null. */
  static @Nullable String find(String folder, String name) {
    return name.matches("[a-z-]{1,40}") ? read(FOLDER + folder + "/" + name + ".lua") : null;
  }

  private static @Nullable String read(String path) {
    try (InputStream in = Library.class.getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
