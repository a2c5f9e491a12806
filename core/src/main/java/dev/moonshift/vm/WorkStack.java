package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;

/** A stack of objects in chunks, so that growing it never copies. */
final class WorkStack {
  private static final int CHUNK = 256;

  private static final class Chunk {
    final @Nullable Object[] items = new @Nullable Object[CHUNK];
    final @Nullable Chunk below;

    Chunk(@Nullable Chunk below) {
      this.below = below;
    }
  }

  private Chunk chunk = new Chunk(null);
  private int count; // in the uppermost chunk; not 0 unless the stack is empty

  boolean isEmpty() {
    return count == 0;
  }

  void push(Object item) {
    if (count == CHUNK) {
      chunk = new Chunk(chunk);
      count = 0;
    }
    chunk.items[count++] = item;
  }

  /** Takes the item that was put last; null if there is none. */
  @Nullable Object pop() {
    if (count == 0) {
      return null;
    }
    Object item = chunk.items[--count];
    chunk.items[count] = null;
    if (count == 0 && chunk.below != null) {
      chunk = chunk.below;
      count = CHUNK;
    }
    return item;
  }
}
