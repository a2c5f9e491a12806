package dev.moonshift.vm;

import java.util.Arrays;

/**
 * Remembers which stretches of a table hold nothing, so that a traversal need not cross them again.
 *
 * <p>A bit for each block of positions says that the block may hold a pair; above, a bit for each
 * word of those says that the word is not zero, and so on. What is found empty is noted once and
 * stays so until something is put there: crossing emptiness is O(log n), and finding it out is paid
 * for by what was there before.
 */
final class Vacancies {
  /** How many positions a bit stands for: as a power of two. */
  static final int BLOCK_BITS = 6;

  private static final int WORD_BITS = 6;

  private final long[][] levels;
  private final int listBlocks;
  private int vacantListBlocks;

  /**
   * Begins without knowing of any stretch.
   *
   * @param listSize how many of the positions belong to the list part
   * @param positions how many there are
   */
  Vacancies(int listSize, int positions) {
    listBlocks = listSize >> BLOCK_BITS;
    int blocks = (positions >> BLOCK_BITS) + 1;
    int count = 1;
    for (int words = words(blocks); words > 1; words = words(words)) {
      count++;
    }
    levels = new long[count][];
    int bits = blocks;
    for (int level = 0; level < count; level++) {
      long[] made = new long[words(bits)];
      Arrays.fill(made, -1);
      made[made.length - 1] >>>= -bits; // bits beyond the last one are zero
      levels[level] = made;
      bits = made.length;
    }
  }

  private static int words(int bits) {
    return (bits + (1 << WORD_BITS) - 1) >> WORD_BITS;
  }

  /** Returns the first block from one on that may hold a pair, or -1. */
  int next(int block) {
    int at = block;
    for (int level = 0; level < levels.length; level++) {
      long[] words = levels[level];
      int word = at >> WORD_BITS;
      if (word >= words.length) {
        return -1;
      }
      long left = words[word] & (-1L << at);
      if (left != 0) {
        at = (word << WORD_BITS) + Long.numberOfTrailingZeros(left);
        for (int below = level - 1; below >= 0; below--) {
          at = (at << WORD_BITS) + Long.numberOfTrailingZeros(levels[below][at]);
        }
        return at;
      }
      at = word + 1;
    }
    return -1;
  }

  /** Notes that a block holds nothing. */
  void vacate(int block) {
    if (block < listBlocks) {
      vacantListBlocks++;
    }
    int at = block;
    for (long[] words : levels) {
      words[at >> WORD_BITS] &= ~(1L << at);
      at >>= WORD_BITS;
      if (words[at] != 0) {
        return;
      }
    }
  }

  /**
   * Notes that something is put at a position of the list part; true if no stretch of the list part
   * is known any more.
   */
  boolean occupy(int position) {
    int at = position >> BLOCK_BITS;
    if ((levels[0][at >> WORD_BITS] & (1L << at)) != 0) {
      return false;
    }
    if (at < listBlocks) {
      vacantListBlocks--;
    }
    for (long[] words : levels) {
      words[at >> WORD_BITS] |= 1L << at;
      at >>= WORD_BITS;
    }
    return vacantListBlocks == 0;
  }
}
