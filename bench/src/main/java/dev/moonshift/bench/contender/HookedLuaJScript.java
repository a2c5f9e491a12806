package dev.moonshift.bench.contender;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.OrphanedThread;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * LuaJ made preemptive from outside: the script runs in a LuaJ coroutine, and a debug hook yields
 * from it when it has counted a quantum of instructions.
 *
 * <p>The hook replaces LuaJ's debug library rather than going through {@code debug.sethook}: the
 * library keeps a call stack under a lock at every instruction, and leaving that out makes this
 * contender faster. What it cannot do is stop a script inside a coroutine of the script's own: a
 * yield from there would go to the script, not to the host.
 *
 * <p>LuaJ 3.0.1 waits for a coroutine's pause without a loop, so a spurious wakeup makes it take a
 * running coroutine for a paused one; it happens once in some million switches. Here the host looks
 * again and waits on. A script's own coroutines have no such cure.
 */
final class HookedLuaJScript implements Script {
  private final Globals globals = JsePlatform.standardGlobals();
  private final CountingHook hook = new CountingHook();
  private final LuaValue main;

  HookedLuaJScript(String chunkName, String chunk) {
    globals.load(hook);
    main = globals.load(chunk, chunkName);
  }

  @Override
  public Execution start(long argument, long quantum) {
    return new HookedExecution(LuaValue.valueOf(argument), quantum);
  }

  private final class HookedExecution implements Execution {
    private final LuaThread coroutine;
    private final long quantum;

    /** The thread that LuaJ made for the coroutine, known once it runs. */
    private @Nullable Thread thread;

    private @Nullable RuntimeException failure;
    private LuaValue returned = LuaValue.NIL;

    HookedExecution(LuaValue argument, long quantum) {
      this.quantum = quantum;
      coroutine = new LuaThread(globals, bodyFor(argument));
    }

    /** Keeps the outcome itself, as what a resume returns is lost in a spurious wakeup. */
    private LuaValue bodyFor(LuaValue argument) {
      return new ZeroArgFunction() {
        @Override
        public LuaValue call() {
          thread = Thread.currentThread();
          try {
            returned = main.call(argument);
          } catch (RuntimeException e) {
            failure = e;
          }
          return LuaValue.NONE;
        }
      };
    }

    @Override
    public boolean tick() {
      hook.fuel = quantum;
      boolean more = resume();
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return more;
    }

    @Override
    public double result() {
      return returned.checkdouble();
    }

    /** Ends the coroutine's thread, which would otherwise wait for a resume for ever. */
    @Override
    public void close() {
      if (coroutine.state.status == LuaThread.STATUS_SUSPENDED) {
        hook.closing = true;
        resume();
        hook.closing = false;
      }
    }

    /** Runs the coroutine to its next pause and tells whether it can go on from there. */
    private boolean resume() {
      LuaThread.State state = coroutine.state;
      hook.preempted = this;
      coroutine.resume(LuaValue.NONE);
      synchronized (state) {
        while (state.status == LuaThread.STATUS_RUNNING) {
          try {
            state.wait();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the script runs", e);
          }
        }
        return state.status != LuaThread.STATUS_DEAD;
      }
    }
  }

  /**
   * Counts instructions and yields at the last one of a quantum.
   *
   * <p>Its fields pass between the host's thread and the coroutines' threads without a lock of
   * their own: LuaJ hands over under a monitor and only one of the threads runs.
   */
  private static final class CountingHook extends DebugLib {
    private long fuel;
    private @Nullable HookedExecution preempted;
    private boolean closing;

    @Override
    public void onInstruction(int pc, Varargs varargs, int top) {
      if (--fuel < 0) {
        pause();
      }
    }

    private void pause() {
      HookedExecution execution = Objects.requireNonNull(preempted);
      if (Thread.currentThread() == execution.thread) {
        execution.coroutine.state.lua_yield(LuaValue.NONE);
        if (closing) {
          // An error, not an exception: no pcall of the script may stop it.
          throw new OrphanedThread();
        }
        // The instruction that the yield stands before is the first of the new quantum.
        fuel--;
      }
    }

    @Override
    public void onCall(LuaFunction function) {}

    @Override
    public void onCall(LuaClosure function, Varargs varargs, LuaValue[] stack) {}

    @Override
    public void onReturn() {}
  }
}
