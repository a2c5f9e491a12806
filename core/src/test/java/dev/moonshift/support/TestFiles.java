package dev.moonshift.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files beside the tests, byte for byte: a character is a byte (Latin-1). */
public final class TestFiles {
  private TestFiles() {}

  /** Reads a resource, for example {@code /scripts/errors/levels.lua}. */
  public static String read(String resource) {
    try (InputStream in = TestFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no such resource: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists the Lua files under a folder of the resources, relative to it and sorted. */
  public static List<String> scriptsIn(String folder) {
    URL url = TestFiles.class.getResource(folder);
    if (url == null) {
      throw new IllegalArgumentException("no such folder: " + folder);
    }
    try {
      Path root = Path.of(url.toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString().replace('\\', '/'))
            .filter(name -> name.endsWith(".lua"))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last part of a path. */
  public static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
