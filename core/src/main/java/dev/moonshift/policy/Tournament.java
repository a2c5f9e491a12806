package dev.moonshift.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The smallest first: a knockout tournament, in which each has a seat and the winner of every match
 * is on record. Who comes, leaves or moves plays the matches above its seat again: O(log n), where
 * n is the most that were ever there; none allocates, save adding to one that is full.
 *
 * <p>A heap asks at every level which way to go, a guess that the processor gets wrong half the
 * time. Here the way up from a seat is known at once, a match is decided without a jump, and no
 * entry is touched unless its key is equal to another.
 *
 * <p>The first of all stands apart, with no seat: so it is known at once, while the processor still
 * plays the matches among the rest. The seat that it came from stays taken for a while, as who is
 * chosen often comes back at once, or another instead: then the matches are played once instead of
 * twice.
 *
 * <p>Keys are compared by their difference. They may overflow, if those that are there at a time
 * are less than {@link #FAR} apart.
 */
final class Tournament<E extends Tournament.Entry<E>> {
  /** The note of a task that waits in tournaments, one at a time. */
  abstract static class Entry<E extends Entry<E>> extends Note {
    /** Its seat; {@link #APART} if it is the first, {@link #NOBODY} if it is in none. */
    int seat = NOBODY;

    Entry(Task task) {
      super(task);
    }

    /** Returns whether it is in a tournament. */
    final boolean isSeated() {
      return seat != NOBODY;
    }

    /** Returns whether it comes before another with the same key; never true both ways round. */
    abstract boolean isBefore(E other);
  }

  /** How much later than the first nobody is: so whoever plays against nobody wins. */
  private static final long FAR = 1L << 62;

  /** Stands for no seat; seats count from 1. */
  private static final int NOBODY = 0;

  /** Stands for the place of the first. */
  private static final int APART = -1;

  /**
   * Binary places of a fractional key: fractions of all weights differ in them, save a few. The
   * whole part keeps 50 bits: far more than tasks are apart.
   */
  private static final int FRACTION_BITS = 14;

  /** How many seats there are, with that of nobody; a power of two. */
  private int capacity = 16;

  /**
   * Who won each match: a seat, or {@link #NOBODY}. Match 1 is the final, the matches that lead to
   * match i are 2i and 2i+1, and seat s stands at {@code capacity + s}.
   */
  private int[] winners = new int[2 * capacity];

  private long[] keys = new long[capacity];
  private @Nullable Object[] entries = new Object[capacity];
  private int[] freeSeats = new int[capacity];
  private int freeCount;

  /** Seats that were ever taken, with that of nobody. */
  private int usedCount = 1;

  /** The seat of a winner that left, while it is still on record; or {@link #NOBODY}. */
  private int vacated = NOBODY;

  /** The smallest; null if there is none. */
  private @Nullable E first;

  private long firstKey;

  /** How many are there, the first included. */
  private int size;

  /**
   * Returns the key of {@code whole + part / weight}, rounded down, for a part below the weight.
   */
  static long fractionalKey(long whole, long part, long weight) {
    return (whole << FRACTION_BITS) + (part << FRACTION_BITS) / weight;
  }

  int size() {
    return size;
  }

  void add(E entry, long key) {
    size++;
    E former = first;
    if (former == null) {
      putFirst(entry, key);
    } else if (isFirst(entry, key, former)) {
      long formerKey = firstKey;
      putFirst(entry, key);
      seat(former, formerKey);
    } else {
      seat(entry, key);
    }
  }

  @Nullable E first() {
    return first;
  }

  /** Returns the smallest key; only if there is one. */
  long firstKey() {
    return firstKey;
  }

  @Nullable E removeFirst() {
    E entry = first;
    if (entry != null) {
      entry.seat = NOBODY;
      size--;
      callFirst();
    }
    return entry;
  }

  /** Takes out an entry that is in it. */
  void remove(E entry) {
    if (entry == first) {
      removeFirst();
      return;
    }
    int seat = entry.seat;
    entry.seat = NOBODY;
    size--;
    giveUp(seat);
  }

  private boolean isFirst(E entry, long key, E former) {
    long ahead = key - firstKey;
    return ahead == 0 ? entry.isBefore(former) : ahead < 0;
  }

  private void putFirst(E entry, long key) {
    first = entry;
    firstKey = key;
    entry.seat = APART;
  }

  /** Makes the winner among the rest the first, if there is one. */
  private void callFirst() {
    if (size == 0) {
      first = null;
      return;
    }
    clearVacated();
    vacated = winners[1];
    putFirst(at(vacated), keys[vacated]);
  }

  private void seat(E entry, long key) {
    int seat = vacated == NOBODY ? takeSeat() : vacated;
    vacated = NOBODY;
    entries[seat] = entry;
    entry.seat = seat;
    keys[seat] = key;
    play(seat, seat);
  }

  private void clearVacated() {
    if (vacated != NOBODY) {
      int seat = vacated;
      vacated = NOBODY;
      giveUp(seat);
    }
  }

  private void giveUp(int seat) {
    entries[seat] = null;
    freeSeats[freeCount++] = seat;
    play(seat, NOBODY);
  }

  /** Seats a player, who may be nobody, and plays the matches above that seat. */
  private void play(int seat, int player) {
    keys[NOBODY] = firstKey + FAR;
    int winner = player;
    long key = keys[player];
    int match = capacity + seat;
    winners[match] = winner;
    while (match > 1) {
      int rival = winners[match ^ 1];
      long rivalsKey = keys[rival];
      long lead = key - rivalsKey; // below 0 if the winner so far is ahead
      if (lead == 0 && winner != rival) {
        lead = at(rival).isBefore(at(winner)) ? 1 : -1;
      }
      winner = lead > 0 ? rival : winner; // no jumps: they would be guessed wrong half the time
      key = lead > 0 ? rivalsKey : key;
      match >>= 1;
      winners[match] = winner;
    }
  }

  private int takeSeat() {
    if (freeCount > 0) {
      return freeSeats[--freeCount];
    }
    if (usedCount == capacity) {
      grow();
    }
    return usedCount++;
  }

  /** Makes a tournament of twice the size, whose first half is this one. */
  private void grow() {
    int[] larger = new int[4 * capacity];
    for (int round = 1; round <= capacity; round *= 2) { // as many matches, numbered from there
      System.arraycopy(winners, round, larger, 2 * round, round);
    }
    larger[1] = winners[1];
    winners = larger;
    capacity *= 2;
    keys = Arrays.copyOf(keys, capacity);
    entries = Arrays.copyOf(entries, capacity);
    freeSeats = Arrays.copyOf(freeSeats, capacity);
  }

  @SuppressWarnings("unchecked") // nothing else is ever put there, and who won a match is there
  private E at(int seat) {
    return (E) entries[seat];
  }
}
