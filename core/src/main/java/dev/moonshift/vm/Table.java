package dev.moonshift.vm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
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
 * so they are scattered by a number that is random for each JVM (see {@link KeyHash}).
 *
 * <p><b>Layout.</b> {@code entries} holds key, value, key, value, ... Up to {@link #LINEAR_LIMIT}
 * entries are searched in order; beyond that {@code index} finds them by open addressing. An entry
 * whose value is removed stays, dead, so that a traversal in progress can go on from it; the next
 * growth drops it. A key that comes back gets a new entry at the end. Sizes follow the reference
 * implementation, so {@code #} gives what it would give there.
 *
 * <p><b>Numbers.</b> While all items of the list are numbers, they are kept without boxes in {@code
 * numbers} (see {@link NumberList}), and {@code array} is empty. The first item that is something
 * else turns them into values, and so they stay: at once in a small table, and a piece at a time in
 * a large one. What is stored first decides how a list starts; until then there is but the {@code
 * room} for it.
 *
 * <p><b>Growth.</b> A small table is rewritten at once when it is full. A large one says so while
 * there still is room ({@link #store} answers {@link #DUE}), and a {@link TableGrowth} rewrites it
 * a piece at a time before its process goes on. What only such tables need, and tables with long
 * empty stretches or with keys that collide, is in {@link Occasional}. While a table has such a
 * state, {@code array}, {@code numbers}, {@code entries} or {@code index} may be empty, so that all
 * quick paths miss and ask there.
 *
 * <p>All operations are raw: metamethods are the business of {@link Operations}.
 *
 * <p><b>Threads.</b> None: a table belongs to one process. <b>Cost.</b> O(1), amortised for
 * additions and traversals.
 */
public class Table extends LuaTable {
  /** Up to this many entries a scan is quicker than hashing, and an index would double the size. */
  private static final int LINEAR_LIMIT = 8;

  /** The array stays below this, so that sizes can be computed in ints. */
  static final int MAX_ARRAY_BITS = 26;

  /**
   * A table with more slots than this is not rewritten at once: that takes some 30 microseconds.
   */
  static final int LARGE = 4096;

  /**
   * With room for so many more entries, a large table is to be grown: more than any library
   * function adds before it looks whether it should pause.
   */
  static final int RESERVE = 1024;

  /**
   * As many strings with the same quick hash do not meet by chance: with one more, the table goes
   * over to the hash of all bytes.
   */
  private static final int MAX_ALIKE = 4;

  /** An answer of {@link #store}: done, and the table is to be grown before much more is added. */
  static final int DUE = -1;

  /**
   * An answer of {@link #store}: not done, as the table was not grown when it was due, for its
   * process has no memory left.
   */
  static final int NO_ROOM = -2;

  /** So many positions without a pair are crossed for nothing at a step of a traversal. */
  static final int MAX_CROSSED = 64;

  /** An answer of {@link #nextPosition}: there is no further pair. */
  static final int END = -1;

  /** Stands for the key of an entry that was replaced by a later one. */
  private static final LuaValue REPLACED = new LuaUserdata(new Object());

  /** Beside the absent metamethods: this table is marked for finalization. */
  private static final int MARKED = 1 << 31;

  static final LuaValue[] NO_VALUES = {};

  // the list: at most one of these three has a length
  /** A key is looked for in as many tables quickly: few chains are longer. */
  private static final int MAX_INHERITED = 10;

  // inherited: array, the values of 1..array.length, null where there is none
  double[] numbers = NumberList.NONE; // the values of 1..numbers.length, while all are numbers
  private int room; // for how many items, before the first is stored

  // inherited: hashEntries, which serves as the number that names this table
  LuaValue[] entries = NO_VALUES;
  int @Nullable [] index; // entry number + 1 by hash, 0 where free; its length is a power of two
  private int entryCount; // entries in use, the dead ones included
  @Nullable Occasional occasional;
  private int borderHint; // a list item after which there was none
  @Nullable Table metatable;
  private int keyMask; // what keyBit gives for the strings among the keys, and maybe more
  private int indexAt; // where in entries the value of __index is; 0 if that is not known
  private int absentMetamethods; // of this table as a metatable: one bit each; beside it MARKED

  /** What few tables need: they pay for it when they do. */
  static final class Occasional {
    /**
     * The list part while all its writes must come here: {@link #vacancies} know of stretches in
     * it, or its numbers are being turned into values. Then an item is among the values, or else
     * among the numbers.
     */
    LuaValue[] values = NO_VALUES;

    /** See {@link #values}. */
    double[] numbers = NumberList.NONE;

    /** Stretches without a pair; known once traversals have crossed many of them. */
    @Nullable Vacancies vacancies;

    /** How many positions traversals have crossed in vain, less what each step may cost. */
    int crossed;

    /** Whether keys were made to collide, so that the next rewriting gives the table this: */
    boolean isAlike;

    /** Finds the entries instead of {@link Table#index} where keys were made to collide. */
    @Nullable KeyedIndex keyed;

    /** What holds the table's contents while they are rewritten a piece at a time. */
    @Nullable TableRewrite rewrite;
  }

  /** Makes an empty table. */
  public Table() {}

  /** Makes an empty table with room for some list items and some other entries. */
  public Table(int arrayCapacity, int entryCapacity) {
    room = Math.max(0, arrayCapacity);
    if (entryCapacity > 0) {
      allocateEntries(entryCapacity, false);
    }
  }

  // ---------------------------------------------------------------- reading

  /** Returns the value of a key, or nil. */
  public LuaValue raw(LuaValue key) {
    if (key instanceof LuaInteger) {
      return raw(((LuaInteger) key).toint());
    }
    int slot = slotOf(key);
    return slot < 0 ? NIL : orNil(NumberCell.reveal(entries[slot + 1]));
  }

  /** Returns the value of an integer key, or nil. */
  public LuaValue raw(int key) {
    LuaValue[] values = array;
    int i = key - 1;
    if (i >= 0 && i < values.length) {
      return orNil(values[i]);
    }
    double[] items = numbers;
    if (i >= 0 && i < items.length) {
      return orNil(NumberList.value(items[i]));
    }
    if (occasional != null) {
      return rawAside(key);
    }
    return entryCount == 0 ? NIL : rawEntry(key);
  }

  private LuaValue rawEntry(int key) {
    int slot = slotOf(LuaInteger.valueOf(key));
    return slot < 0 ? NIL : orNil(entries[slot + 1]);
  }

  private LuaValue rawAside(int key) {
    if (finishRewrite()) {
      return raw(key);
    }
    return key > 0 && key <= listSize() ? orNil(listItem(key - 1)) : rawEntry(key);
  }

  private Occasional occasional() {
    Occasional made = occasional;
    if (made == null) {
      made = new Occasional();
      occasional = made;
    }
    return made;
  }

  /** The list part as values; empty if all its items are numbers. */
  final LuaValue[] listValues() {
    return occasional == null || occasional.values.length == 0 ? array : occasional.values;
  }

  /** The list part as numbers, or what is still to be turned into values. */
  final double[] listNumbers() {
    return occasional == null || occasional.numbers.length == 0 ? numbers : occasional.numbers;
  }

  /** How long the list part is. */
  final int listSize() {
    int size = array.length + numbers.length + room;
    return occasional == null
        ? size
        : Math.max(size, Math.max(occasional.values.length, occasional.numbers.length));
  }

  /** Returns an item of the list part, counted from 0, or null if there is none. */
  final @Nullable LuaValue listItem(int i) {
    return item(listValues(), listNumbers(), i);
  }

  private static @Nullable LuaValue item(LuaValue[] values, double[] items, int i) {
    LuaValue value = i < values.length ? values[i] : null;
    return value != null || i >= items.length ? value : NumberList.value(items[i]);
  }

  /** Whether the list part has no item there. */
  final boolean isVacant(int i) {
    LuaValue[] values = array;
    if (i < values.length) {
      return values[i] == null;
    }
    double[] items = numbers;
    if (i < items.length) {
      return NumberList.isAbsent(items[i]);
    }
    return occasional == null || listItem(i) == null;
  }

  /** Whether the items of the list part are being turned into values. */
  final boolean isTurning() {
    return listValues().length > 0 && listNumbers().length > 0;
  }

  /** Takes arrays for its list part, of which one may be empty. */
  private void takeList(LuaValue[] values, double[] items) {
    boolean isAside =
        values.length > 0 && items.length > 0 || occasional != null && occasional.vacancies != null;
    array = isAside ? NO_VALUES : values;
    numbers = isAside ? NumberList.NONE : items;
    if (isAside || occasional != null) {
      occasional().values = isAside ? values : NO_VALUES;
      occasional().numbers = isAside ? items : NumberList.NONE;
    }
  }

  /**
   * Brings a rewriting to its end: only another process that has a share in the table, or a host,
   * can come upon one. True if there was one.
   */
  final boolean finishRewrite() {
    Occasional aside = occasional;
    if (aside == null || aside.rewrite == null) {
      return false;
    }
    aside.rewrite.finish();
    return true;
  }

  private static LuaValue orNil(@Nullable LuaValue value) {
    return value == null ? NIL : value;
  }

  /** Returns where in {@link #entries} a key is (also a dead one), or -1. */
  final int slotOf(LuaValue key) {
    LuaValue sought = key == Numbers.NEGATIVE_ZERO ? ZERO : key;
    int[] places = index;
    if (places != null) {
      return probe(places, sought);
    }
    return occasional == null ? scan(sought) : slotAside(sought);
  }

  private int slotAside(LuaValue key) {
    if (finishRewrite()) {
      return slotOf(key);
    }
    KeyedIndex keyed = keyed();
    return keyed == null ? scan(key) : keyed.slotOf(entries, key);
  }

  /** What finds the entries where keys were made to collide, else null. */
  final @Nullable KeyedIndex keyed() {
    return occasional == null ? null : occasional.keyed;
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
      if (isSameKey(e[i], key)) {
        return i;
      }
    }
    return -1;
  }

  private int probe(int[] places, LuaValue key) {
    int mask = places.length - 1;
    LuaValue[] e = entries;
    for (int i = KeyHash.quick(key) & mask; ; i = (i + 1) & mask) {
      int entry = places[i];
      if (entry == 0) {
        return -1;
      }
      int slot = (entry - 1) << 1;
      LuaValue candidate = e[slot];
      if (candidate == key || isSameKey(candidate, key)) {
        return slot;
      }
    }
  }

  /** Whether equal keys of this kind are always the same object. */
  private static boolean hasIdentity(LuaValue key) {
    int type = key.type();
    return type != TSTRING && type != TNUMBER && type != TUSERDATA;
  }

  static boolean isSameKey(LuaValue a, LuaValue b) {
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

  /**
   * Returns the value of a constant key, or null if this table holds none where the hint says:
   * where the key was last found by the same instruction, in whatever table.
   */
  final @Nullable LuaValue hintedField(LuaValue key, int[] hints, int at) {
    return NumberCell.reveal(hinted(key, hints, at));
  }

  /** What is kept for a constant key where the hint says, which may be a {@link NumberCell}. */
  private @Nullable LuaValue hinted(LuaValue key, int[] hints, int at) {
    int hint = hints[at];
    LuaValue[] e = entries;
    return hint < e.length && e[hint] == key ? e[hint + 1] : null;
  }

  /** As {@link #hintedField}, if it is a number; else {@link NumberList#ABSENT}. */
  final double hintedNumber(LuaValue key, int[] hints, int at) {
    return NumberCell.number(hinted(key, hints, at));
  }

  /** Returns the value of a constant key, or null if this table itself holds none. */
  final @Nullable LuaValue field(LuaValue key, int[] hints, int at) {
    LuaValue value = hintedField(key, hints, at);
    if (value != null) {
      return value;
    }
    if (key instanceof LuaInteger) {
      return item(key.toint());
    }
    if (LongKey.isLong(key)) {
      return null; // to be billed, and then whether a hint was right must make no difference
    }
    int slot = slotOf(key);
    if (slot < 0) {
      return null;
    }
    if (entries[slot] == key) {
      hints[at] = slot;
    }
    return NumberCell.reveal(entries[slot + 1]);
  }

  /**
   * As {@link #inheritedField}, where each table on the way is plain and has been asked before, and
   * the value is no number without a box; else null. Small, so that the JVM inlines it.
   *
   * @param bit what {@link #keyBit} gives for the key, which is a string and not long
   */
  final @Nullable LuaValue hintedMethod(LuaValue key, int bit, int[] hints, int at) {
    Table table = this;
    for (int i = 0; i < MAX_INHERITED; i++) {
      if ((table.keyMask & bit) != 0) {
        LuaValue value = table.hinted(key, hints, at);
        return value instanceof NumberCell ? null : value;
      }
      Table behind = table.metatable;
      if (behind == null || table.occasional != null || table instanceof OverlayTable) {
        return null;
      }
      int place = behind.indexAt;
      LuaValue handler = place > 0 ? behind.entries[place] : null;
      if (!(handler instanceof Table)) {
        return null;
      }
      table = (Table) handler;
    }
    return null;
  }

  /**
   * One bit for a string, and none for other keys: what a table has no bit for it does not hold.
   */
  static int keyBit(LuaValue key) {
    return key instanceof LuaString ? 1 << key.hashCode() : 0;
  }

  /**
   * Returns the value of a constant key, of this table or of those behind it, each the {@code
   * __index} of the one before; null if that is not so simple. The hint is as in {@link #field}.
   */
  final @Nullable LuaValue inheritedField(LuaValue key, int[] hints, int at) {
    if (LongKey.isLong(key)) {
      return null;
    }
    int bit = keyBit(key);
    Table table = this;
    for (int i = 0; i < MAX_INHERITED; i++) {
      if ((table.keyMask & bit) != 0) {
        LuaValue value = table.field(key, hints, at);
        if (value != null) {
          return value;
        }
      }
      if (table.occasional != null || bit == 0) {
        return null;
      }
      if (table instanceof OverlayTable) {
        LuaValue value = ((OverlayTable) table).baseField(key, hints, at);
        if (value != null) {
          return value;
        }
      }
      Table behind = table.metatable;
      if (behind == null) {
        return NIL;
      }
      LuaValue handler = behind.metamethod(Metamethod.INDEX);
      if (handler == null) {
        return NIL;
      }
      if (!(handler instanceof Table)) {
        return null;
      }
      table = (Table) handler;
    }
    return null;
  }

  /** Returns a list item, or null if the array holds none. */
  final @Nullable LuaValue item(int key) {
    LuaValue[] values = array;
    int i = key - 1;
    if (i >= 0 && i < values.length) {
      return values[i];
    }
    double[] items = numbers;
    return i >= 0 && i < items.length ? NumberList.value(items[i]) : null;
  }

  /** Returns a list item that is kept as a number, or {@link NumberList#ABSENT}. */
  final double number(int key) {
    double[] items = numbers;
    int i = key - 1;
    return i >= 0 && i < items.length ? items[i] : NumberList.ABSENT;
  }

  // ---------------------------------------------------------------- writing

  /** Sets a constant key that has a value and is where the hint says; else false. */
  final boolean replaceHinted(LuaValue key, LuaValue value, int[] hints, int at) {
    int hint = hints[at];
    LuaValue[] e = entries;
    if (hint < e.length && e[hint] == key && value != NIL && e[hint + 1] != null) {
      e[hint + 1] = value;
      return true;
    }
    return false;
  }

  /**
   * As {@link #replaceHinted}, for a number and a text as the key, where the value has been a
   * number without a box before; else false, and {@link #beginNumber} is to be asked.
   */
  final boolean changeNumber(LuaValue key, double number, int[] hints, int at) {
    LuaValue known = hinted(key, hints, at);
    if (known instanceof NumberCell) {
      ((NumberCell) known).value = number;
      return true;
    }
    return false;
  }

  /** As {@link #replaceHinted}, for a number and a text as the key: it has no box from now on. */
  final boolean beginNumber(LuaValue key, double number, int[] hints, int at) {
    return hinted(key, hints, at) != null && replaceHinted(key, new NumberCell(number), hints, at);
  }

  /** Sets a constant key that has a value; false if it has none, and then nothing is done. */
  final boolean replaceField(LuaValue key, LuaValue value, int[] hints, int at) {
    if (replaceHinted(key, value, hints, at)) {
      return true;
    }
    if (value == NIL) {
      return false;
    }
    if (key instanceof LuaInteger) {
      return replaceItem(key.toint(), value);
    }
    if (LongKey.isLong(key)) {
      return false;
    }
    int slot = slotOf(key);
    LuaValue[] e = entries;
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
    double[] items = numbers;
    return i >= 0
        && i < items.length
        && (metatable == null || !NumberList.isAbsent(items[i]))
        && NumberList.set(items, i, value);
  }

  /** As {@link #replaceItem}, for a number, where the items are kept as numbers. */
  final boolean replaceNumber(int key, double number) {
    double[] items = numbers;
    int i = key - 1;
    if (i >= 0 && i < items.length && (metatable == null || !NumberList.isAbsent(items[i]))) {
      items[i] = NumberList.kept(number);
      return true;
    }
    return false;
  }

  /**
   * Sets the value of a key; nil removes it. For hosts: whatever growth is needed is done at once.
   *
   * @throws ScriptError if the key is nil or NaN
   */
  public final void put(LuaValue key, LuaValue value) {
    if (store(key, value) == NO_ROOM) {
      new TableRewrite(this, key, value).finish();
      store(key, value);
    }
    if (occasional != null && isTurning()) {
      new TableRewrite(this).finish();
    }
  }

  /** Sets the value of an integer key; nil removes it. See {@link #put(LuaValue, LuaValue)}. */
  public final void put(int key, LuaValue value) {
    if (store(key, value) < 0) {
      put(LuaInteger.valueOf(key), value);
    }
  }

  /**
   * Sets the value of a key; nil removes it.
   *
   * @return 0; or what it cost to make room, in units of fuel; or {@link #DUE} or {@link #NO_ROOM}
   * @throws ScriptError if the key is nil or NaN
   */
  int store(LuaValue key, LuaValue value) {
    if (key instanceof LuaInteger) {
      return store(((LuaInteger) key).toint(), value);
    }
    int slot = slotOf(key);
    if (slot >= 0 && entries[slot + 1] != null) {
      entries[slot + 1] = value == NIL ? null : value;
      return 0;
    }
    LuaValue valid = validKey(key);
    return value == NIL ? 0 : add(valid, value, slot);
  }

  /** As {@link #store(LuaValue, LuaValue)}, for an integer key. */
  final int store(int key, LuaValue value) {
    LuaValue[] values = array;
    int i = key - 1;
    if (i >= 0 && i < values.length) {
      values[i] = value == NIL ? null : value;
      return 0;
    }
    double[] items = numbers;
    if (i >= 0 && i < items.length) {
      return NumberList.set(items, i, value) ? 0 : turn(i, value);
    }
    if (i >= 0 && i < room) {
      return value == NIL ? 0 : storeFirst(key, value);
    }
    if (occasional != null) {
      if (finishRewrite()) {
        return store(key, value);
      }
      if (i >= 0 && i < listSize()) {
        return storeAside(i, value);
      }
    }
    LuaValue boxed = LuaInteger.valueOf(key);
    int slot = entryCount == 0 ? -1 : slotOf(boxed);
    if (slot >= 0 && entries[slot + 1] != null) {
      entries[slot + 1] = value == NIL ? null : value;
      return 0;
    }
    return value == NIL ? 0 : add(boxed, value, slot);
  }

  /** Stores the first item where there is room for a list. */
  private int storeFirst(int key, LuaValue value) {
    startList(value instanceof LuaNumber);
    return store(key, value);
  }

  private void startList(boolean ofNumbers) {
    if (ofNumbers) {
      takeList(NO_VALUES, NumberList.ofSize(room));
    } else {
      takeList(new LuaValue[room], NumberList.NONE);
    }
    room = 0;
  }

  /** Turns numbers into values, as an item is to be something else; a large list begins to. */
  private int turn(int i, LuaValue value) {
    double[] items = numbers;
    if (items.length > LARGE) {
      return storeAside(i, value);
    }
    LuaValue[] values = new LuaValue[items.length];
    values[i] = value;
    NumberList.box(items, 0, items.length, values);
    takeList(values, NumberList.NONE);
    return items.length / TableRewrite.BOXED_PER_FUEL;
  }

  /** Sets a list item where quick paths must not. */
  private int storeAside(int i, LuaValue value) {
    LuaValue[] values = listValues();
    double[] items = listNumbers();
    if (values.length == 0 && !NumberList.set(items, i, value)) {
      values = new LuaValue[items.length];
    }
    if (values.length > 0) {
      values[i] = value == NIL ? null : value;
      if (items.length > 0) {
        items[i] = NumberList.ABSENT;
      }
    }
    Occasional aside = occasional();
    if (value != NIL && aside.vacancies != null && aside.vacancies.occupy(i)) {
      aside.vacancies = null; // none is left in the list
      aside.crossed = 0;
    }
    takeList(values, items);
    return isTurning() ? DUE : 0;
  }

  /** Turns some of the numbers into values; with the last of them all are turned. */
  final void turnItems(int from, int to) {
    LuaValue[] values = listValues();
    NumberList.box(listNumbers(), from, to, values);
    if (to == values.length) {
      takeList(values, NumberList.NONE);
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
  private int add(LuaValue key, LuaValue value, int dead) {
    absentMetamethods &= MARKED;
    indexAt = 0;
    if (entryCount << 1 == entries.length) {
      return addWhereFull(key, value);
    }
    int slot = entryCount << 1;
    entries[slot] = key;
    entries[slot + 1] = value;
    entryCount++;
    keyMask |= keyBit(key);
    if (dead >= 0) {
      entries[dead] = REPLACED;
    }
    int[] places = index;
    if (places != null) {
      if (link(places, KeyHash.quick(key), dead >> 1) > MAX_ALIKE && isAlike(places, key)) {
        occasional().isAlike = true;
        return DUE;
      }
    } else if (occasional != null && occasional.keyed != null) {
      occasional.keyed.add(entryCount - 1, KeyHash.full(key), dead >> 1);
    }
    return isShortOfRoom() ? DUE : 0;
  }

  private boolean isShortOfRoom() {
    int capacity = entries.length;
    return capacity > LARGE && (capacity >> 1) - entryCount <= RESERVE;
  }

  /**
   * Has the index find the last entry, in place of another with the same key, or -1. Returns how
   * many others it passed.
   */
  private int link(int[] places, int hash, int replaced) {
    int mask = places.length - 1;
    int first = hash & mask;
    int i = first;
    while (places[i] != 0 && places[i] != replaced + 1) {
      i = (i + 1) & mask;
    }
    places[i] = entryCount;
    return (i - first) & mask;
  }

  /**
   * Whether the string added last was made to collide with others. What counts is the hash that is
   * the same in every JVM, so that what follows does not depend on the secret of this one.
   */
  private boolean isAlike(int[] places, LuaValue added) {
    if (!(added instanceof LuaString)) {
      return false;
    }
    int mask = places.length - 1;
    int count = 0;
    for (int i = KeyHash.quick(added) & mask; places[i] != entryCount; i = (i + 1) & mask) {
      LuaValue other = entries[(places[i] - 1) << 1];
      if (other instanceof LuaString && other.hashCode() == added.hashCode()) {
        count++;
      }
    }
    return count > MAX_ALIKE;
  }

  private int addWhereFull(LuaValue key, LuaValue value) {
    int listSize = listSize();
    if (listSize + entries.length <= LARGE) {
      int cost = TableRewrite.cost(listSize, entryCount);
      rewrite(key, value);
      int answer = store(key, value);
      return answer == 0 ? cost : answer;
    }
    if (entries.length <= LARGE) {
      // the list is large: this is room to go on with until it is rewritten
      resize(listSize, false, liveEntries() + 2 * RESERVE);
      store(key, value);
      return DUE;
    }
    return NO_ROOM;
  }

  private int liveEntries() {
    int live = 0;
    for (int i = 1; i < entryCount << 1; i += 2) {
      if (entries[i] != null) {
        live++;
      }
    }
    return live;
  }

  /** Makes room for one more key at once: drops the dead entries, and finds new sizes. */
  private void rewrite(LuaValue extraKey, LuaValue extraValue) {
    KeyCensus census = new KeyCensus();
    census.countList(this, 0, listSize());
    boolean areAllAlive = census.countEntries(entries, 0, entryCount) == entryCount;
    census.countPair(extraKey, extraValue);
    int listSize = census.listSize();
    resize(
        listSize, census.isListOfNumbers(), roomFor(census.entriesBeside(listSize), areAllAlive));
  }

  /**
   * Returns for how many entries there should be room: in large tables, and in those with dead
   * entries, for so many more that a rewriting is paid for by what is added until the next.
   */
  static int roomFor(int live, boolean areAllAlive) {
    int capacity = capacityFor(live);
    int more = 0;
    if (capacity > LINEAR_LIMIT && !areAllAlive) {
      more = capacity / 4;
    }
    if (capacity > LARGE / 2) {
      more = Math.max(capacity / 8, 2 * RESERVE);
    }
    return capacity - live < more ? capacity * 2 : capacity;
  }

  private static int capacityFor(int wanted) {
    return wanted <= 2 ? wanted : Integer.highestOneBit(wanted - 1) << 1;
  }

  private void resize(int listSize, boolean ofNumbers, int wantedEntries) {
    LuaValue[] oldEntries = entries;
    int oldCount = entryCount;
    int oldSize = listSize();
    LuaValue[] oldValues = listValues();
    double[] oldNumbers = listNumbers();
    KeyedIndex oldKeyed = occasional == null ? null : occasional.keyed;
    boolean wasAlike = occasional != null && occasional.isAlike;
    occasional = null;
    if (wasAlike) {
      occasional().isAlike = true;
    }
    if (listSize == oldSize) {
      takeList(oldValues, oldNumbers);
    } else {
      room = listSize;
      startList(ofNumbers);
      copyList(oldValues, oldNumbers, 0, Math.min(oldSize, listSize));
    }
    allocateEntries(wantedEntries, oldKeyed != null);
    for (int i = listSize; i < oldSize; i++) {
      LuaValue item = item(oldValues, oldNumbers, i);
      if (item != null) {
        move(LuaInteger.valueOf(i + 1), item, null, 0);
      }
    }
    for (int i = 0; i < oldCount; i++) {
      if (oldEntries[(i << 1) + 1] != null) {
        move(oldEntries[i << 1], oldEntries[(i << 1) + 1], oldKeyed, i);
      }
    }
  }

  /** Starts with no entries and room for at least so many. */
  private void allocateEntries(int wanted, boolean isKeyed) {
    int capacity = capacityFor(wanted);
    entries = capacity == 0 ? NO_VALUES : new LuaValue[capacity << 1];
    entryCount = 0;
    keyMask = 0;
    indexAt = 0;
    index = null;
    if (capacity > LINEAR_LIMIT) {
      if (isKeyed) {
        occasional().keyed = new KeyedIndex(capacity);
      } else {
        index = new int[capacity << 1];
      }
    }
  }

  /**
   * Puts a pair whose key is not in the table where there is room for it.
   *
   * @param from what knows the hash of the key, as that of an entry; or null
   */
  final void move(LuaValue key, LuaValue value, @Nullable KeyedIndex from, int entry) {
    if (key instanceof LuaInteger) {
      int i = key.toint() - 1;
      if (i >= 0 && i < array.length) {
        array[i] = value;
        return;
      }
      if (i >= 0 && i < listSize()) {
        put(key, value);
        return;
      }
    }
    if (entryCount << 1 == entries.length) { // another process has added to it meanwhile
      put(key, value);
      return;
    }
    int slot = entryCount << 1;
    entries[slot] = key;
    entries[slot + 1] = value;
    entryCount++;
    keyMask |= keyBit(key);
    if (index != null) {
      link(index, KeyHash.quick(key), -1);
    } else if (occasional != null && occasional.keyed != null) {
      int hash = from == null ? KeyHash.full(key) : from.hash(entry);
      occasional.keyed.add(entryCount - 1, hash, -1);
    }
  }

  // ---------------------------------------------------------------- rewriting in pieces

  /** Becomes an empty table with room for so much, for its contents to be moved to. */
  final void makeRoom(int listSize, boolean ofNumbers, int entryCapacity, boolean isKeyed) {
    if (ofNumbers) {
      numbers = new double[listSize]; // to be copied or vacated piece by piece
    } else {
      array = new LuaValue[listSize];
    }
    allocateEntries(entryCapacity, isKeyed);
  }

  /** As {@link #makeRoom}, with the list part of another table. */
  final void takeList(Table other, int entryCapacity, boolean isKeyed) {
    allocateEntries(entryCapacity, isKeyed);
    room = other.room;
    takeList(other.listValues(), other.listNumbers());
  }

  /** Copies items of another list part to their places; true if that took boxes. */
  final boolean copyList(LuaValue[] values, double[] items, int from, int to) {
    if (numbers.length > 0) {
      if (items.length > 0) {
        System.arraycopy(items, from, numbers, from, to - from);
      } else {
        vacate(from, to);
      }
      return false;
    }
    if (values.length > 0) {
      System.arraycopy(values, from, array, from, to - from);
    }
    if (items.length > 0) {
      NumberList.box(items, from, to, array);
    }
    return items.length > 0;
  }

  /** Notes that there are no items yet in a part of a new list. */
  final void vacate(int from, int to) {
    if (numbers.length > 0) {
      Arrays.fill(numbers, from, to, NumberList.ABSENT);
    }
  }

  /** Takes over what another table holds, which is not used any more; the metatable stays. */
  final void takeContents(Table other) {
    entries = other.entries;
    keyMask = other.keyMask;
    indexAt = 0;
    index = other.index;
    entryCount = other.entryCount;
    occasional = null;
    room = other.room;
    takeList(other.listValues(), other.listNumbers());
    if (other.occasional != null && other.occasional.keyed != null) {
      occasional().keyed = other.occasional.keyed;
    }
  }

  /** Holds nothing itself until a rewriting is finished. */
  final void lendContents(TableRewrite rewrite) {
    array = NO_VALUES;
    numbers = NumberList.NONE;
    room = 0;
    entries = NO_VALUES;
    keyMask = -1;
    indexAt = 0;
    index = null;
    entryCount = 0;
    occasional = null;
    occasional().rewrite = rewrite;
  }

  final int entryCount() {
    return entryCount;
  }

  // ---------------------------------------------------------------- length and traversal

  /** Returns a border: a number n where t[n] is not nil and t[n+1] is, or 0. O(log n). */
  public int border() {
    if (occasional != null) {
      finishRewrite();
    }
    int size = listSize();
    if (size > 0 && isVacant(size - 1)) {
      int hint = borderHint;
      if (hint > 0 && hint < size && !isVacant(hint - 1)) {
        if (isVacant(hint)) {
          return hint;
        }
        if (isVacant(hint + 1)) { // hint + 1 < size, as the last one is null
          return borderHint = hint + 1;
        }
      }
      int low = 0;
      int high = size;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (isVacant(middle - 1)) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return borderHint = low;
    }
    return entryCount == 0 ? size : borderBeyondList(size);
  }

  private int borderBeyondList(int size) {
    int low = size;
    int high = size + 1;
    while (raw(high) != NIL) {
      low = high;
      if (high == Integer.MAX_VALUE) {
        return high; // the last number that is a place in a list
      }
      high = high > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : high * 2;
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

  /** Returns the position of the first pair at or after a position, or {@link #END}. */
  final int nextPosition(int from) {
    return nextPosition(from, Integer.MAX_VALUE);
  }

  /**
   * Returns the position of the first pair at or after a position, which is 0 where a traversal
   * starts. Amortised O(log n), also where much was removed.
   *
   * @param limit after about so many positions without a pair the search may stop
   * @return the position; or {@link #END}; or where to go on, see {@link #reached}
   */
  final int nextPosition(int from, int limit) {
    if (occasional != null) {
      return nextPositionAside(from, limit);
    }
    return search(from, limit);
  }

  /** Returns where a search has stopped, or -1 if it has found what there is to find. */
  static int reached(int position) {
    return position < END ? -2 - position : -1;
  }

  private int search(int from, int limit) {
    LuaValue[] e = entries;
    int size = listSize();
    int end = size + entryCount;
    int last = limit < end - from ? from + limit : end;
    int at = from;
    while (at < last && (at < size ? isVacant(at) : e[((at - size) << 1) + 1] == null)) {
      at++;
    }
    if (at - from > MAX_CROSSED) {
      noteCrossed(at - from, end);
    }
    return at < last ? at : at >= end ? END : -2 - at;
  }

  /**
   * Begins to remember empty stretches once more positions have been crossed in vain than two
   * traversals of a table would cross at worst.
   */
  private void noteCrossed(int count, int positions) {
    Occasional aside = occasional();
    aside.crossed += count;
    if (aside.crossed > 2 * (long) positions) {
      int size = listSize();
      aside.vacancies = new Vacancies(size, size + (entries.length >> 1));
      takeList(listValues(), listNumbers());
    }
  }

  private int nextPositionAside(int from, int limit) {
    if (finishRewrite()) {
      return nextPosition(from, limit);
    }
    Occasional aside = occasional();
    Vacancies vacancies = aside.vacancies;
    if (vacancies == null) {
      int found = search(from, limit);
      if (reached(found) < 0) {
        aside.crossed = Math.max(0, aside.crossed - MAX_CROSSED); // so many at a step are no waste
      }
      return found;
    }
    LuaValue[] e = entries;
    int size = listSize();
    int end = size + entryCount;
    int at = from;
    for (int blocks = limit >> Vacancies.BLOCK_BITS; blocks >= 0; blocks--) {
      int block = vacancies.next(at >> Vacancies.BLOCK_BITS);
      int first = block << Vacancies.BLOCK_BITS;
      if (block < 0 || first >= end) {
        return END;
      }
      int last = first + (1 << Vacancies.BLOCK_BITS);
      int stop = Math.min(last, end);
      int start = Math.max(at, first);
      at = start;
      while (at < stop && (at < size ? isVacant(at) : e[((at - size) << 1) + 1] == null)) {
        at++;
      }
      if (at < stop) {
        return at;
      }
      if (start == first && stop == last) {
        vacancies.vacate(block);
      }
      if (at >= end) {
        return END;
      }
    }
    return -2 - at;
  }

  final LuaValue keyAt(int position) {
    int size = listSize();
    return position < size ? LuaInteger.valueOf(position + 1) : entries[(position - size) << 1];
  }

  final LuaValue valueAt(int position) {
    int size = listSize();
    return orNil(
        position < size
            ? listItem(position)
            : NumberCell.reveal(entries[((position - size) << 1) + 1]));
  }

  /** Whether the key at a position is an index of the list part: the position and 1. */
  final boolean hasIndexAt(int position) {
    return position < listSize();
  }

  /** The value at a position, if it is a number without a box; else absent. */
  final double numberAt(int position) {
    int size = listSize();
    if (position < size) {
      return number(position + 1);
    }
    LuaValue value = entries[((position - size) << 1) + 1];
    return value instanceof NumberCell ? ((NumberCell) value).value : NumberList.ABSENT;
  }

  /**
   * As {@link #positionAfter(LuaValue)}.
   *
   * @param last the position of the key, probably
   */
  int positionAfter(LuaValue key, int last) {
    int at = (last - listSize()) << 1;
    return occasional == null && at >= 0 && at < entries.length && entries[at] == key
        ? last + 1
        : positionAfter(key);
  }

  /** Returns the position after a key's, or -1 if the table never had the key. */
  int positionAfter(LuaValue key) {
    if (key == NIL) {
      return 0;
    }
    if (occasional != null) {
      finishRewrite();
    }
    int size = listSize();
    if (key instanceof LuaInteger) {
      int k = key.toint();
      if (k > 0 && k <= size) {
        return k;
      }
    }
    int slot = slotOf(key);
    return slot < 0 ? -1 : size + (slot >> 1) + 1;
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
    return pairAt(nextPosition(from));
  }

  /** The pair at a position; nil at {@link #END}. */
  final Varargs pairAt(int position) {
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
    if (event == Metamethod.INDEX) {
      return indexMetamethod();
    }
    LuaValue handler = raw(event.key);
    if (handler == NIL) {
      absentMetamethods |= bit;
      return null;
    }
    return handler;
  }

  /** As {@link #metamethod}, for the one that is asked most. */
  private @Nullable LuaValue indexMetamethod() {
    if (indexAt > 0) {
      LuaValue known = NumberCell.reveal(entries[indexAt]);
      if (known != null) {
        return known;
      }
    }
    LuaValue handler = raw(Metamethod.INDEX.key);
    if (handler == NIL) {
      absentMetamethods |= Metamethod.INDEX.bit;
      return null;
    }
    indexAt = slotOf(Metamethod.INDEX.key) + 1;
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
    return listSize();
  }

  @Override
  protected int getHashLength() {
    return entries.length >> 1;
  }

  /** The room taken, in slots of a value: list items, and two for each entry. */
  final int slots() {
    if (occasional != null) {
      finishRewrite();
    }
    return listSize() + entries.length;
  }

  /**
   * What one of the {@link #slots} holds: a list item, a key or a value; null where it is free, or
   * a number without a box.
   */
  final @Nullable LuaValue slot(int i) {
    int size = listSize();
    if (i < size) {
      LuaValue[] values = listValues();
      return i < values.length ? values[i] : null;
    }
    int e = i - size;
    return entries[e | 1] == null ? null : entries[e]; // the key of a dead entry does not count
  }

  /** Whether one of the {@link #slots} is for a key. */
  final boolean isKeySlot(int i) {
    int size = listSize();
    return i >= size && (i - size & 1) == 0;
  }

  // ---------------------------------------------------------------- as a weak table

  /** Positions are those below this one; see {@link #nextPosition}. */
  final int positions() {
    return listSize() + entryCount;
  }

  /** Whether what is at a position is a list item. */
  final boolean isListPosition(int position) {
    return position < listSize();
  }

  /** Removes the pair at a position. */
  final void removeAt(int position) {
    int size = listSize();
    if (position < size) {
      if (position < listValues().length) {
        listValues()[position] = null;
      }
      if (position < listNumbers().length) {
        listNumbers()[position] = NumberList.ABSENT;
      }
    } else {
      entries[((position - size) << 1) + 1] = null;
    }
  }

  /** Marks this table for finalization; false if it was already. */
  final boolean markForFinalization() {
    boolean isNew = (absentMetamethods & MARKED) == 0;
    absentMetamethods |= MARKED;
    return isNew;
  }

  /** How many list items the array has room for. */
  public final int arrayCapacity() {
    return listSize();
  }

  /** How many entries there is room for beside the array. */
  public final int entryCapacity() {
    return entries.length >> 1;
  }

  /**
   * Makes the list part at least so long, as a list of that length is about to be stored; but not
   * beside so many entries that looking through them for list items would take long.
   *
   * @param ofNumbers whether all of them seem to be numbers
   */
  final void reserveList(int size, boolean ofNumbers) {
    if (size > listSize() && size <= 1 << MAX_ARRAY_BITS && entries.length <= LARGE) {
      boolean staysNumbers = listNumbers().length > 0 || ofNumbers;
      resize(size, staysNumbers && listValues().length == 0, entryCount);
    } else if (room > 0) {
      startList(ofNumbers);
    }
  }
}
