package dev.moonshift.bench.contender;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.OrphanedThread;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * LuaJ made preemptive from outside: the script runs in a LuaJ coroutine, and a debug hook yields
 * from it when it has counted a quantum of instructions.
 *
 * <p>The hook replaces LuaJ's debug library rather than going through {@code debug.sethook}: the
 * library keeps a call stack under a lock at every instruction, and leaving that out makes this
 * contender several times faster. What it cannot do is stop a script inside a coroutine of the
 * script's own: a yield from there would go to the script, not to the host.
 */
final class HookedLuaJScript implements Script {
  private final Globals globals = JsePlatform.standardGlobals();
  private final CountingHook hook = new CountingHook(globals);
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
    private final LuaThread coroutine = new LuaThread(globals, main);
    private final long quantum;

    /** What the next resume passes: the script's argument at first, then nothing. */
    private Varargs passed;

    private LuaValue returned = LuaValue.NIL;

    HookedExecution(LuaValue argument, long quantum) {
      this.quantum = quantum;
      passed = argument;
    }

    @Override
    public boolean tick() {
      hook.preempted = coroutine;
      hook.fuel = quantum;
      Varargs outcome = coroutine.resume(passed);
      if (!outcome.arg1().toboolean()) {
        throw new IllegalStateException(outcome.arg(2).tojstring());
      }
      passed = LuaValue.NONE;
      returned = outcome.arg(2);
      return coroutine.state.status != LuaThread.STATUS_DEAD;
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
        coroutine.resume(LuaValue.NONE);
        hook.closing = false;
      }
    }
  }

  /**
   * Counts instructions and yields at the last one of a quantum.
   *
   * <p>Its fields pass between the host's thread and the coroutines' threads without a lock of their
   * own: LuaJ hands over under a monitor and only one of the threads runs.
   */
  private static final class CountingHook extends DebugLib {
    private final Globals host;
    private long fuel;
    private LuaThread preempted;
    private boolean closing;

    CountingHook(Globals globals) {
      host = globals;
      preempted = globals.running;
    }

    @Override
    public void onInstruction(int pc, Varargs varargs, int top) {
      if (--fuel < 0 && host.running == preempted) {
        host.yield(LuaValue.NONE);
        if (closing) {
          // An error, not an exception: no pcall of the script may stop it.
          throw new OrphanedThread();
        }
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
