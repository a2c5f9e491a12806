package dev.moonshift.cli;

import dev.moonshift.process.Limits;
import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A file of the command line, or standard input where it says {@code -}. */
final class SourceFile {
  private static final String STANDARD_INPUT = "-";
  private static final String EXTENSION = ".lua";
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Ample for a first line that is not part of the program. */
  private static final int FIRST_LINE = 4096;

  private SourceFile() {}

  /** Says why a file cannot be run, in one line. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads and compiles a file. As with reference Lua, a first line that starts with {@code #} is
   * not part of the program but counts as a line.
   *
   * @throws UnusableException if it cannot be read, is too long or is not a Lua program
   */
  static Script compile(String file, InputStream standardInput, Limits limits)
      throws UnusableException {
    boolean isInput = file.equals(STANDARD_INPUT);
    try {
      return Script.compile(
          isInput ? "stdin" : file, program(read(file, standardInput, limits)), limits);
    } catch (ScriptSyntaxException e) {
      throw new UnusableException(oneLine(e.getMessage()), e);
    } catch (IOException | InvalidPathException e) {
      throw new UnusableException("cannot read " + file + ": " + reason(file, e), e);
    }
  }

  /** Reads all of a file, or somewhat more than the limit, as it may never end. */
  private static byte[] read(String file, InputStream standardInput, Limits limits)
      throws IOException {
    int enough = (int) Math.min(limits.sourceBytes() + (long) FIRST_LINE, Integer.MAX_VALUE - 8);
    if (file.equals(STANDARD_INPUT)) {
      return standardInput.readNBytes(enough);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(enough);
    }
  }

  private static String reason(String file, Exception problem) {
    if (problem instanceof NoSuchFileException) {
      return "no such file";
    }
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (!(problem instanceof InvalidPathException) && Files.isDirectory(Path.of(file))) {
      return "it is a directory";
    }
    return oneLine(problem.getMessage());
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\R", "\\\\n");
  }

  private static byte[] program(byte[] bytes) {
    int start = startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    if (start < bytes.length && bytes[start] == '#') {
      while (start < bytes.length && bytes[start] != '\n') {
        start++;
      }
    }
    return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /**
   * Names the processes of some files after them, without folders and {@code .lua}. A name that is
   * taken gets a number: {@code hog}, {@code hog#2}.
   */
  static List<String> processNames(List<String> files) {
    Set<String> taken = new HashSet<>();
    return files.stream()
        .map(SourceFile::processName)
        .map(
            name ->
                IntStream.iterate(1, i -> i + 1)
                    .mapToObj(i -> i == 1 ? name : name + "#" + i)
                    .filter(taken::add)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  private static String processName(String file) {
    if (file.equals(STANDARD_INPUT)) {
      return "stdin";
    }
    String name = file.substring(file.replace('\\', '/').lastIndexOf('/') + 1);
    return name.endsWith(EXTENSION) && name.length() > EXTENSION.length()
        ? name.substring(0, name.length() - EXTENSION.length())
        : name;
  }
}
