package dev.moonshift.compiler;

import dev.moonshift.bytecode.Code;
import dev.moonshift.bytecode.LiveRegisters;
import dev.moonshift.vm.CodeTier;
import dev.moonshift.vm.Engine;
import dev.moonshift.vm.LuaFrame;
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
  /** Compiles what is hot, in the background. */
  public static final TieredEngine AUTOMATIC = new TieredEngine(false);

  /** Compiles whatever is entered, at once: for tests. */
  public static final TieredEngine EAGER = new TieredEngine(true);

  /** Compiles some of what is entered, sooner or later: for tests. */
  public static final Engine SPORADIC = new SporadicEngine();

  /** More requests than this wait for nobody: what is still hot later asks again. */
  private static final int MAX_WAITING = 256;

  private static final long IDLE_SECONDS = 5;

  private final boolean isEager;
  private final @Nullable ThreadPoolExecutor background;

  private TieredEngine(boolean isEager) {
    this.isEager = isEager;
    background = isEager ? null : background();
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
  public boolean isEager() {
    return isEager;
  }

  @Override
  public void request(CodeTier tier, int pc, LuaFrame frame) {
    if (!tier.begin(pc)) {
      return;
    }
    Runnable work = work(tier, pc, frame);
    if (background == null) {
      work.run();
      return;
    }
    try {
      background.execute(work);
    } catch (RejectedExecutionException e) {
      tier.forget(pc);
    }
  }

  /** What is to be done for a request, now or later. */
  static Runnable work(CodeTier tier, int pc, LuaFrame frame) {
    byte[] types = tier.entryTypes(pc, kinds(tier, pc, frame));
    return () -> compile(tier, pc, types);
  }

  private static byte[] kinds(CodeTier tier, int pc, LuaFrame frame) {
    Code code = tier.code();
    byte[] kinds = new byte[code.registerCount];
    if (code.instructions.length > UnitCompiler.MAX_INSTRUCTIONS) {
      return kinds; // it will be refused
    }
    LiveRegisters live = code.liveRegisters();
    int count = pc == 0 ? code.parameterCount : code.registerCount;
    for (int r = 0; r < count; r++) {
      if (live.isLiveBefore(pc, r)) {
        kinds[r] = Units.kind(frame, r);
      }
    }
    BitSet shared = new SharedVariables(code).at(pc);
    for (int r = shared.nextSetBit(0); r >= 0; r = shared.nextSetBit(r + 1)) {
      if (pc > 0) {
        kinds[r] = TypeFlow.SHARED;
      } else if (r < code.parameterCount) {
        kinds[r] = TypeFlow.VALUE;
      }
    }
    return kinds;
  }

  private static void compile(CodeTier tier, int pc, byte[] types) {
    int revision = tier.revision();
    try {
      UnitCompiler.Compiled compiled = new UnitCompiler(tier, pc, types).compile();
      if (compiled == null) {
        tier.refuse(pc);
      } else {
        tier.install(
            pc, Units.define(tier.code(), compiled.bytes(), compiled.constants()), revision);
      }
    } catch (RuntimeException | LinkageError e) {
      tier.refuse(pc); // the interpreter goes on; nothing is lost but speed
      if (Boolean.getBoolean("moonshift.debug")) {
        e.printStackTrace();
      }
    }
  }
}
