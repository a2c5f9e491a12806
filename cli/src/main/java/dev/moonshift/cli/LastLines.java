package dev.moonshift.cli;

import dev.moonshift.process.LuaProcess;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Remembers the last line that each process printed, the beginning of it. */
final class LastLines {
  /** No terminal is wider. */
  private static final int MAX_BYTES = 1000;

  private final Line[] lines;

  /** A line that may not have ended yet, and the one before. */
  private static final class Line {
    byte[] complete = {};
    byte[] open = {};
  }

  /** Creates a memory for some processes, whose pids count from 1. */
  LastLines(int processes) {
    lines = new Line[processes];
    Arrays.setAll(lines, index -> new Line());
  }

  /** Looks at what a process printed. */
  void add(LuaProcess process, byte[] printed) {
    Line line = lines[(int) process.pid() - 1];
    int end = lastIndexOf(printed, printed.length);
    if (end >= 0) {
      int start = lastIndexOf(printed, end) + 1;
      line.complete = start == 0 ? join(line.open, printed, 0, end) : join(printed, start, end);
      line.open = new byte[0];
    }
    line.open = join(line.open, printed, end + 1, printed.length);
  }

  private static int lastIndexOf(byte[] bytes, int before) {
    int i = before - 1;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  private static byte[] join(byte[] bytes, int from, int to) {
    return join(new byte[0], bytes, from, to);
  }

  private static byte[] join(byte[] head, byte[] bytes, int from, int to) {
    int count = Math.min(to - from, MAX_BYTES - head.length);
    byte[] joined = Arrays.copyOf(head, head.length + count);
    System.arraycopy(bytes, from, joined, head.length, count);
    return joined;
  }

  /** The last line of a process, fit for a terminal. */
  String of(LuaProcess process) {
    Line line = lines[(int) process.pid() - 1];
    byte[] last = line.open.length > 0 ? line.open : line.complete;
    return Columns.printable(new String(last, StandardCharsets.UTF_8));
  }
}
