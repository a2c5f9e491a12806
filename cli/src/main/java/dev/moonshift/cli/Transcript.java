package dev.moonshift.cli;

import dev.moonshift.process.LuaProcess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last MiB of what each process printed, for a report at the end. */
final class Transcript {
  private static final int KEPT_BYTES = 1 << 20;

  private final ByteArrayOutputStream[] texts;

  /** Creates one for some processes, whose pids count from 1. */
  Transcript(int processes) {
    texts = new ByteArrayOutputStream[processes];
    Arrays.setAll(texts, index -> new ByteArrayOutputStream());
  }

  void add(LuaProcess process, byte[] printed) {
    ByteArrayOutputStream text = texts[(int) process.pid() - 1];
    text.writeBytes(printed);
    if (text.size() > 2 * KEPT_BYTES) { // not at every line: cutting copies
      byte[] kept = last(text);
      text.reset();
      text.writeBytes(kept);
    }
  }

  private static byte[] last(ByteArrayOutputStream text) {
    byte[] bytes = text.toByteArray();
    return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - KEPT_BYTES), bytes.length);
  }

  /** What a process printed, the last of it. */
  String of(LuaProcess process) {
    return new String(last(texts[(int) process.pid() - 1]), StandardCharsets.UTF_8);
  }
}
