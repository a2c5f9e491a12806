package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Numbers;
import dev.moonshift.vm.Table;
import java.util.Arrays;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * Sorts a list of nothing but numbers: copies them out of the table, sorts short runs, merges runs
 * to longer ones, and copies them back. Nobody can look at the table meanwhile, for nobody is
 * called.
 */
final class NumberSorter {
  /** How long the runs are that are sorted at once: some ten microseconds. */
  private static final int RUN = 1024;

  /**
   * What a number costs while runs are sorted: ten comparisons, each much less than an instruction.
   */
  private static final int SORT_COST = 4;

  /** How far the sorting got. */
  enum Progress {
    WORKING,
    DONE,
    /** There is something else than numbers in the list, which is as it was. */
    REFUSED
  }

  private enum Phase {
    READ,
    SORT_RUNS,
    MERGE,
    WRITE
  }

  private final Table table;
  private final int length;
  private Phase phase = Phase.READ;
  private double[] numbers = {}; // none while there is no room for them
  private int
      at; // how many were read, written or are in sorted runs; where the next merged one goes

  // merging pairs of runs into the other array
  private double[] merged = numbers;
  private int width; // how long the runs are
  private int left; // the next number of the first run of the pair
  private int leftEnd;
  private int right; // the next number of the second run
  private int rightEnd;

  NumberSorter(Table table, int length) {
    this.table = table;
    this.length = length;
  }

  /** What it takes besides the table, in bytes. */
  long memoryBytes() {
    return 2L * Double.BYTES * length;
  }

  /** Makes room for the numbers; false if an audit must come first. */
  private boolean begin(Execution execution) {
    if (!execution.hasRoom(memoryBytes())) {
      return false;
    }
    numbers = new double[length];
    merged = length > RUN ? new double[length] : numbers;
    return true;
  }

  /** Does a piece of the work. */
  Progress work(Execution execution) {
    if (numbers.length < length && !begin(execution)) {
      return Progress.WORKING;
    }
    switch (phase) {
      case READ:
        return read(execution);
      case SORT_RUNS:
        sortRun(execution);
        return Progress.WORKING;
      case MERGE:
        mergePiece(execution);
        return Progress.WORKING;
      case WRITE:
        return write(execution);
    }
    throw new IllegalStateException("no such phase: " + phase);
  }

  private Progress read(Execution execution) {
    int end = Math.min(at + RUN, length);
    execution.charge(end - at);
    for (; at < end; at++) {
      LuaValue item = table.raw(at + 1);
      if (!(item instanceof LuaNumber)) {
        return Progress.REFUSED;
      }
      numbers[at] = item.todouble();
    }
    if (at == length) {
      phase = Phase.SORT_RUNS;
      at = 0;
    }
    return Progress.WORKING;
  }

  private void sortRun(Execution execution) {
    int end = Math.min(at + RUN, length);
    execution.charge((end - at) * SORT_COST);
    Arrays.sort(numbers, at, end);
    at = end;
    if (at == length) {
      width = RUN;
      startRound();
    }
  }

  private void startRound() {
    at = 0;
    phase = width < length ? Phase.MERGE : Phase.WRITE;
    startPair();
  }

  private void startPair() {
    left = at;
    leftEnd = Math.min(left + width, length);
    right = leftEnd;
    rightEnd = (int) Math.min((long) right + width, length);
  }

  private void mergePiece(Execution execution) {
    int end = Math.min(at + RUN, rightEnd);
    execution.charge(end - at);
    for (; at < end; at++) {
      merged[at] =
          right >= rightEnd || left < leftEnd && numbers[left] <= numbers[right]
              ? numbers[left++]
              : numbers[right++];
    }
    if (at == length) {
      double[] sorted = merged;
      merged = numbers;
      numbers = sorted;
      width *= 2;
      startRound();
    } else if (at == rightEnd) {
      startPair();
    }
  }

  private Progress write(Execution execution) {
    int end = Math.min(at + RUN, length);
    execution.charge(end - at);
    while (at < end) {
      double number = numbers[at++];
      table.put(at, Numbers.valueOf(number));
    }
    return at == length ? Progress.DONE : Progress.WORKING;
  }
}
