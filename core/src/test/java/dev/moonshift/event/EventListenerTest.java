package dev.moonshift.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.moonshift.Moonshift;
import dev.moonshift.policy.Guard;
import dev.moonshift.process.Environment;
import dev.moonshift.process.ExitReason;
import dev.moonshift.process.Grant;
import dev.moonshift.process.Limits;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.OutputPolicy;
import dev.moonshift.process.ProcessState;
import dev.moonshift.process.Script;
import dev.moonshift.time.ManualTime;
import dev.moonshift.time.TimeSource;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventListenerTest {
  private static final String HOG = "local a, b = 1, 2 while true do a, b = b, a end";

  /** A call far out is looked for in one piece, at a unit for two calls. */
  private static final Script LONG_PIECE =
      Script.compile(
          "test",
          "local function f(n) if n == 0 then return debug.getinfo(60000) end return (f(n - 1)) end"
              + " f(60001)");

  private final List<Event> events = new ArrayList<>();
  private final ManualTime time = new ManualTime();
  private final Moonshift moonshift =
      Moonshift.builder().quantum(1000).time(time).listener(events::add).build();

  /** Starts a process that overruns its quantum by far. */
  static void spawnLongPiece(Moonshift moonshift) {
    moonshift.spawn(
        LONG_PIECE,
        moonshift.settings().withEnvironment(Environment.builder().grant(Grant.DEBUG).build()));
  }

  private LuaProcess spawn(String source, UnaryOperator<Limits> limits) {
    return moonshift.spawn(
        Script.compile("test", source),
        moonshift.settings().withLimits(limits.apply(Limits.DEFAULT)));
  }

  @Test
  void theLifeOfAProcessIsToldInOrder() {
    time.advanceNanos(5);
    LuaProcess process =
        moonshift.spawn("test", "for i = 1, 1500 do end coroutine.yield() error('no', 0)");
    moonshift.runUntilIdle();

    long fuel = process.fuelUsed();
    long first = ((Event.Turn) events.get(1)).fuel();
    long second = ((Event.Turn) events.get(2)).fuel();
    assertThat(events)
        .containsExactly(
            new Event.Spawned(1, 5, "test", 1, 0, 1000, ""),
            new Event.Turn(1, 5, 0, 1000, first, TurnEnd.EXPIRED),
            new Event.Turn(1, 5, 0, 1000, second, TurnEnd.YIELDED),
            new Event.Turn(1, 5, 0, 1000, fuel - first - second, TurnEnd.ERROR),
            new Event.Exited(1, 5, "ERROR", fuel, "no"));
  }

  @Test
  void aKillIsToldBeforeTheEnd() {
    LuaProcess process = moonshift.spawn("test", HOG);
    process.kill();
    process.kill();

    assertThat(events).element(1).isEqualTo(new Event.Killed(1, 0));
    assertThat(events)
        .element(2)
        .isEqualTo(new Event.Exited(1, 0, ExitReason.KILLED.name(), 0, "killed"));
    assertThat(events).hasSize(3);
  }

  /** A clock that kills a process when it is looked at as its turn begins. */
  private static final class DeadlyTime implements TimeSource {
    private @Nullable LuaProcess victim;

    @Override
    public long nanoTime() {
      LuaProcess process = victim;
      if (process != null && process.state() == ProcessState.RUNNING) {
        victim = null;
        process.kill();
      }
      return 0;
    }

    @Override
    public long wallMillis() {
      return 0;
    }
  }

  @Test
  void whoIsKilledAsItsTurnBeginsHasNone() {
    DeadlyTime deadly = new DeadlyTime();
    LuaProcess process =
        moonshift.spawn(Script.compile("test", HOG), moonshift.settings().withTime(deadly));
    deadly.victim = process;

    assertThat(moonshift.runUntilIdle()).isZero();
    assertThat(process.ticks()).isZero();
    assertThat(events)
        .containsExactly(
            new Event.Spawned(1, 0, "test", 1, 0, 1000, ""),
            new Event.Killed(1, 0),
            new Event.Exited(1, 0, ExitReason.KILLED.name(), 0, "killed"));
  }

  @Test
  void whoYieldsWithItsLastFuelHasNoTurnMore() {
    String source = "coroutine.yield() print('more')";
    LuaProcess unlimited = moonshift.spawn("test", source);
    unlimited.tick();
    long fuel = unlimited.fuelUsed();
    unlimited.kill();
    events.clear();

    LuaProcess process = spawn(source, limits -> limits.withFuel(fuel));

    assertThat(moonshift.runUntilIdle()).isEqualTo(1);
    assertThat(process.ticks()).isEqualTo(1);
    assertThat(events)
        .containsExactly(
            new Event.Spawned(2, 0, "test", 1, 0, 1000, ""),
            new Event.Turn(2, 0, 0, 1000, fuel, TurnEnd.YIELDED),
            new Event.LimitReached(2, 0, "fuel", fuel),
            new Event.Exited(
                2,
                0,
                ExitReason.OUT_OF_FUEL.name(),
                fuel,
                "fuel limit of " + fuel + " units exceeded"));
  }

  @Test
  void limitsAreTold() {
    spawn(HOG, limits -> limits.withFuel(5000));
    spawn("local s = 'x' while true do s = s .. s end", l -> l.withMemoryBytes(1 << 20));
    spawn("while true do print('x') end", limits -> limits.withOutputBytes(16));
    spawn(
        "while true do print('x') end",
        l -> l.withOutputBytes(20).withOutputPolicy(OutputPolicy.END));
    moonshift.runUntilIdle();

    assertThat(events.stream().filter(Event.LimitReached.class::isInstance))
        .containsExactlyInAnyOrder(
            new Event.LimitReached(1, 0, "fuel", 5000),
            new Event.LimitReached(2, 0, "memory", 1 << 20),
            new Event.LimitReached(3, 0, "output", 16),
            new Event.LimitReached(4, 0, "output", 20));
  }

  @Test
  void aTurnThatGoesOnForLongIsTold() {
    spawnLongPiece(moonshift);
    moonshift.runUntilIdle();

    assertThat(events)
        .filteredOn(Event.Overshot.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              Event.Overshot told = (Event.Overshot) event;
              assertThat(told.pid()).isEqualTo(1);
              assertThat(told.quantum()).isEqualTo(1_000);
              assertThat(told.fuel()).isGreaterThan(20_000);
            });
    long longest =
        events.stream()
            .filter(Event.Turn.class::isInstance)
            .mapToLong(event -> ((Event.Turn) event).fuel())
            .max()
            .orElseThrow();
    assertThat(events).anyMatch(e -> e instanceof Event.Overshot o && o.fuel() == longest - 1_000);
  }

  @Test
  void aTurnThatGoesOnForAShortWhileIsNotTold() {
    moonshift.spawn("test", "local a = 0 " + "a = a + 1 ".repeat(5_000));
    moonshift.runUntilIdle();

    assertThat(events).noneMatch(Event.Overshot.class::isInstance);
  }

  @Test
  void aPolicyThatFallsBackIsTold() {
    moonshift.scheduler().policy(new Guard(new Speechless()));
    LuaProcess process = moonshift.spawn("test", "return 1");
    moonshift.runUntilIdle();

    assertThat(process.results().arg1().toint()).isEqualTo(1);
    assertThat(events)
        .filteredOn(Event.PolicyFellBack.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              Event.PolicyFellBack told = (Event.PolicyFellBack) event;
              assertThat(told.policy()).isEqualTo("Speechless");
              assertThat(told.problem()).contains("cannot say who is next");
            });
  }

  @Test
  void aNewWeightIsTold() {
    LuaProcess process = moonshift.spawn("test", HOG);
    process.weight(7);
    moonshift.tick();

    assertThat(events).contains(new Event.WeightChanged(1, 0, 7));
  }

  @Test
  void aListenerThatFailsIsNotCalledAgainAndNobodyIsLost() {
    List<Throwable> told = new ArrayList<>();
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((who, problem) -> told.add(problem));
    try {
      Moonshift host =
          Moonshift.builder()
              .listener(
                  event -> {
                    throw new IllegalStateException("listener is broken");
                  })
              .build();
      LuaProcess process = host.spawn("test", "return 1");
      host.runUntilIdle();

      assertThat(process.results().arg1().toint()).isEqualTo(1);
      assertThat(told)
          .singleElement()
          .hasToString("java.lang.IllegalStateException: listener is broken");
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void aTickAllocatesNothingWhereNobodyListens() {
    Moonshift host = Moonshift.builder().quantum(20).build();
    host.spawn("a", HOG);
    host.spawn("b", HOG);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int window = 0; window < 5; window++) { // the JVM loads classes in some of them
      long before = threads.getCurrentThreadAllocatedBytes();
      host.tick(1_000_000);
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(host.scheduler().turns()).isGreaterThan(200_000);
    assertThat(allocated).isLessThan(10_000); // a byte for each turn would be more
  }
}
