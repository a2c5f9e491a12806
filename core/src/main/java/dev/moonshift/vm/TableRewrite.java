package dev.moonshift.vm;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/**
 * Rewrites a large table, a piece at a time: with as much room as it needs or, if something was
 * stored among nothing but numbers, with the list as values.
 *
 * <p>First it counts what is there and decides how large the table becomes; then it takes the
 * contents out of the table and moves them to where they will be; then the table gets them back.
 * Meanwhile the process stands still. Another process that has a share in the table, and comes upon
 * it while its contents are out, brings this to its end at once.
 */
final class TableRewrite {
  /** List items that are looked at or copied in one piece, and for a unit of fuel. */
  private static final int LIST_PIECE = 16_384;

  private static final int LIST_ITEMS_PER_FUEL = 16;

  /** A unit of fuel turns so many numbers into values. */
  static final int BOXED_PER_FUEL = 4;

  /** Entries that are looked at or moved in one piece, and what moving one costs: it is hashed. */
  private static final int ENTRY_PIECE = 1024;

  private static final int ENTRY_COST = 2;

  /** A piece ends early after so much fuel for hashing long keys. */
  private static final int MAX_HASH_COST = 4096;

  private enum Phase {
    /** The numbers of the list become values, and all stays in its place. */
    TURN,
    COUNT_LIST,
    COUNT_ENTRIES,
    PLANNED,
    MOVE_LIST,
    MOVE_ENTRIES,
    DONE
  }

  private final Table table;
  private Phase phase;
  private int at; // the next list item or entry
  private final KeyCensus census = new KeyCensus();
  private boolean areAllAlive = true;
  private final boolean isKeyed;

  // once planned
  private int listSize;
  private int entryCapacity;

  // while the contents are out of the table
  private final Table old = new Table();
  private final Table made = new Table();

  /** Prepares to rewrite a table. */
  TableRewrite(Table table) {
    this.table = table;
    phase = table.isTurning() ? Phase.TURN : Phase.COUNT_LIST;
    isKeyed = table.occasional != null && (table.keyed() != null || table.occasional.isAlike);
  }

  /** Prepares to rewrite a table so that it has room for a further pair. */
  TableRewrite(Table table, LuaValue extraKey, LuaValue extraValue) {
    this(table);
    census.countPair(extraKey, extraValue);
  }

  /** The fuel to rewrite a table of some size. */
  static int cost(int listSize, int entries) {
    return listSize / LIST_ITEMS_PER_FUEL + entries * ENTRY_COST;
  }

  /** Whether the sizes are known and nothing has been changed. */
  boolean isPlanned() {
    return phase == Phase.PLANNED;
  }

  /** How many slots the table will have more than before; only once planned. */
  int growth() {
    return listSize + (entryCapacity << 1) - table.slots();
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** Does all that is left. */
  void finish() {
    while (!isDone()) {
      step();
    }
  }

  /** Does a piece of the work; returns what it cost. */
  int step() {
    if (phase.compareTo(Phase.PLANNED) <= 0) {
      table.finishRewrite(); // that of another process
    }
    switch (phase) {
      case TURN:
        return turn();
      case COUNT_LIST:
        return countList();
      case COUNT_ENTRIES:
        return countEntries();
      case PLANNED:
        takeOut();
        return 0;
      case MOVE_LIST:
        return moveList();
      case MOVE_ENTRIES:
        return moveEntries();
      case DONE:
        return 0;
    }
    throw new IllegalStateException("no such phase: " + phase);
  }

  private int turn() {
    if (!table.isTurning()) { // another process has brought it to its end
      phase = Phase.DONE;
      return 0;
    }
    int size = table.listSize();
    int end = Math.min(at + LIST_PIECE, size);
    int cost = (end - at) / BOXED_PER_FUEL;
    table.turnItems(at, end);
    next(end, size, Phase.DONE);
    return cost;
  }

  private int countList() {
    int size = table.listSize();
    int end = Math.max(at, Math.min(at + LIST_PIECE, size));
    int cost = (end - at) / LIST_ITEMS_PER_FUEL;
    census.countList(table, at, end);
    next(end, size, Phase.COUNT_ENTRIES);
    return cost;
  }

  private int countEntries() {
    int count = table.entryCount();
    int end = Math.max(at, Math.min(at + ENTRY_PIECE, count));
    int cost = end - at;
    areAllAlive &= census.countEntries(table.entries, at, end) == end - at;
    next(end, count, Phase.PLANNED);
    if (phase == Phase.PLANNED) {
      listSize = census.listSize();
      entryCapacity = Table.roomFor(census.entriesBeside(listSize), areAllAlive);
    }
    return cost;
  }

  private void takeOut() {
    old.takeContents(table);
    if (listSize == old.listSize()) {
      made.takeList(old, entryCapacity, isKeyed);
      at = listSize;
    } else {
      boolean ofNumbers = census.isListOfNumbers() && old.listValues().length == 0;
      made.makeRoom(listSize, ofNumbers, entryCapacity, isKeyed);
      at = 0;
    }
    table.lendContents(this);
    phase = Phase.MOVE_LIST;
  }

  private int moveList() {
    int from = old.listSize();
    int copied = Math.min(from, listSize);
    int cost;
    int end;
    if (at < copied) {
      end = Math.min(at + LIST_PIECE, copied);
      boolean isBoxed = made.copyList(old.listValues(), old.listNumbers(), at, end);
      cost = (end - at) / (isBoxed ? BOXED_PER_FUEL : LIST_ITEMS_PER_FUEL);
    } else if (at < listSize) {
      end = made.listNumbers().length > 0 ? Math.min(at + LIST_PIECE, listSize) : listSize;
      cost = made.listNumbers().length > 0 ? (end - at) / LIST_ITEMS_PER_FUEL : 0;
      made.vacate(at, end);
    } else {
      end = Math.max(at, Math.min(at + ENTRY_PIECE, from));
      cost = (end - at) * ENTRY_COST;
      for (int i = at; i < end; i++) {
        LuaValue item = old.listItem(i);
        if (item != null) {
          made.move(LuaInteger.valueOf(i + 1), item, null, 0);
        }
      }
    }
    next(end, Math.max(from, listSize), Phase.MOVE_ENTRIES);
    return cost;
  }

  private int moveEntries() {
    LuaValue[] from = old.entries;
    KeyedIndex keyed = old.keyed();
    int count = old.entryCount();
    int end = Math.min(at + ENTRY_PIECE, count);
    int cost = 0;
    int i = at;
    for (; i < end && cost < MAX_HASH_COST; i++) {
      LuaValue key = from[i << 1];
      LuaValue value = from[(i << 1) + 1];
      cost += ENTRY_COST;
      if (value != null) {
        made.move(key, value, keyed, i);
        if (isKeyed && keyed == null) {
          cost += KeyedIndex.cost(key);
        }
      }
    }
    next(i, count, Phase.DONE);
    if (phase == Phase.DONE) {
      table.takeContents(made);
    }
    return cost;
  }

  /** Goes on to the next phase where a part is done. */
  private void next(int reached, int end, Phase following) {
    at = reached;
    if (reached >= end) {
      phase = following;
      at = 0;
    }
  }
}
