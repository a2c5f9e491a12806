package dev.moonshift.vm;

import dev.moonshift.time.TimeSource;

/** What the process around a machine does for library functions. */
public interface Host {
  /** Takes a piece of output, whole lines of it as {@code print} makes them. */
  void write(byte[] bytes, int offset, int length);

  /** Says what time it is. */
  TimeSource time();
}
