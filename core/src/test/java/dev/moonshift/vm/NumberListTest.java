package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A list of numbers is kept without boxes, and nobody can tell. */
class NumberListTest {
  private static final LuaString TEXT = LuaValue.valueOf("text");

  private Table table = new Table();

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  private void fill(int length) {
    for (int i = 1; i <= length; i++) {
      table.put(i, Numbers.valueOf(i * 0.5));
    }
  }

  private boolean isUnboxed() {
    return table.listNumbers().length > 0 && table.listValues().length == 0;
  }

  private static LuaValue number(Random random) {
    switch (random.nextInt(8)) {
      case 0:
        return Numbers.valueOf(-0.0);
      case 1:
        return LuaDouble.NAN;
      case 2:
        return LuaDouble.valueOf(Double.longBitsToDouble(random.nextLong() | 0x7ff8L << 48));
      case 3:
        return LuaDouble.NEGINF;
      case 4:
        return LuaInteger.valueOf(Integer.MIN_VALUE + random.nextInt(3));
      case 5:
        return LuaInteger.valueOf(random.nextInt(300));
      default:
        return Numbers.valueOf(random.nextGaussian() * 1e12);
    }
  }

  /** Whether two values are the same to a script, which can also ask for the sign of zero. */
  private static boolean isSame(LuaValue a, LuaValue b) {
    return a instanceof LuaString || b instanceof LuaString || a == LuaValue.NIL
        ? a == b
        : b != LuaValue.NIL
            && Double.doubleToLongBits(a.todouble()) == Double.doubleToLongBits(b.todouble())
            && a.getClass() == b.getClass();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aListOfAnyNumbersIsWhatWasStored(int seed) {
    Random random = new Random(seed);
    int length = 1 << (1 + seed % 15);
    LuaValue[] model = new LuaValue[length];
    fill(length);
    for (int i = 0; i < length; i++) {
      model[i] = Numbers.valueOf((i + 1) * 0.5);
    }
    boolean hasTurned = false;
    for (int step = 0; step < 5 * length; step++) {
      int i = random.nextInt(length);
      boolean turns = step > 2 * length && random.nextInt(length) == 0;
      hasTurned |= turns;
      LuaValue value = turns ? TEXT : random.nextInt(3) == 0 ? LuaValue.NIL : number(random);
      @Nullable LuaValue old = table.item(i + 1);
      assertThat(isSame(old == null ? LuaValue.NIL : old, model[i])).isTrue();
      if (!table.replaceItem(i + 1, value)) {
        table.put(i + 1, value);
      }
      model[i] = value;
      assertThat(isSame(table.raw(i + 1), value)).isTrue();
      assertThat(isUnboxed()).isEqualTo(!hasTurned);
    }
    for (int i = 0; i < length; i++) {
      assertThat(isSame(table.raw(i + 1), model[i])).isTrue();
      assertThat(table.isVacant(i)).isEqualTo(model[i] == LuaValue.NIL);
    }
  }

  /** Also while they are being turned everything is in its place, wherever that stops. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLongListTurnsPieceByPiece(int seed) {
    Random random = new Random(seed);
    int length = 5_000 + random.nextInt(60_000);
    table = new Table(length, 0);
    fill(length);
    LuaValue[] model = new LuaValue[length + 1];
    for (int i = 1; i <= length; i++) {
      model[i] = table.raw(i);
    }
    int slots = table.slots();
    int odd = 1 + random.nextInt(length);
    assertThat(table.store(odd, TEXT)).isEqualTo(Table.DUE);
    model[odd] = TEXT;
    TableRewrite rewrite = new TableRewrite(table);
    while (!rewrite.isDone()) {
      assertThat(table.isTurning()).isTrue();
      for (int n = 0; n < 50; n++) {
        int i = 1 + random.nextInt(length);
        LuaValue value = n % 3 == 0 ? TEXT : n % 3 == 1 ? number(random) : LuaValue.NIL;
        assertThat(table.store(i, value)).isEqualTo(Table.DUE);
        model[i] = value;
        assertThat(isSame(table.raw(i), value)).isTrue();
      }
      assertThat(table.slots()).isEqualTo(slots);
      if (random.nextInt(4) == 0) {
        rewrite = new TableRewrite(table); // the process was stopped, and comes upon it later
      }
      assertThat(rewrite.step()).isLessThan(10_000);
    }

    assertThat(table.isTurning()).isFalse();
    assertThat(table.listNumbers()).isEmpty();
    for (int i = 1; i <= length; i++) {
      assertThat(isSame(table.raw(i), model[i])).isTrue();
    }
    int border = table.border();
    assertThat(table.raw(border)).isNotSameAs(LuaValue.NIL);
    assertThat(table.raw(border + 1)).isSameAs(LuaValue.NIL);
  }

  @Test
  void theNumberThatMeansAbsentCanBeStored() {
    table.put(1, LuaDouble.valueOf(NumberList.ABSENT));

    assertThat(table.raw(1).todouble()).isNaN();
    assertThat(table.border()).isEqualTo(1);
    assertThat(table.replaceNumber(1, NumberList.ABSENT)).isTrue();
    assertThat(table.border()).isEqualTo(1);
  }

  @Test
  void whatIsStoredFirstDecides() {
    Table values = new Table(4, 0);
    values.put(2, TEXT);
    assertThat(values.listValues()).hasSize(4);
    Table numbers = new Table(4, 0);
    assertThat(numbers.slots()).isEqualTo(4);
    assertThat(numbers.raw(3)).isSameAs(LuaValue.NIL);
    assertThat(numbers.border()).isZero();
    numbers.put(3, LuaValue.ONE);
    assertThat(numbers.listNumbers()).hasSize(4);
    assertThat(numbers.slots()).isEqualTo(4);
    assertThat(numbers.number(3)).isEqualTo(1.0);
    assertThat(NumberList.isAbsent(numbers.number(2))).isTrue();
    assertThat(NumberList.isAbsent(numbers.number(5))).isTrue();
  }

  @Test
  void aListFilledBackwardsIsOfNumbersToo() {
    for (int i = 20_000; i > 0; i--) {
      table.put(i, Numbers.valueOf(i * 0.5));
    }

    assertThat(isUnboxed()).isTrue();
    assertThat(table.number(12_345)).isEqualTo(12_345 * 0.5);
  }

  @Test
  void aListThatWasEmptiedStartsAgain() {
    table.put(1, TEXT);
    table.put(2, TEXT);
    table.put(1, LuaValue.NIL);
    table.put(2, LuaValue.NIL);
    table.put(5, LuaValue.ONE);
    fill(4);

    assertThat(isUnboxed()).isTrue();
  }

  @Test
  void aNumberIsNotPutWhereAMetamethodMayBeAsked() {
    fill(2);
    table.put(1, LuaValue.NIL);
    table.metatable(new Table());

    assertThat(table.replaceNumber(1, 5)).isFalse();
    assertThat(table.replaceNumber(2, 5)).isTrue();
    assertThat(table.replaceNumber(3, 5)).isFalse();
    assertThat(table.replaceItem(1, LuaValue.ONE)).isFalse();
  }
}
