package dev.moonshift.scheduler;

import dev.moonshift.process.LuaProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes that have not ended: an array in which each process knows its slot, so that an
 * entry takes four bytes, and adding and removing are O(1).
 *
 * <p><b>Threads.</b> Safe.
 */
final class ProcessTable {
  private LuaProcess[] slots = new LuaProcess[16];
  private int size;

  synchronized void add(LuaProcess process) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    put(process, size++);
  }

  /** Removes a process if it is there. The last one moves into its slot. */
  synchronized void remove(LuaProcess process) {
    int slot = process.slot();
    if (slot < size && slots[slot] == process) {
      put(slots[--size], slot);
      slots[size] = null;
    }
  }

  private void put(LuaProcess process, int slot) {
    slots[slot] = process;
    process.setSlot(slot);
  }

  /** Returns all, oldest first. */
  synchronized List<LuaProcess> list() {
    List<LuaProcess> all = new ArrayList<>(Arrays.asList(slots).subList(0, size));
    all.sort(Comparator.comparingLong(LuaProcess::pid));
    return all;
  }

  /** Returns the one with a number, or null. O(n). */
  synchronized @Nullable LuaProcess find(long pid) {
    for (int i = 0; i < size; i++) {
      if (slots[i].pid() == pid) {
        return slots[i];
      }
    }
    return null;
  }
}
