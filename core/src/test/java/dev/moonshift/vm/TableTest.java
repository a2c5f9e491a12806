package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class TableTest {
  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  /** Keys of all kinds, few enough that they meet again. */
  private static List<LuaValue> keys(Random random) {
    List<LuaValue> keys = new ArrayList<>();
    for (int i = -3; i < 40; i++) {
      keys.add(LuaValue.valueOf(i));
      keys.add(LuaDouble.valueOf(i + 0.5));
      keys.add(LuaValue.valueOf("key" + i));
      keys.add(new Table());
    }
    for (int i = 0; i < 20; i++) {
      keys.add(LuaValue.valueOf(random.nextInt()));
      keys.add(LuaDouble.valueOf(random.nextDouble() * 1e18));
    }
    keys.add(LuaValue.TRUE);
    keys.add(LuaValue.FALSE);
    return keys;
  }

  /** Strings as equal keys that are other objects; other values as they are. */
  private static LuaValue twin(LuaValue key) {
    return key instanceof LuaString ? LuaValue.valueOf(key.tojstring()) : key;
  }

  private static List<LuaValue> traversal(Table table) {
    List<LuaValue> visited = new ArrayList<>();
    for (Varargs pair = table.next(LuaValue.NIL);
        pair.arg1() != LuaValue.NIL;
        pair = table.next(pair.arg1())) {
      visited.add(pair.arg1());
      assertThat(pair.arg(2)).isEqualTo(table.raw(pair.arg1()));
    }
    return visited;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void holdsWhatAMapWouldHold(int seed) {
    Random random = new Random(seed);
    List<LuaValue> keys = keys(random);
    Table table = new Table(random.nextInt(10), random.nextInt(20));
    Map<LuaValue, LuaValue> model = new HashMap<>();
    for (int step = 0; step < 3000; step++) {
      LuaValue key = keys.get(random.nextInt(random.nextBoolean() ? 20 : keys.size()));
      boolean isRemoval = random.nextInt(100) < (step / 500 % 2 == 0 ? 20 : 70);
      LuaValue value = isRemoval ? LuaValue.NIL : LuaValue.valueOf(step);
      table.put(twin(key), value);
      if (isRemoval) {
        model.remove(key);
      } else {
        model.put(key, value);
      }
      LuaValue other = keys.get(random.nextInt(keys.size()));
      assertThat(table.raw(twin(other))).isEqualTo(model.getOrDefault(other, LuaValue.NIL));
      checkBorder(table);
    }

    List<LuaValue> visited = traversal(table);
    assertThat(visited).doesNotHaveDuplicates();
    assertThat(new HashSet<>(visited)).isEqualTo(model.keySet());
    assertThat(table.keyCount()).isEqualTo(model.size());
  }

  private static void checkBorder(Table table) {
    int border = table.border();
    if (border > 0) {
      assertThat(table.raw(border)).isNotSameAs(LuaValue.NIL);
    }
    assertThat(table.raw(border + 1)).isSameAs(LuaValue.NIL);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameHistoryGivesTheSameOrder(int seed) {
    assertThat(orderOfNames(seed)).isEqualTo(orderOfNames(seed));
  }

  /** The order of traversal, where every table is called by its place among the keys. */
  private static List<String> orderOfNames(int seed) {
    Random random = new Random(seed);
    List<LuaValue> keys = keys(random);
    Table table = new Table();
    for (int step = 0; step < 1000; step++) {
      int key = random.nextInt(keys.size());
      table.put(keys.get(key), random.nextInt(3) == 0 ? LuaValue.NIL : LuaValue.TRUE);
    }
    return traversal(table).stream().map(key -> String.valueOf(keys.indexOf(key))).toList();
  }

  @Test
  void entriesAreVisitedInTheOrderInWhichTheyWereAdded() {
    Table table = new Table();
    List<LuaValue> added = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      LuaValue key = i % 3 == 0 ? new Table() : LuaValue.valueOf("k" + i * 7919 % 1000);
      table.put(key, LuaValue.TRUE);
      added.add(key);
    }

    assertThat(traversal(table)).isEqualTo(added);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsRemovedDuringATraversalIsOnlyWhatIsMissing(int seed) {
    Random random = new Random(seed);
    Table table = new Table();
    for (LuaValue key : keys(random)) {
      table.put(key, LuaValue.ONE);
    }
    Set<LuaValue> left = new HashSet<>(List.of(table.keys()));
    LuaValue key = LuaValue.NIL;
    for (; ; ) {
      key = table.next(key).arg1();
      if (key == LuaValue.NIL) {
        break;
      }
      assertThat(left.remove(key)).isTrue();
      if (random.nextBoolean()) {
        table.put(key, LuaValue.NIL); // the one it stands on
      }
      LuaValue other = left.isEmpty() ? key : left.iterator().next();
      if (random.nextInt(4) == 0) {
        table.put(other, LuaValue.NIL);
        left.remove(other);
      } else if (table.raw(key) != LuaValue.NIL) {
        table.put(key, LuaValue.valueOf(2)); // assigning to what is there is allowed
      }
    }
    assertThat(left).isEmpty();
  }

  /** Taking the first pair until nothing is left: quadratic where each search starts anew. */
  @Test
  void emptyingFromTheFrontLooksAtEachEntryOnlyOnce() {
    Table table = new Table();
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      table.put(LuaValue.valueOf("k" + i), LuaValue.TRUE);
    }
    int rounds = 0;
    int position = table.nextPosition(0);
    while (position >= 0) {
      assertThat(position).isEqualTo(rounds); // it stands where the last one was
      table.put(table.keyAt(position), LuaValue.NIL);
      rounds++;
      position = table.nextPosition(0);
    }
    assertThat(rounds).isEqualTo(count);
  }

  @Test
  void aKeyOfTheTableMayBeGivenToNextAfterItsRemoval() {
    Table table = new Table();
    table.put(LuaValue.valueOf("a"), LuaValue.TRUE);
    table.put(LuaValue.valueOf("b"), LuaValue.TRUE);
    table.put(LuaValue.valueOf("a"), LuaValue.NIL);

    assertThat(table.next(LuaValue.valueOf("a")).arg1().tojstring()).isEqualTo("b");
    assertThatThrownBy(() -> table.next(LuaValue.valueOf("never")))
        .isInstanceOf(RaisedError.class)
        .hasMessageContaining("invalid key to 'next'");
  }

  @Test
  void wholeNumbersAreOneKeyHoweverTheyAreWritten() {
    Table table = new Table();
    table.put(Numbers.valueOf(3.0), LuaValue.TRUE);
    table.put(Numbers.valueOf(-0.0), LuaValue.FALSE);

    assertThat(table.raw(3)).isSameAs(LuaValue.TRUE);
    assertThat(table.raw(LuaValue.ZERO)).isSameAs(LuaValue.FALSE);
    assertThat(table.next(LuaValue.NIL).arg1().isint()).isTrue();
  }

  @Test
  void nilAndNanAreNoKeys() {
    Table table = new Table();

    assertThatThrownBy(() -> table.put(LuaValue.NIL, LuaValue.ONE))
        .hasMessage("table index is nil");
    assertThatThrownBy(() -> table.put(LuaDouble.NAN, LuaValue.ONE))
        .hasMessage("table index is NaN");
    assertThat(table.raw(LuaValue.NIL)).isSameAs(LuaValue.NIL);
    assertThat(table.raw(LuaDouble.NAN)).isSameAs(LuaValue.NIL);
  }

  @Test
  void aListFilledBackwardsEndsUpInTheArray() {
    Table table = new Table();
    for (int i = 1000; i >= 1; i--) {
      table.put(i, LuaValue.valueOf(i));
    }
    table.put(1001, LuaValue.TRUE);
    table.put(LuaValue.valueOf("x"), LuaValue.TRUE);

    assertThat(table.border()).isEqualTo(1001);
    assertThat(table.arrayCapacity()).isGreaterThanOrEqualTo(512);
  }
}
