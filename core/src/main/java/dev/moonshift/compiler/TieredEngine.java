package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.LiveRegisters;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Engine;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LuaFrame;
import dev.moonshift.vm.Unit;
import dev.moonshift.vm.Units;
import java.util.BitSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is compiled, and does it: on a thread of its own, so that no tick waits, or at once.
 *
 * <p><b>Threads.</b> Many may ask at once. One background thread serves all hosts; it ends when it
 * has had nothing to do for a while.
 */
public final class TieredEngine implements Engine {
  /** Of all hosts together: they share the JVM's memory for classes. */
  private static final UnitBudget BUDGET = new UnitBudget(UnitBudget.MAX_UNITS);

  /** Compiles what is hot, in the background. */
  public static final TieredEngine AUTOMATIC =
      new TieredEngine(CodeTier.HOT, TieredEngine::unitOf, BUDGET);

  /** Compiles whatever is entered, at once: for tests. */
  public static final TieredEngine EAGER = new TieredEngine(0, TieredEngine::unitOf, BUDGET);

  /** Compiles some of what is entered, sooner or later: for tests. */
  public static final Engine SPORADIC = new SporadicEngine();

  /**
   * More requests than this do not wait, nor more than a share of them for one process: what is
   * still hot later asks again.
   */
  static final int MAX_WAITING = 256;

  private static final long IDLE_SECONDS = 5;

  private final int hot;
  private final Compiler compiler;
  private final UnitBudget budget;
  private final @Nullable ThreadPoolExecutor background;

  /** Turns code into a class. */
  @FunctionalInterface
  interface Compiler {
    /** Compiles a unit; null if it would be too large. */
    UnitCompiler.@Nullable Compiled compile(CodeTier tier, int pc, byte[] types);
  }

  /** One of its own, for tests. */
  TieredEngine(Compiler compiler, UnitBudget budget) {
    this(0, compiler, budget);
  }

  /**
   * One that compiles in the background what was entered so often, or at once if that is 0.
   *
   * @param hot how often
   */
  TieredEngine(int hot, Compiler compiler, UnitBudget budget) {
    this.budget = budget;
    this.hot = hot;
    this.compiler = compiler;
    background = hot > 0 ? background() : null;
  }

  private static ThreadPoolExecutor background() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "moonshift-compiler");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  @Override
  public int hot() {
    return hot;
  }

  @Override
  public void observe(CodeTier tier, int pc, LuaFrame frame, Execution asker) {
    try {
      tier.entryTypes(pc, kinds(tier, pc, frame));
    } catch (RuntimeException | Error e) {
      fail(tier, pc, e, asker);
    }
  }

  static UnitCompiler.@Nullable Compiled unitOf(CodeTier tier, int pc, byte[] types) {
    return UnitCompiler.compile(tier, pc, types);
  }

  @Override
  public void request(CodeTier tier, int pc, LuaFrame frame, Execution asker) {
    UnitBudget.Share share = budget.shareOf(asker);
    boolean mayWait = share.waiting.get() < MAX_WAITING / UnitBudget.SHARES;
    if (!mayWait || !budget.hasRoom(share) || !tier.begin(pc)) {
      return;
    }
    Runnable work = work(tier, pc, frame, asker);
    if (background == null) {
      work.run();
      return;
    }
    share.waiting.incrementAndGet();
    try {
      background.execute(
          () -> {
            share.waiting.decrementAndGet();
            work.run();
          });
    } catch (RejectedExecutionException e) {
      share.waiting.decrementAndGet();
      tier.forget(pc);
    } catch (RuntimeException | Error e) { // also where there is no memory for a thread
      share.waiting.decrementAndGet();
      fail(tier, pc, e, asker);
    }
  }

  /** What is to be done for a request, now or later. */
  Runnable work(CodeTier tier, int pc, LuaFrame frame, Execution asker) {
    try {
      byte[] types = tier.entryTypes(pc, kinds(tier, pc, frame));
      return () -> compile(tier, pc, types, asker);
    } catch (RuntimeException | Error e) {
      return () -> fail(tier, pc, e, asker);
    }
  }

  private static byte[] kinds(CodeTier tier, int pc, LuaFrame frame) {
    Code code = tier.code();
    byte[] kinds = new byte[code.registerCount];
    LiveRegisters live = code.liveRegisters();
    int count = pc == 0 ? code.parameterCount : code.registerCount;
    for (int r = 0; r < count; r++) {
      if (live.isLiveBefore(pc, r)) {
        kinds[r] = Units.kind(frame, r);
      }
    }
    BitSet shared = code.sharedVariables().at(pc);
    for (int r = shared.nextSetBit(0); r >= 0; r = shared.nextSetBit(r + 1)) {
      if (pc > 0) {
        kinds[r] = TypeFlow.SHARED;
      } else if (r < code.parameterCount) {
        kinds[r] = TypeFlow.VALUE;
      }
    }
    return kinds;
  }

  private void compile(CodeTier tier, int pc, byte[] types, Execution asker) {
    int version = tier.version();
    try {
      UnitCompiler.Compiled compiled = compiler.compile(tier, pc, types);
      if (compiled == null) {
        tier.refuse(pc);
      } else {
        Unit unit = Units.define(tier.code(), compiled.bytes(), compiled.constants());
        budget.add(unit, budget.shareOf(asker));
        if (compiled.inlined().stream().allMatch(f -> f.tier().isInlinedBy(tier, f.version()))) {
          tier.install(pc, unit, version);
        } else {
          tier.forget(pc);
        }
      }
    } catch (RuntimeException | Error e) { // also where there is no memory for the class
      fail(tier, pc, e, asker);
    }
  }

  /** The interpreter goes on; nothing is lost but speed. */
  private static void fail(CodeTier tier, int pc, Throwable cause, Execution asker) {
    tier.refuse(pc);
    asker.compilationFailed(tier.code(), pc, cause);
  }
}
