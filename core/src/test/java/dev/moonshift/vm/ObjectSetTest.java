package dev.moonshift.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The set of what an audit has reached, against a set of the JDK. */
class ObjectSetTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatWasAddedByIdentity(long seed) {
    Random random = new Random(seed);
    Integer[] objects = new Integer[50_000];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = Integer.valueOf(1000 + random.nextInt(10)); // many are equal, none the same
    }
    ObjectSet set = new ObjectSet();
    Set<Object> model = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 2 * objects.length; i++) {
      Object object = objects[random.nextInt(objects.length)];
      assertThat(set.contains(object)).isEqualTo(model.contains(object));
      assertThat(set.add(object)).isEqualTo(model.add(object));
    }
    for (Object object : objects) {
      assertThat(set.contains(object)).isEqualTo(model.contains(object));
    }
  }
}
