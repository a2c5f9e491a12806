package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TournamentTest {
  /** Keys that overflow, that are far apart, and that are often equal. */
  @ParameterizedTest(name = "keys up to {0}")
  @ValueSource(longs = {3, 1_000, 1L << 62})
  void theFirstIsAlwaysTheSmallest(long range) {
    Random random = new Random(range);
    long origin = Long.MAX_VALUE - range / 2;
    Tournament<Player> tournament = new Tournament<>();
    NavigableSet<Player> model =
        new TreeSet<>(
            Comparator.<Player>comparingLong(player -> player.key - origin)
                .thenComparingLong(player -> player.task.id()));
    int born = 0;
    for (int call = 0; call < 20_000; call++) {
      int most = call / 10_000 * 200 + 5; // few at first: the tournament grows later
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          if (model.size() < most) {
            Player player = new Player(born++, origin + random.nextLong(range));
            tournament.add(player, player.key);
            model.add(player);
          }
        }
        case 2 -> {
          Player first = tournament.removeFirst();
          assertThat(first).isSameAs(model.pollFirst());
          if (first != null && random.nextBoolean()) {
            first.key = origin + random.nextLong(range);
            tournament.add(first, first.key);
            model.add(first);
          }
        }
        default -> {
          if (!model.isEmpty()) {
            Player any = model.stream().skip(random.nextInt(model.size())).findFirst().get();
            tournament.remove(any);
            model.remove(any);
            assertThat(any.isSeated()).isFalse();
          }
        }
      }
      assertThat(tournament.size()).isEqualTo(model.size());
      if (random.nextBoolean()) {
        assertThat(tournament.first()).isSameAs(model.isEmpty() ? null : model.first());
        if (!model.isEmpty()) {
          assertThat(tournament.firstKey()).isEqualTo(model.first().key);
        }
      }
    }
  }

  @Test
  void fractionalKeysAreInTheOrderOfTheFractions() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      int weight = 1 + random.nextInt(TaskSettings.MAX_WEIGHT);
      int otherWeight = 1 + random.nextInt(TaskSettings.MAX_WEIGHT);
      long part = random.nextInt(weight);
      long otherPart = random.nextInt(otherWeight);
      int order = Long.compare(part * otherWeight, otherPart * weight);
      long key = Tournament.fractionalKey(7, part, weight);
      long otherKey = Tournament.fractionalKey(7, otherPart, otherWeight);
      assertThat(Long.signum(key - otherKey) * order).isNotNegative();
      assertThat(key).isBetween(7L << 14, (8L << 14) - 1);
    }
  }

  private static final class Player extends Tournament.Entry<Player> {
    long key;

    Player(long id, long key) {
      super(new Task(id, "player", TaskSettings.DEFAULT));
      this.key = key;
    }

    @Override
    boolean isBefore(Player other) {
      return task.id() < other.task.id();
    }
  }
}
