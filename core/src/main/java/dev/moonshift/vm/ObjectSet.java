package dev.moonshift.vm;

import org.luaj.vm2.LuaString;

/**
 * A set of objects that grows in small steps: adding one never moves more than a page.
 *
 * <p>Objects are told apart by identity, but short strings by what they say: whether two of these
 * are one object depends on what the whole JVM did before, as LuaJ keeps some of them. (Reference
 * Lua has each short string once.)
 *
 * <p>Extendible hashing, after Fagin, Nievergelt, Pippenger and Strong, 1979: the low bits of the
 * hash choose a page from the directory; a page that is half full is split in two by one more bit.
 */
final class ObjectSet {
  /** A page is moved in some microseconds, and half of it on average is not used. */
  private static final int PAGE_BITS = 8;

  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  /** The hashes of objects have at least 25 bits; those above the directory's find the place. */
  private static final int MAX_DIRECTORY_BITS = 16;

  /** In every hash that is kept, so that 0 marks a place that is free. */
  private static final int TAKEN = 1 << 31;

  /** LuaJ may give the same object for equal strings of up to so many bytes. */
  private static final int MAX_SHORT_STRING = 32;

  private static boolean isShortString(Object object) {
    return object instanceof LuaString && ((LuaString) object).m_length <= MAX_SHORT_STRING;
  }

  private static int hash(Object object) {
    int hash =
        isShortString(object) ? KeyHash.full((LuaString) object) : System.identityHashCode(object);
    return hash | TAKEN;
  }

  private static boolean isSame(Object a, Object b) {
    return a == b || isShortString(a) && isShortString(b) && ((LuaString) a).raweq((LuaString) b);
  }

  /**
   * Objects by hash. The hashes are kept too: to look at an object that was added long ago only to
   * find that it is another one would take longer than all the rest.
   */
  private static final class Page {
    final Object[] slots;
    final int[] hashes; // 0 where the slot is free
    final int bits; // how many bits of the hash all objects here have in common
    int count;

    Page(int bits, int size) {
      this.bits = bits;
      this.slots = new Object[size];
      this.hashes = new int[size];
    }

    /** Where an object is, or the free place where it would be. */
    int find(Object object, int hash) {
      int mask = hashes.length - 1;
      int i = place(hash) & mask;
      while (hashes[i] != 0 && !(hashes[i] == hash && isSame(slots[i], object))) {
        i = (i + 1) & mask;
      }
      return i;
    }

    /** Adds an object that is not there. */
    void add(Object object, int hash) {
      int mask = hashes.length - 1;
      int i = place(hash) & mask;
      while (hashes[i] != 0) {
        i = (i + 1) & mask;
      }
      put(i, object, hash);
    }

    void put(int i, Object object, int hash) {
      slots[i] = object;
      hashes[i] = hash;
      count++;
    }
  }

  private Page[] directory = {new Page(0, PAGE_SIZE)};

  /** Whether an object is in the set. */
  boolean contains(Object object) {
    int hash = hash(object);
    Page page = directory[hash & (directory.length - 1)];
    return page.hashes[page.find(object, hash)] != 0;
  }

  /** Adds an object; false if it was there. */
  boolean add(Object object) {
    int hash = hash(object);
    int at = hash & (directory.length - 1);
    Page page = directory[at];
    int place = page.find(object, hash);
    if (page.hashes[place] != 0) {
      return false;
    }
    page.put(place, object, hash);
    if (page.count > page.slots.length / 2) {
      split(page, at);
    }
    return true;
  }

  /** Where in a page: by the upper bits, as the lower ones choose the page. */
  private static int place(int hash) {
    return hash * 0x9E3779B9 >>> 12;
  }

  private void split(Page page, int at) {
    if (page.bits == MAX_DIRECTORY_BITS) {
      Page larger = new Page(page.bits, page.slots.length * 2);
      move(page, larger, larger, 0);
      replace(page, at, larger);
      return;
    }
    if (1 << page.bits == directory.length) {
      Page[] doubled = new Page[directory.length * 2];
      System.arraycopy(directory, 0, doubled, 0, directory.length);
      System.arraycopy(directory, 0, doubled, directory.length, directory.length);
      directory = doubled;
    }
    int bit = 1 << page.bits;
    Page zero = new Page(page.bits + 1, PAGE_SIZE);
    Page one = new Page(page.bits + 1, PAGE_SIZE);
    move(page, zero, one, bit);
    for (int i = at & (bit - 1); i < directory.length; i += bit) {
      directory[i] = (i & bit) == 0 ? zero : one;
    }
  }

  private static void move(Page from, Page zero, Page one, int bit) {
    for (int i = 0; i < from.slots.length; i++) {
      int hash = from.hashes[i];
      if (hash != 0) {
        ((hash & bit) == 0 ? zero : one).add(from.slots[i], hash);
      }
    }
  }

  private void replace(Page old, int at, Page by) {
    int step = 1 << old.bits;
    for (int i = at & (step - 1); i < directory.length; i += step) {
      directory[i] = by;
    }
  }
}
