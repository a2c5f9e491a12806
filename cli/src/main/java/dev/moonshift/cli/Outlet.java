package dev.moonshift.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, buffered. When its reader has gone it says so once, in {@link #isClosed}, and
 * takes no more.
 */
final class Outlet {
  /** What a pipe holds: larger writes would be cut up again. */
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final Runnable beforeWrite;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int length;
  private boolean isUsed;
  private boolean isLineOpen;
  private boolean isClosed;

  /**
   * Creates an outlet.
   *
   * @param beforeWrite is run before anything leaves the buffer: makes room on a shared screen
   */
  Outlet(OutputStream out, Runnable beforeWrite) {
    this.out = out;
    this.beforeWrite = beforeWrite;
  }

  void write(byte[] bytes, int offset, int count) {
    if (count == 0) {
      return;
    }
    isUsed = true;
    isLineOpen = bytes[offset + count - 1] != '\n';
    if (count > buffer.length - length) {
      drain();
    }
    if (count > buffer.length) {
      send(bytes, offset, count);
    } else {
      System.arraycopy(bytes, offset, buffer, length, count);
      length += count;
    }
  }

  void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
  }

  /** Ends the current line if anything stands on it. */
  void endLine() {
    if (isLineOpen) {
      write("\n");
    }
  }

  /** Whether anything was ever written. */
  boolean isUsed() {
    return isUsed;
  }

  /** Whether the last line has begun and not ended. */
  boolean isLineOpen() {
    return isLineOpen;
  }

  void flush() {
    drain();
    try {
      out.flush();
    } catch (IOException e) {
      isClosed = true;
    }
  }

  /** Whether nobody reads any more. */
  boolean isClosed() {
    return isClosed;
  }

  private void drain() {
    if (length > 0) {
      send(buffer, 0, length);
      length = 0;
    }
  }

  private void send(byte[] bytes, int offset, int count) {
    if (isClosed) {
      return;
    }
    beforeWrite.run();
    try {
      out.write(bytes, offset, count);
    } catch (IOException e) {
      isClosed = true;
    }
  }
}
