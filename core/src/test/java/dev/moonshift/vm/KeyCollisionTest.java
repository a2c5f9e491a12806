package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.process.Granularity;
import dev.moonshift.support.ScriptRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Keys that were made to collide are found as quickly as others. */
class KeyCollisionTest {
  private static final int COUNT = 100_000;

  /**
   * No look-up, of a key or of an absent one, takes more steps than the longest run of places in
   * use; by chance one of about 100 is to be expected among so many keys.
   */
  private static final int LONGEST_RUN = 400;

  /** Ways to make keys meet, where one does not know the secret number of this JVM. */
  enum Attack {
    MULTIPLES_OF_A_POWER_OF_TWO(i -> LuaValue.valueOf(i << 14)),
    HIGH_BITS(i -> LuaValue.valueOf(Integer.reverse(i))),
    NEIGHBOURS(i -> LuaValue.valueOf(-i)),
    DOUBLES_OF_MANY_SIZES(i -> Numbers.valueOf((2 * i + 1) * Math.pow(2, i % 900 + 40))),
    FRACTIONS(i -> Numbers.valueOf(i + 0.5)),
    DOUBLES_THAT_DIFFER_IN_HIGH_BITS(
        i -> Numbers.valueOf(Double.longBitsToDouble(0x3FF0000000000001L + ((long) i << 32)))),
    TABLES(i -> new Table()),
    STRINGS_OF_EQUAL_SAMPLES(
        i -> {
          byte[] bytes = new byte[70]; // every third byte from the end is looked at
          for (int bit = 0; bit < 17; bit++) {
            bytes[67 - 3 * bit] = (byte) (i >> bit & 1);
          }
          return LuaString.valueUsing(bytes);
        });

    final IntFunction<LuaValue> key;

    Attack(IntFunction<LuaValue> key) {
      this.key = key;
    }
  }

  private static int longestRun(Table table) {
    KeyedIndex keyed = table.keyed();
    int[] places = keyed != null ? keyed.places : table.index;
    int longest = 0;
    int run = 0;
    for (int i = 0; i < 2 * places.length; i++) { // twice, for a run may go round
      run = places[i % places.length] == 0 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static void put(Table table, LuaValue key, LuaValue value) {
    if (table.store(key, value) == Table.DUE) {
      new TableRewrite(table).finish();
    }
  }

  private static void fill(Table table, List<LuaValue> keys) {
    for (int i = 0; i < keys.size(); i++) {
      put(table, keys.get(i), LuaValue.valueOf(i));
    }
  }

  private static void check(Table table, List<LuaValue> keys) {
    assertThat(longestRun(table)).isLessThan(LONGEST_RUN);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(table.raw(keys.get(i)).toint()).isEqualTo(i);
    }
    int position = table.nextPosition(0);
    for (LuaValue key : keys) {
      assertThat(table.keyAt(position)).isEqualTo(key);
      position = table.nextPosition(position + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noLookUpTakesManySteps(Attack attack) {
    List<LuaValue> keys = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      keys.add(attack.key.apply(i + 1));
    }
    Table table = new Table();
    fill(table, keys);

    check(table, keys);
  }

  @Test
  void shortStringsOfEqualHashAreToldApart() {
    List<LuaValue> keys = new ArrayList<>();
    for (int set = 0; keys.size() < COUNT; set++) {
      keys.addAll(stringsOfEqualHash(set));
    }
    Table table = new Table();
    fill(table, keys);

    assertThat(table.keyed()).isNotNull();
    check(table, keys);
  }

  /** 1024 strings of 30 bytes: ten times two groups of three that lead to the same hash. */
  private static List<LuaValue> stringsOfEqualHash(int set) {
    Random random = new Random(set);
    List<byte[]> strings = new ArrayList<>();
    strings.add(new byte[30]);
    int hash = 30;
    for (int at = 27; at >= 0; at -= 3) {
      Map<Integer, byte[]> groups = new HashMap<>();
      byte[] one;
      byte[] other;
      int reached;
      do {
        one = new byte[3];
        random.nextBytes(one);
        reached = hash;
        for (int i = 2; i >= 0; i--) {
          reached ^= (reached << 5) + (reached >> 2) + (one[i] & 0xFF);
        }
        other = groups.put(reached, one);
      } while (other == null || java.util.Arrays.equals(one, other));
      hash = reached;
      List<byte[]> longer = new ArrayList<>();
      for (byte[] string : strings) {
        for (byte[] group : List.of(one, other)) {
          byte[] copy = string.clone();
          System.arraycopy(group, 0, copy, at, 3);
          longer.add(copy);
        }
      }
      strings = longer;
    }
    List<LuaValue> keys = new ArrayList<>();
    for (byte[] string : strings) {
      keys.add(LuaString.valueUsing(string));
      assertThat(keys.get(keys.size() - 1).hashCode()).isEqualTo(keys.get(0).hashCode());
    }
    return keys;
  }

  @Test
  void aTableWithSuchKeysWorksLikeAnyOther() {
    Random random = new Random(7);
    List<LuaValue> keys = new ArrayList<>(stringsOfEqualHash(0).subList(0, 200));
    for (int i = 0; i < 100; i++) {
      keys.add(LuaValue.valueOf(i - 50));
      keys.add(Attack.STRINGS_OF_EQUAL_SAMPLES.key.apply(i));
    }
    Table table = new Table();
    Map<LuaValue, Integer> model = new HashMap<>();
    for (int step = 0; step < 50_000; step++) {
      LuaValue key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(3) == 0) {
        put(table, key, LuaValue.NIL);
        model.remove(key);
      } else {
        put(table, key, LuaValue.valueOf(step));
        model.put(key, step);
      }
      LuaValue other = keys.get(random.nextInt(keys.size()));
      assertThat(table.raw(other).toint()).isEqualTo(model.getOrDefault(other, 0));
    }
    assertThat(table.keyed()).isNotNull();
    assertThat(table.keyCount()).isEqualTo(model.size());
  }

  /** A long key is compared in full, and where keys collide it is hashed in full, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "local x = t[key]",
        "t[key] = 1",
        "rawget(t, key)",
        "rawset(t, key, 1)",
        "next(t, key)",
        "local x = setmetatable({}, {__index = t})[key]"
      })
  void lookingUpALongKeyIsBilledByItsLength(String work) {
    long fuel = fuelOf(work, 100_000) - fuelOf(work, 10) - fuelOf("", 100_000) + fuelOf("", 10);

    assertThat(fuel).isGreaterThan(100_000 / 64);
  }

  private static long fuelOf(String work, int length) {
    String source =
        "local s = ('x'):rep("
            + length
            + ") local t = {[s] = 1, y = 2} local key = s .. '' "
            + work;
    ScriptRun run = ScriptRun.of("test", source, ScriptRun.UNLIMITED, Granularity.SAFEPOINT);
    assertThat(run.toEnd().output()).isEmpty();
    return run.process().fuelUsed();
  }
}
