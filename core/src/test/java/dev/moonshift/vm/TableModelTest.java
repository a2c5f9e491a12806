package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A table does what a map in the order of insertion does, small or large, also while it is being
 * rewritten; and {@code #} gives a border.
 */
class TableModelTest {
  private static final int STEPS = 30_000;

  private final Map<LuaValue, LuaValue> model = new LinkedHashMap<>();
  private Table table = new Table();

  static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  /** One of so many keys of all kinds; equal keys are not always the same object. */
  private static LuaValue key(Random random, int range, LuaValue[] tables) {
    int n = random.nextInt(range);
    switch (random.nextInt(9)) {
      case 0, 1, 2:
        return Numbers.valueOf(n + 1.0);
      case 3:
        return LuaValue.valueOf("key" + n);
      case 4:
        return Numbers.valueOf(n * 0.25 - 10);
      case 5:
        return Numbers.valueOf((n - range / 2) * 1e15);
      case 6:
        return Numbers.valueOf((long) Integer.MAX_VALUE - n % 3);
      case 7:
        return tables[n % tables.length];
      default:
        return n % 4 == 0 ? LuaValue.valueOf(n % 8 == 0) : LuaValue.valueOf(-n);
    }
  }

  /** Numbers of all kinds; later also something else, so that lists of numbers turn. */
  private static LuaValue value(Random random, int step, int phase) {
    switch (random.nextInt(6)) {
      case 0:
        return Numbers.valueOf(-0.0);
      case 1:
        return Numbers.valueOf(step + 0.25);
      case 2:
        return phase % 4 == 3 && random.nextInt(99) == 0 ? LuaValue.TRUE : LuaDouble.POSINF;
      default:
        return LuaValue.valueOf(step);
    }
  }

  private void put(Random random, LuaValue key, LuaValue value) {
    int answer = table.store(key, value);
    assertThat(answer).isNotEqualTo(Table.NO_ROOM);
    if (answer == Table.DUE) {
      TableRewrite rewrite = new TableRewrite(table);
      int steps = random.nextInt(8);
      if (steps == 0) {
        rewrite.finish();
      }
      for (int i = 0; i < steps; i++) {
        rewrite.step(); // what follows comes upon a table that is being rewritten, or was not
      }
    }
    LuaValue known = key == Numbers.NEGATIVE_ZERO ? LuaValue.ZERO : key;
    if (value == LuaValue.NIL) {
      model.remove(known);
    } else {
      model.put(known, value);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aTableIsAMapInTheOrderOfInsertion(int seed) {
    Random random = new Random(seed);
    int range = 1 << (2 + seed % 15);
    LuaValue[] tables = new LuaValue[10];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new Table();
    }
    table = new Table(random.nextInt(20), random.nextInt(20));
    for (int step = 0; step < STEPS; step++) {
      int phase = step * 8 / STEPS;
      LuaValue key = key(random, range, tables);
      boolean isRemoval = random.nextInt(100) < (phase % 2 == 0 ? 10 : 70);
      put(random, key, isRemoval ? LuaValue.NIL : value(random, step, phase));
      LuaValue other = key(random, range, tables);
      assertThat(table.raw(other)).isEqualTo(expected(other));
      if (step % 97 == 0) {
        checkBorder();
      }
      if (step % (STEPS / 12) == 0) {
        checkTraversal();
        changeWhileTraversing(random);
      }
    }
    checkTraversal();
    empty();
  }

  private LuaValue expected(LuaValue key) {
    return model.getOrDefault(key == Numbers.NEGATIVE_ZERO ? LuaValue.ZERO : key, LuaValue.NIL);
  }

  private void checkBorder() {
    int border = table.border();
    if (border > 0) {
      assertThat(expected(LuaInteger.valueOf(border))).isNotSameAs(LuaValue.NIL);
    }
    if (border < Integer.MAX_VALUE) {
      assertThat(expected(LuaInteger.valueOf(border + 1))).isSameAs(LuaValue.NIL);
    }
  }

  private void checkTraversal() {
    List<LuaValue> visited = new ArrayList<>();
    int list = table.arrayCapacity();
    int last = 0;
    for (Varargs pair = table.next(LuaValue.NIL);
        pair.arg1() != LuaValue.NIL;
        pair = table.next(pair.arg1())) {
      LuaValue key = pair.arg1();
      assertThat(pair.arg(2)).isEqualTo(expected(key));
      if (last >= 0 && key instanceof LuaInteger && key.toint() > last && key.toint() <= list) {
        last = key.toint();
      } else {
        last = -1; // the list is over
      }
      visited.add(key);
    }
    assertThat(new HashSet<>(visited)).isEqualTo(model.keySet()).hasSameSizeAs(visited);
    // a whole number can change between list and entries, and then changes its place
    visited.removeIf(LuaInteger.class::isInstance);
    List<LuaValue> others = new ArrayList<>(model.keySet());
    others.removeIf(LuaInteger.class::isInstance);
    assertThat(visited).isEqualTo(others);
    int slots = table.slots();
    int used = 0;
    for (int i = 0; i < slots; i++) {
      used += (i < list ? table.listItem(i) : table.slot(i)) == null ? 0 : 1;
    }
    assertThat(used).isGreaterThanOrEqualTo(model.size());
  }

  private void changeWhileTraversing(Random random) {
    Set<LuaValue> left = new HashSet<>(model.keySet());
    List<LuaValue> all = new ArrayList<>(model.keySet());
    int position = table.nextPosition(0);
    while (position >= 0) {
      LuaValue key = table.keyAt(position);
      assertThat(left.remove(key)).isTrue();
      LuaValue other = random.nextBoolean() ? key : all.get(random.nextInt(all.size()));
      if (random.nextInt(3) == 0) {
        put(random, other, LuaValue.NIL);
        left.remove(other);
      } else if (model.containsKey(other)) {
        put(random, other, LuaValue.valueOf(-1));
      }
      position = table.nextPosition(table.positionAfter(key));
    }
    assertThat(left).isEmpty();
  }

  private void empty() {
    for (Varargs pair = table.next(LuaValue.NIL);
        pair.arg1() != LuaValue.NIL;
        pair = table.next(LuaValue.NIL)) {
      assertThat(model.remove(pair.arg1())).isNotNull();
      assertThat(table.store(pair.arg1(), LuaValue.NIL)).isZero();
      assertThat(table.raw(pair.arg1())).isSameAs(LuaValue.NIL);
    }
    assertThat(model).isEmpty();
    assertThat(table.border()).isZero();
    assertThatThrownBy(() -> table.put(LuaValue.NIL, LuaValue.ONE))
        .hasMessage("table index is nil");
    assertThatThrownBy(() -> table.put(LuaDouble.NAN, LuaValue.ONE))
        .hasMessage("table index is NaN");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theLengthOfASequenceIsExact(int seed) {
    Random random = new Random(seed);
    int length = 1 + random.nextInt(1 << (1 + seed % 15));
    List<Integer> keys = new ArrayList<>(IntStream.rangeClosed(1, length).boxed().toList());
    if (seed % 3 == 1) {
      java.util.Collections.reverse(keys);
    } else if (seed % 3 == 2) {
      java.util.Collections.shuffle(keys, random);
    }
    for (int key : keys) {
      put(random, LuaInteger.valueOf(key), LuaValue.TRUE);
    }
    for (int i = 0; i < 20; i++) {
      put(random, LuaValue.valueOf("x" + i), LuaValue.TRUE);
    }

    assertThat(table.border()).isEqualTo(length);
    int shorter = random.nextInt(length);
    for (int key = length; key > shorter; key--) {
      put(random, LuaInteger.valueOf(key), LuaValue.NIL);
    }
    assertThat(table.border()).isEqualTo(shorter);
  }
}
