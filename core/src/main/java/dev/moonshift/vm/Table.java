package dev.moonshift.vm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua table: an array for the keys 1, 2, 3, ... and a list of entries, in the order in which they
 * were added, for all other keys.
 *
 * <p><b>Order.</b> A traversal visits the array, then the entries. So the script alone decides the
 * order of {@code pairs}: hash codes decide where a key is looked up and never what a script sees,
 * so they are scattered by a number that is random for each JVM. (LuaJ's own hash of a string looks
 * at 32 of its bytes at most, so long strings can still be made to collide.)
 *
 * <p><b>Layout.</b> {@code entries} holds key, value, key, value, ... Up to {@link #LINEAR_LIMIT}
 * entries are searched in order; beyond that {@code index} finds them by open addressing. An entry
 * whose value is removed stays, dead, so that a traversal in progress can go on from it; the next
 * growth drops it. A key that comes back gets a new entry at the end, so dead stretches only grow
 * and can be skipped for good.
 *
 * <p>All operations are raw: metamethods are the business of {@link Operations}. Sizes follow the
 * reference implementation, so {@code #} gives what it would give there.
 *
 * <p><b>Threads.</b> None: a table belongs to one process. <b>Cost.</b> O(1), amortised for
 * additions.
 */
public class Table extends LuaTable {
  /** Up to this many entries a scan is quicker than hashing, and an index would double the size. */
  private static final int LINEAR_LIMIT = 8;

  /** The array stays below this, so that sizes can be computed in ints. */
  private static final int MAX_ARRAY_BITS = 26;

  /** Stands for the key of an entry that was replaced by a later one. */
  private static final LuaValue REPLACED = new LuaUserdata(new Object());

  private static final LuaValue[] NO_ENTRIES = {};

  /** Beside the absent metamethods: this table is marked for finalization. */
  private static final int MARKED = 1 << 31;

  /** Scatters keys differently in every JVM, so that numbers cannot be prepared to collide. */
  private static final int SEED = new java.security.SecureRandom().nextInt();

  // inherited: array, the values of 1..array.length, null where there is none; and hashEntries,
  // which
  // serves as the number that names this table
  LuaValue[] entries = NO_ENTRIES;
  private int @Nullable []
      index; // entry number + 1 by hash, 0 where free; its length is a power of two
  private int entryCount; // entries in use, the dead ones included
  private @Nullable DeadEntries dead; // known once a traversal has met many
  private int borderHint;
  @Nullable Table metatable;
  private int absentMetamethods; // of this table as a metatable: one bit each, see Metamethod;

  // and MARKED, which is about this table's own metatable

  /** Makes an empty table. */
  public Table() {}

  /** Makes an empty table with room for some list items and some other entries. */
  public Table(int arrayCapacity, int entryCapacity) {
    if (arrayCapacity > 0) {
      array = new LuaValue[arrayCapacity];
    }
    if (entryCapacity > 0) {
      allocateEntries(entryCapacity);
    }
  }

  // ---------------------------------------------------------------- reading

  /** Returns the value of a key, or nil. */
  public LuaValue raw(LuaValue key) {
    if (key instanceof LuaInteger) {
      return raw(((LuaInteger) key).toint());
    }
    int slot = slotOf(key);
    return slot < 0 ? NIL : orNil(entries[slot + 1]);
  }

  /** Returns the value of an integer key, or nil. */
  public LuaValue raw(int key) {
    LuaValue[] values = array;
    int i = key - 1;
    if (i >= 0 && i < values.length) {
      return orNil(values[i]);
    }
    if (entryCount == 0) {
      return NIL;
    }
    int slot = slotOf(LuaInteger.valueOf(key));
    return slot < 0 ? NIL : orNil(entries[slot + 1]);
  }

  private static LuaValue orNil(@Nullable LuaValue value) {
    return value == null ? NIL : value;
  }

  /** Returns where in {@link #entries} a key is (also a dead one), or -1. */
  final int slotOf(LuaValue key) {
    LuaValue sought = key == Numbers.NEGATIVE_ZERO ? ZERO : key;
    int[] places = index;
    return places == null ? scan(sought) : probe(places, sought);
  }

  private int scan(LuaValue key) {
    LuaValue[] e = entries;
    int end = entryCount << 1;
    for (int i = 0; i < end; i += 2) {
      if (e[i] == key) {
        return i;
      }
    }
    if (hasIdentity(key)) {
      return -1;
    }
    for (int i = 0; i < end; i += 2) {
      if (sameKey(e[i], key)) {
        return i;
      }
    }
    return -1;
  }

  private int probe(int[] places, LuaValue key) {
    int mask = places.length - 1;
    LuaValue[] e = entries;
    for (int i = hash(key) & mask; ; i = (i + 1) & mask) {
      int entry = places[i];
      if (entry == 0) {
        return -1;
      }
      int slot = (entry - 1) << 1;
      LuaValue candidate = e[slot];
      if (candidate == key || sameKey(candidate, key)) {
        return slot;
      }
    }
  }

  /** Whether equal keys of this kind are always the same object. */
  private static boolean hasIdentity(LuaValue key) {
    int type = key.type();
    return type != TSTRING && type != TNUMBER && type != TUSERDATA;
  }

  private static boolean sameKey(LuaValue a, LuaValue b) {
    if (a instanceof LuaString) {
      return b instanceof LuaString && a.hashCode() == b.hashCode() && a.raweq((LuaString) b);
    }
    if (a instanceof LuaInteger) {
      return b instanceof LuaInteger && a.toint() == b.toint();
    }
    if (a instanceof LuaDouble) {
      return b instanceof LuaDouble && a.todouble() == b.todouble();
    }
    return a instanceof LuaUserdata
        && b instanceof LuaUserdata
        && ((LuaUserdata) a).m_instance == ((LuaUserdata) b).m_instance;
  }

  private static int hash(LuaValue key) {
    int h;
    if (key instanceof LuaString) {
      h = key.hashCode();
    } else if (key instanceof LuaInteger) {
      h = key.toint();
    } else if (key instanceof LuaDouble) {
      long bits = (Double.doubleToRawLongBits(key.todouble()) ^ SEED) * 0x9E3779B97F4A7C15L;
      h = (int) (bits >>> 32);
    } else if (key instanceof LuaUserdata) {
      h = System.identityHashCode(((LuaUserdata) key).m_instance);
    } else {
      h = System.identityHashCode(key);
    }
    // the finaliser of MurmurHash3: every bit of the key reaches every bit of the result
    h ^= SEED;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  /**
   * Returns the value of a constant key, or null if this table itself holds none. The hint says
   * where the key was last found by the same instruction, in whatever table.
   */
  final @Nullable LuaValue field(LuaValue key, int[] hints, int at) {
    int hint = hints[at];
    LuaValue[] e = entries;
    if (hint < e.length && e[hint] == key) {
      return e[hint + 1];
    }
    if (key instanceof LuaInteger) {
      return item(key.toint());
    }
    int slot = slotOf(key);
    if (slot < 0) {
      return null;
    }
    if (e[slot] == key) {
      hints[at] = slot;
    }
    return e[slot + 1];
  }

  /** Returns a list item, or null if the array holds none. */
  final @Nullable LuaValue item(int key) {
    LuaValue[] values = array;
    int i = key - 1;
    return i >= 0 && i < values.length ? values[i] : null;
  }

  // ---------------------------------------------------------------- writing

  /** Sets a constant key that has a value; false if it has none, and then nothing is done. */
  final boolean replaceField(LuaValue key, LuaValue value, int[] hints, int at) {
    int hint = hints[at];
    LuaValue[] e = entries;
    if (value == NIL) {
      return false;
    }
    if (hint < e.length && e[hint] == key && e[hint + 1] != null) {
      e[hint + 1] = value;
      return true;
    }
    if (key instanceof LuaInteger) {
      return replaceItem(key.toint(), value);
    }
    int slot = slotOf(key);
    if (slot < 0 || e[slot + 1] == null) {
      return false;
    }
    if (e[slot] == key) {
      hints[at] = slot;
    }
    e[slot + 1] = value;
    return true;
  }

  /**
   * Sets a list item within the array; false if a metamethod may have to be asked, or it is
   * outside.
   */
  final boolean replaceItem(int key, LuaValue value) {
    LuaValue[] values = array;
    int i = key - 1;
    if (i >= 0 && i < values.length && (metatable == null || values[i] != null)) {
      values[i] = value == NIL ? null : value;
      return true;
    }
    return false;
  }

  /**
   * Sets the value of a key; nil removes it.
   *
   * @throws ScriptError if the key is nil or NaN
   */
  public void put(LuaValue key, LuaValue value) {
    if (key instanceof LuaInteger) {
      put(((LuaInteger) key).toint(), value);
      return;
    }
    int slot = slotOf(key);
    if (slot >= 0 && entries[slot + 1] != null) {
      entries[slot + 1] = value == NIL ? null : value;
    } else if (value != NIL) {
      add(validKey(key), value, slot);
    }
  }

  /** Sets the value of an integer key; nil removes it. */
  public void put(int key, LuaValue value) {
    LuaValue[] values = array;
    int i = key - 1;
    if (i >= 0 && i < values.length) {
      values[i] = value == NIL ? null : value;
      return;
    }
    LuaValue boxed = LuaInteger.valueOf(key);
    int slot = entryCount == 0 ? -1 : slotOf(boxed);
    if (slot >= 0 && entries[slot + 1] != null) {
      entries[slot + 1] = value == NIL ? null : value;
    } else if (value != NIL) {
      add(boxed, value, slot);
    }
  }

  private static LuaValue validKey(LuaValue key) {
    if (key == NIL) {
      throw RaisedError.message("table index is nil");
    }
    if (key instanceof LuaDouble && Double.isNaN(key.todouble())) {
      throw RaisedError.message("table index is NaN");
    }
    return key == Numbers.NEGATIVE_ZERO ? ZERO : key;
  }

  /** Adds a key that has no value; {@code dead} is the slot where it had one before, or -1. */
  private void add(LuaValue key, LuaValue value, int dead) {
    absentMetamethods &= MARKED;
    if (entryCount << 1 == entries.length) {
      rehash(key);
      put(key, value);
      return;
    }
    int slot = entryCount << 1;
    entries[slot] = key;
    entries[slot + 1] = value;
    entryCount++;
    if (dead >= 0) {
      entries[dead] = REPLACED;
    }
    int[] places = index;
    if (places != null) {
      int mask = places.length - 1;
      int i = hash(key) & mask;
      while (places[i] != 0 && places[i] != (dead >> 1) + 1) {
        i = (i + 1) & mask;
      }
      places[i] = entryCount;
    }
  }

  /**
   * Makes room for one more key: drops the dead entries, and chooses the array so that it is the
   * largest power of two of which more than half is in use, as the reference implementation does.
   */
  private void rehash(LuaValue extraKey) {
    int[] counts = new int[MAX_ARRAY_BITS + 1]; // counts[b]: integer keys in (2^(b-1), 2^b]
    int integerKeys = countArray(counts) + countIntegerKey(extraKey, counts);
    int live = 1;
    LuaValue[] e = entries;
    for (int i = 0; i < entryCount << 1; i += 2) {
      if (e[i + 1] != null) {
        live++;
        integerKeys += countIntegerKey(e[i], counts);
      }
    }
    int newArraySize = 0;
    int inArray = 0;
    int sum = 0;
    for (int bits = 0, size = 1;
        bits <= MAX_ARRAY_BITS && integerKeys > size >> 1;
        bits++, size <<= 1) {
      sum += counts[bits];
      if (sum > size >> 1) {
        newArraySize = size;
        inArray = sum;
      }
    }
    int arrayUse = 0;
    for (LuaValue value : array) {
      if (value != null) {
        arrayUse++;
      }
    }
    resize(newArraySize, live + arrayUse - inArray);
  }

  private int countArray(int[] counts) {
    LuaValue[] values = array;
    int total = 0;
    int i = 0;
    for (int bits = 0; bits <= MAX_ARRAY_BITS && i < values.length; bits++) {
      int end = Math.min(1 << bits, values.length);
      int used = 0;
      for (; i < end; i++) {
        if (values[i] != null) {
          used++;
        }
      }
      counts[bits] += used;
      total += used;
    }
    return total;
  }

  private static int countIntegerKey(LuaValue key, int[] counts) {
    if (key instanceof LuaInteger) {
      int k = key.toint();
      if (k > 0 && k <= 1 << MAX_ARRAY_BITS) {
        counts[32 - Integer.numberOfLeadingZeros(k - 1)]++;
        return 1;
      }
    }
    return 0;
  }

  private void resize(int newArraySize, int newEntryCount) {
    LuaValue[] oldEntries = entries;
    int oldEnd = entryCount << 1;
    LuaValue[] oldArray = array;
    array = newArraySize == oldArray.length ? oldArray : Arrays.copyOf(oldArray, newArraySize);
    allocateEntries(newEntryCount);
    for (int i = newArraySize; i < oldArray.length; i++) {
      if (oldArray[i] != null) {
        put(i + 1, oldArray[i]);
      }
    }
    for (int i = 0; i < oldEnd; i += 2) {
      if (oldEntries[i + 1] != null) {
        put(oldEntries[i], oldEntries[i + 1]);
      }
    }
  }

  /** Starts with no entries and room for at least so many. */
  private void allocateEntries(int wanted) {
    int capacity = wanted <= 2 ? wanted : Integer.highestOneBit(wanted - 1) << 1;
    entries = capacity == 0 ? NO_ENTRIES : new LuaValue[capacity << 1];
    index = capacity <= LINEAR_LIMIT ? null : new int[capacity << 1];
    entryCount = 0;
    dead = null;
  }

  // ---------------------------------------------------------------- length and traversal

  /** Returns a border: a number n where t[n] is not nil and t[n+1] is, or 0. O(log n). */
  public int border() {
    LuaValue[] values = array;
    int size = values.length;
    if (size > 0 && values[size - 1] == null) {
      int hint = borderHint;
      if (hint > 0 && hint < size && values[hint - 1] != null) {
        if (values[hint] == null) {
          return hint;
        }
        if (values[hint + 1] == null) { // hint + 1 < size, as the last one is null
          return borderHint = hint + 1;
        }
      }
      int low = 0;
      int high = size;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (values[middle - 1] == null) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return borderHint = low;
    }
    if (entryCount == 0) {
      return size;
    }
    return borderBeyondArray(size);
  }

  private int borderBeyondArray(int size) {
    int low = size;
    int high = size + 1;
    while (raw(high) != NIL) {
      low = high;
      if (high > Integer.MAX_VALUE / 2) {
        int n = 1; // a table made to mislead: count, as the reference implementation does
        while (raw(n) != NIL) {
          n++;
        }
        return n - 1;
      }
      high *= 2;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (raw(middle) == NIL) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /**
   * Returns the position of the first pair at or after a position, or -1 if there is none. Position
   * 0 is where a traversal starts. Amortised O(1), also where much was removed.
   */
  final int nextPosition(int from) {
    LuaValue[] values = array;
    int size = values.length;
    for (int i = from; i < size; i++) {
      if (values[i] != null) {
        return i;
      }
    }
    LuaValue[] e = entries;
    int entry = Math.max(from - size, 0);
    int start = entry;
    DeadEntries known = dead;
    if (known != null) {
      entry = known.skip(entry);
    }
    while (entry < entryCount && e[(entry << 1) + 1] == null) {
      entry++;
    }
    if (entry - start >= DeadEntries.WORTH_NOTING) {
      if (known == null) {
        known = new DeadEntries();
        dead = known;
      }
      known.note(start, entry);
    }
    return entry < entryCount ? size + entry : -1;
  }

  /**
   * Stretches of dead entries, so that a traversal need not cross them again: the one at the start,
   * and the longest of the others.
   */
  private static final class DeadEntries {
    /** Shorter stretches are crossed faster than remembered. */
    static final int WORTH_NOTING = 8;

    private int first; // all entries before this one are dead
    private int from; // all entries from here
    private int to; // up to this one are dead

    int skip(int entry) {
      int at = Math.max(entry, first);
      return at >= from && at < to ? to : at;
    }

    void note(int start, int end) {
      if (start <= first) {
        first = Math.max(first, end);
      } else if (end - start > to - from || start == from) {
        from = start;
        to = end;
      }
    }
  }

  final LuaValue keyAt(int position) {
    int size = array.length;
    return position < size ? LuaInteger.valueOf(position + 1) : entries[(position - size) << 1];
  }

  final LuaValue valueAt(int position) {
    int size = array.length;
    return orNil(position < size ? array[position] : entries[((position - size) << 1) + 1]);
  }

  /** Returns the position after a key's, or -1 if the table never had the key. */
  int positionAfter(LuaValue key) {
    if (key == NIL) {
      return 0;
    }
    if (key instanceof LuaInteger) {
      int k = key.toint();
      if (k > 0 && k <= array.length) {
        return k;
      }
    }
    int slot = slotOf(key);
    return slot < 0 ? -1 : array.length + (slot >> 1) + 1;
  }

  /**
   * Returns the pair after a key's in the order of traversal; nil after the last.
   *
   * @throws RaisedError if the table never had the key
   */
  @Override
  public Varargs next(LuaValue key) {
    int from = positionAfter(key);
    if (from < 0) {
      throw RaisedError.message("invalid key to 'next'");
    }
    int position = nextPosition(from);
    return position < 0 ? NIL : Values.of(keyAt(position), valueAt(position));
  }

  // ---------------------------------------------------------------- as a metatable

  /** Returns this table's metatable, or null. */
  public final @Nullable Table metatable() {
    return metatable;
  }

  /** Sets or, with null, removes this table's metatable. */
  public final void metatable(@Nullable Table newMetatable) {
    metatable = newMetatable;
  }

  /** Returns what this table, as a metatable, holds for an event; null if nothing. */
  public final @Nullable LuaValue metamethod(Metamethod event) {
    int bit = event.bit;
    if ((absentMetamethods & bit) != 0) {
      return null;
    }
    LuaValue handler = raw(event.key);
    if (handler == NIL) {
      absentMetamethods |= bit;
      return null;
    }
    return handler;
  }

  /**
   * Returns the number that names this table in texts, taking one from its process if it has none.
   */
  final int serial(Execution execution) {
    if (hashEntries == 0) {
      hashEntries = execution.nextSerial();
    }
    return hashEntries;
  }

  // ---------------------------------------------------------------- what LuaJ's hosts call

  @Override
  public LuaValue get(LuaValue key) {
    return raw(key);
  }

  @Override
  public LuaValue get(int key) {
    return raw(key);
  }

  @Override
  public LuaValue rawget(LuaValue key) {
    return raw(key);
  }

  @Override
  public LuaValue rawget(int key) {
    return raw(key);
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    put(key, value);
  }

  @Override
  public void set(int key, LuaValue value) {
    put(key, value);
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    put(key, value);
  }

  @Override
  public void rawset(int key, LuaValue value) {
    put(key, value);
  }

  @Override
  protected LuaValue hashget(LuaValue key) {
    return raw(key);
  }

  @Override
  public void hashset(LuaValue key, LuaValue value) {
    put(key, value);
  }

  @Override
  public int length() {
    return border();
  }

  @Override
  public int rawlen() {
    return border();
  }

  @Override
  public LuaValue len() {
    return LuaInteger.valueOf(border());
  }

  @Override
  public Varargs inext(LuaValue key) {
    int k = key.checkint() + 1;
    LuaValue value = raw(k);
    return value == NIL ? NIL : Values.of(LuaInteger.valueOf(k), value);
  }

  @Override
  public LuaValue getmetatable() {
    return metatable == null ? NIL : metatable;
  }

  @Override
  public LuaValue setmetatable(LuaValue newMetatable) {
    if (newMetatable != NIL && !(newMetatable instanceof Table)) {
      throw new IllegalArgumentException("a metatable must be nil or a Table, was " + newMetatable);
    }
    metatable = newMetatable == NIL ? null : (Table) newMetatable;
    return this;
  }

  @Override
  public void presize(int arraySize) {}

  @Override
  public void presize(int arraySize, int entrySize) {}

  @Override
  public int keyCount() {
    int count = 0;
    for (int p = nextPosition(0); p >= 0; p = nextPosition(p + 1)) {
      count++;
    }
    return count;
  }

  @Override
  public LuaValue[] keys() {
    LuaValue[] keys = new LuaValue[keyCount()];
    int count = 0;
    for (int p = nextPosition(0); p >= 0; p = nextPosition(p + 1)) {
      keys[count++] = keyAt(p);
    }
    return keys;
  }

  @Override
  public void insert(int position, LuaValue value) {
    int n = border();
    int at = position == 0 ? n + 1 : position;
    for (int i = n; i >= at; i--) {
      put(i + 1, raw(i));
    }
    put(at, value);
  }

  @Override
  public LuaValue remove(int position) {
    int n = border();
    int at = position == 0 ? n : position;
    LuaValue removed = raw(at);
    for (int i = at; i < n; i++) {
      put(i, raw(i + 1));
    }
    put(n, NIL);
    return removed;
  }

  @Override
  public Varargs unpack(int from, int to) {
    int count = Math.max(0, to - from + 1);
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = raw(from + i);
    }
    return Values.of(values);
  }

  @Override
  public Varargs unpack(int from) {
    return unpack(from, border());
  }

  @Override
  public Varargs unpack() {
    return unpack(1, border());
  }

  @Override
  public void sort(LuaValue comparator) {
    throw new UnsupportedOperationException("sorting may call a script: use table.sort");
  }

  @Override
  public LuaValue concat(LuaString separator, int from, int to) {
    throw new UnsupportedOperationException("concatenating is metered: use table.concat");
  }

  @Override
  public boolean eq_b(LuaValue other) {
    return this == other;
  }

  @Override
  public LuaValue eq(LuaValue other) {
    return this == other ? TRUE : FALSE;
  }

  @Override
  protected int getArrayLength() {
    return array.length;
  }

  @Override
  protected int getHashLength() {
    return entries.length >> 1;
  }

  /** The room taken, in slots of a value: list items, and two for each entry. */
  final int slots() {
    return array.length + entries.length;
  }

  /** What one of the {@link #slots} holds: a list item, a key or a value; null where it is free. */
  final @Nullable LuaValue slot(int i) {
    int size = array.length;
    if (i < size) {
      return array[i];
    }
    int e = i - size;
    return entries[e | 1] == null ? null : entries[e]; // the key of a dead entry does not count
  }

  /** Whether one of the {@link #slots} is for a key. */
  final boolean isKeySlot(int i) {
    return i >= array.length && (i - array.length & 1) == 0;
  }

  // ---------------------------------------------------------------- as a weak table

  /** Positions are those below this one; see {@link #nextPosition}. */
  final int positions() {
    return array.length + entryCount;
  }

  /** Whether what is at a position is a list item. */
  final boolean isListPosition(int position) {
    return position < array.length;
  }

  /** Removes the pair at a position. */
  final void removeAt(int position) {
    int size = array.length;
    if (position < size) {
      array[position] = null;
    } else {
      entries[((position - size) << 1) + 1] = null;
    }
  }

  /** Whether this table is to be finalized. */
  final boolean isMarkedForFinalization() {
    return (absentMetamethods & MARKED) != 0;
  }

  /** Notes whether this table is to be finalized. */
  final void markedForFinalization(boolean isMarked) {
    absentMetamethods = isMarked ? absentMetamethods | MARKED : absentMetamethods & ~MARKED;
  }

  /** How many list items the array has room for. */
  public final int arrayCapacity() {
    return array.length;
  }

  /** How many entries there is room for beside the array. */
  public final int entryCapacity() {
    return entries.length >> 1;
  }

  /** Makes the array at least so long: a list of that length is about to be stored. */
  final void reserveArray(int size) {
    if (size > array.length && size <= 1 << MAX_ARRAY_BITS) {
      LuaValue[] oldEntries = entries;
      int oldEnd = entryCount << 1;
      array = Arrays.copyOf(array, size);
      if (oldEnd > 0) {
        allocateEntries(oldEnd >> 1);
        for (int i = 0; i < oldEnd; i += 2) {
          if (oldEntries[i + 1] != null) {
            put(oldEntries[i], oldEntries[i + 1]);
          }
        }
      }
    }
  }
}
