package dev.moonshift.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.compiler.TieredEngine.Compiler;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JVM's memory for classes is bounded, however many scripts come and go, or stay. */
class UnitBudgetTest {
  /** One collection unloads what is dead; the JVM tells of it a little later. */
  private static final int MAX_COLLECTIONS = 50;

  private static String script(int n) {
    return """
        local point = {}
        function point:move(d) self.x%1$d = (self.x%1$d or %1$d) + d * %1$d return self end
        local sum, text = 0, {}
        for i = 1, 20 do
          sum = sum + point:move(i).x%1$d %% (%1$d + 7)
          text[#text + 1] = i .. 'of%1$d'
        end
        print(sum, table.concat(text, ','))
        """
        .formatted(n);
  }

  /** Collects until no more units than expected are there; how many are. */
  private static int countAfterCollections(UnitBudget budget, int expected) {
    for (int i = 0; i < MAX_COLLECTIONS && budget.count() > expected; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    return budget.count();
  }

  @Test
  void codeIsUnloadedWithItsScript() {
    UnitBudget budget = new UnitBudget(UnitBudget.MAX_UNITS);
    TieredEngine engine = new TieredEngine(TieredEngine::unitOf, budget);
    int before = 0;
    for (int n = 1; n <= 300; n++) {
      CompiledRun run = new CompiledRun(script(n), engine).toEnd();
      assertThat(run.failures()).isEmpty();
      before = Math.max(before, budget.count());
    }

    assertThat(before).isGreaterThan(20);
    assertThat(countAfterCollections(budget, 10)).isLessThanOrEqualTo(10);
  }

  @Test
  void codeOfScriptsThatAreAliveStays() {
    UnitBudget budget = new UnitBudget(UnitBudget.MAX_UNITS);
    TieredEngine engine = new TieredEngine(TieredEngine::unitOf, budget);
    List<CompiledRun> alive = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      alive.add(new CompiledRun(script(n), engine).toEnd());
    }
    System.gc();

    assertThat(budget.count()).isGreaterThanOrEqualTo(20);
    Reference.reachabilityFence(alive);
  }

  @Test
  void whatFindsNoRoomIsInterpretedUntilThereIsSome() {
    UnitBudget budget = new UnitBudget(30);
    TieredEngine engine = new TieredEngine(TieredEngine::unitOf, budget);
    List<CompiledRun> alive = new ArrayList<>();
    for (int n = 1; n <= 60; n++) {
      CompiledRun run = new CompiledRun(script(n), engine).toEnd();
      CompiledRun interpreted = new CompiledRun(script(n), null).toEnd();
      assertThat(run.output()).isEqualTo(interpreted.output());
      assertThat(run.fuel()).isEqualTo(interpreted.fuel());
      alive.add(run);
    }
    assertThat(budget.count()).isEqualTo(30);

    alive.clear();
    assertThat(countAfterCollections(budget, 10)).isLessThanOrEqualTo(10);
    assertThat(budget.hasRoom(new UnitBudget.Share())).isTrue();
  }

  /** A script of many functions, which are all called more often than cold ones. */
  private static String functions(int count) {
    return "local f = {} "
        + "f[#f + 1] = function(x) if x > 0 then return x * 2 end return -x end ".repeat(count)
        + "local sum = 0 for round = 1, 300 do for i = 1, #f do sum = sum + f[i](i) end end print(sum)";
  }

  @Test
  void oneProcessHasNoMoreThanAShareOfTheUnits() {
    UnitBudget budget = new UnitBudget(40);
    TieredEngine engine = new TieredEngine(TieredEngine::unitOf, budget);
    CompiledRun hog = new CompiledRun(functions(100), engine).toEnd();
    assertThat(budget.count()).isEqualTo(10);

    CompiledRun other = new CompiledRun(functions(5), engine).toEnd();

    assertThat(budget.count()).isGreaterThan(15);
    Reference.reachabilityFence(List.of(hog, other));
  }

  /** The compiler is held up until both scripts have run. */
  @Test
  @Timeout(120)
  void oneProcessHasNoMoreThanAShareOfTheRequestsThatWait() throws InterruptedException {
    CountDownLatch bothHaveRun = new CountDownLatch(1);
    CountDownLatch isCompiled = new CountDownLatch(1);
    AtomicInteger before = new AtomicInteger();
    CompiledRun other = new CompiledRun(functions(1), null);
    Compiler compiler =
        (tier, pc, types) -> {
          try {
            bothHaveRun.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          if (tier.code() == other.code().child(0)) {
            isCompiled.countDown();
          } else if (isCompiled.getCount() > 0) {
            before.incrementAndGet();
          }
          return null;
        };
    TieredEngine engine = new TieredEngine(1, compiler, new UnitBudget(UnitBudget.MAX_UNITS));
    new CompiledRun(functions(500), engine).toEnd();
    other.again(engine).toEnd();
    bothHaveRun.countDown();

    isCompiled.await();
    int share = TieredEngine.MAX_WAITING / UnitBudget.SHARES;
    assertThat(before.get()).isBetween(share, share + 5);
  }
}
