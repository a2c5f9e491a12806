package dev.moonshift.process;

import dev.moonshift.time.TimeSource;
import dev.moonshift.vm.Host;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The host's side of a process: keeps what it prints, or passes it on, and tells the time. */
final class Output implements Host {
  /** What is kept of the output of a process that nobody listens to; the oldest goes first. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private static final byte[] NONE = {};

  final LuaProcess process;
  private final TimeSource time;
  private final @Nullable OutputListener listener;
  private byte[] kept = NONE;
  private int length;

  Output(LuaProcess process, TimeSource time, @Nullable OutputListener listener) {
    this.process = process;
    this.time = time;
    this.listener = listener;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) {
    if (listener != null) {
      listener.onOutput(process, bytes, offset, count);
      return;
    }
    int from = offset + Math.max(0, count - MAX_KEPT_BYTES);
    int fresh = count - (from - offset);
    if (length + fresh > MAX_KEPT_BYTES) {
      int dropped = Math.min(length, Math.max(length + fresh - MAX_KEPT_BYTES, MAX_KEPT_BYTES / 4));
      System.arraycopy(kept, dropped, kept, 0, length - dropped);
      length -= dropped;
    }
    if (length + fresh > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length + fresh, Math.min(MAX_KEPT_BYTES, length * 2)));
    }
    System.arraycopy(bytes, from, kept, length, fresh);
    length += fresh;
  }

  synchronized byte[] kept() {
    return Arrays.copyOf(kept, length);
  }

  @Override
  public TimeSource time() {
    return time;
  }
}
