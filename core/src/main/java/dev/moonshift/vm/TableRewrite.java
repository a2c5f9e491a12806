package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/**
 * Rewrites a large table with as much room as it needs, a piece at a time.
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

  /** Entries that are looked at or moved in one piece, and what moving one costs: it is hashed. */
  private static final int ENTRY_PIECE = 1024;

  private static final int ENTRY_COST = 2;

  /** A piece ends early after so much fuel for hashing long keys. */
  private static final int MAX_HASH_COST = 4096;

  private enum Phase {
    COUNT_LIST,
    COUNT_ENTRIES,
    PLANNED,
    MOVE_LIST,
    MOVE_ENTRIES,
    DONE
  }

  private final Table table;
  private Phase phase = Phase.COUNT_LIST;
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

  /**
   * Prepares to rewrite a table.
   *
   * @param extraKey a key that it is to have room for besides those it has, or null
   */
  TableRewrite(Table table, @Nullable LuaValue extraKey) {
    this.table = table;
    isKeyed = table.occasional != null && (table.keyed() != null || table.occasional.isAlike);
    if (extraKey != null) {
      census.countKey(extraKey);
    }
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

  private int countList() {
    LuaValue[] list = table.list();
    int end = Math.max(at, Math.min(at + LIST_PIECE, list.length));
    int cost = (end - at) / LIST_ITEMS_PER_FUEL;
    census.countList(list, at, end);
    next(end, list.length, Phase.COUNT_ENTRIES);
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
    LuaValue[] list = old.list();
    made.makeRoom(listSize == list.length ? list : new LuaValue[listSize], entryCapacity, isKeyed);
    table.lendContents(this);
    phase = Phase.MOVE_LIST;
    at = listSize == list.length ? listSize : 0;
  }

  private int moveList() {
    LuaValue[] from = old.list();
    LuaValue[] to = made.list();
    int copied = Math.min(from.length, to.length);
    int cost;
    int end;
    if (at < copied) {
      end = Math.min(at + LIST_PIECE, copied);
      cost = (end - at) / LIST_ITEMS_PER_FUEL;
      System.arraycopy(from, at, to, at, end - at);
    } else {
      end = Math.min(at + ENTRY_PIECE, from.length);
      cost = (end - at) * ENTRY_COST;
      for (int i = at; i < end; i++) {
        if (from[i] != null) {
          made.move(LuaInteger.valueOf(i + 1), from[i], null, 0);
        }
      }
    }
    next(end, from.length, Phase.MOVE_ENTRIES);
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
