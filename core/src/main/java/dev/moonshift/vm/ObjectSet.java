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

  /** LuaJ may give the same object for equal strings of up to so many bytes. */
  private static final int MAX_SHORT_STRING = 32;

  private static boolean isShortString(Object object) {
    return object instanceof LuaString && ((LuaString) object).m_length <= MAX_SHORT_STRING;
  }

  private static int hash(Object object) {
    return isShortString(object)
        ? KeyHash.full((LuaString) object)
        : System.identityHashCode(object);
  }

  private static boolean isSame(Object a, Object b) {
    return a == b || isShortString(a) && isShortString(b) && ((LuaString) a).raweq((LuaString) b);
  }

  private static final class Page {
    final Object[] slots;
    final int bits; // how many bits of the hash all objects here have in common
    int count;

    Page(int bits, int size) {
      this.bits = bits;
      this.slots = new Object[size];
    }

    boolean contains(Object object, int place) {
      int mask = slots.length - 1;
      for (int i = place & mask; ; i = (i + 1) & mask) {
        Object found = slots[i];
        if (found == null) {
          return false;
        }
        if (isSame(found, object)) {
          return true;
        }
      }
    }

    /** Adds an object; false if it was there. */
    boolean add(Object object, int place) {
      int mask = slots.length - 1;
      int i = place & mask;
      for (Object found = slots[i]; found != null; found = slots[i]) {
        if (isSame(found, object)) {
          return false;
        }
        i = (i + 1) & mask;
      }
      slots[i] = object;
      count++;
      return true;
    }
  }

  private Page[] directory = {new Page(0, PAGE_SIZE)};

  /** Whether an object is in the set. */
  boolean contains(Object object) {
    int hash = hash(object);
    return directory[hash & (directory.length - 1)].contains(object, place(hash));
  }

  /** Adds an object; false if it was there. */
  boolean add(Object object) {
    int hash = hash(object);
    int at = hash & (directory.length - 1);
    Page page = directory[at];
    if (!page.add(object, place(hash))) {
      return false;
    }
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
      replace(page, at, copyOf(page, page.slots.length * 2));
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
    for (Object object : page.slots) {
      if (object != null) {
        int hash = hash(object);
        ((hash & bit) == 0 ? zero : one).add(object, place(hash));
      }
    }
    for (int i = at & (bit - 1); i < directory.length; i += bit) {
      directory[i] = (i & bit) == 0 ? zero : one;
    }
  }

  private static Page copyOf(Page page, int size) {
    Page copy = new Page(page.bits, size);
    for (Object object : page.slots) {
      if (object != null) {
        copy.add(object, place(hash(object)));
      }
    }
    return copy;
  }

  private void replace(Page old, int at, Page by) {
    int step = 1 << old.bits;
    for (int i = at & (step - 1); i < directory.length; i += step) {
      directory[i] = by;
    }
  }
}
