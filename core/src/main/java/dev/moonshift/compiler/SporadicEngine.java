package dev.moonshift.compiler;

import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Engine;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LuaFrame;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * Compiles some of what is entered, sooner or later, as a background thread would on a busy
 * machine: for tests, which want every moment to come up, and the same ones each time.
 *
 * <p>When a place is asked for, lots decide whether it gets a unit, and whether that is made at
 * once, or waits until something else of the same function is asked for, by when it may be out of
 * date. The lots depend on the function's code and the name of its chunk alone, so a chunk of
 * another name has other lots.
 */
final class SporadicEngine implements Engine {
  /** In how many of 8 cases a request is heard, and the oldest work that waits is done. */
  private static final int HEARD = 3;

  private static final int DONE_LATE = 4;

  /** The lots of a function, and what it waits for. */
  private static final class State {
    final Random lots;
    final Queue<Runnable> waiting = new ArrayDeque<>();

    State(CodeTier tier) {
      long seed = tier.code().prototype.source.tojstring().hashCode();
      for (int instruction : tier.code().instructions) {
        seed = seed * 31 + instruction;
      }
      lots = new Random(seed);
    }

    boolean draw(int chancesInEight) {
      return lots.nextInt(8) < chancesInEight;
    }
  }

  /** Of so many functions, the latest: of older ones nobody is likely to ask again. */
  private static final int MAX_STATES = 1000;

  private final Map<CodeTier, State> states =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CodeTier, State> eldest) {
          return size() > MAX_STATES;
        }
      };

  @Override
  public int hot() {
    return 0;
  }

  @Override
  public synchronized void request(CodeTier tier, int pc, LuaFrame frame, Execution asker) {
    State state = states.computeIfAbsent(tier, State::new);
    if (state.draw(DONE_LATE) && !state.waiting.isEmpty()) {
      state.waiting.remove().run();
    }
    if (!state.draw(HEARD) || !tier.begin(pc)) {
      return;
    }
    Runnable work = TieredEngine.EAGER.work(tier, pc, frame, asker);
    if (state.draw(HEARD)) {
      work.run();
    } else {
      state.waiting.add(work);
    }
  }
}
