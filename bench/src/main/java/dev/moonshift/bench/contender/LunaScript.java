package dev.moonshift.bench.contender;

import java.util.Objects;
import org.classdump.luna.StateContext;
import org.classdump.luna.Table;
import org.classdump.luna.Variable;
import org.classdump.luna.compiler.CompilerChunkLoader;
import org.classdump.luna.env.RuntimeEnvironments;
import org.classdump.luna.exec.CallEventHandler;
import org.classdump.luna.exec.Continuation;
import org.classdump.luna.impl.StateContexts;
import org.classdump.luna.lib.StandardLibrary;
import org.classdump.luna.load.LoaderException;
import org.classdump.luna.runtime.AsyncTask;
import org.classdump.luna.runtime.LuaFunction;
import org.classdump.luna.runtime.RuntimeCallInitialiser;
import org.classdump.luna.runtime.SchedulingContext;
import org.jspecify.annotations.Nullable;

/**
 * Luna with its cost accounting in every basic block, which is its default.
 *
 * <p>Pauses go through {@link CallEventHandler} rather than Luna's {@code DirectCallExecutor},
 * which makes an exception with a stack trace of each pause. Luna's unit of cost is an operation of
 * its own intermediate code, of about the size of a Lua instruction.
 */
final class LunaScript implements Script {
  private final StateContext state = StateContexts.newDefaultInstance();
  private final LuaFunction<?, ?, ?, ?, ?> main;

  LunaScript(String chunkName, String chunk) {
    Table globals = StandardLibrary.in(RuntimeEnvironments.system()).installInto(state);
    try {
      main = CompilerChunkLoader.of("luna_").loadTextChunk(new Variable(globals), chunkName, chunk);
    } catch (LoaderException e) {
      throw new IllegalStateException("Luna cannot compile '" + chunkName + "'", e);
    }
  }

  @Override
  public Execution start(long argument, long quantum) {
    return new LunaExecution(
        RuntimeCallInitialiser.forState(state).newCall(main, argument), quantum);
  }

  private static final class LunaExecution
      implements Execution, CallEventHandler, SchedulingContext {
    private final long quantum;
    private long left;
    private @Nullable Continuation continuation;
    private @Nullable Throwable failure;
    private double returned;

    LunaExecution(Continuation start, long quantum) {
      continuation = start;
      this.quantum = quantum;
    }

    @Override
    public boolean tick() {
      Continuation next = Objects.requireNonNull(continuation, "the script has finished");
      continuation = null;
      left = quantum;
      next.resume(this, this);
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return continuation != null;
    }

    @Override
    public double result() {
      return returned;
    }

    @Override
    public void registerTicks(int ticks) {
      left -= ticks;
    }

    @Override
    public boolean shouldPause() {
      return left <= 0;
    }

    @Override
    public void returned(Object id, Object[] result) {
      returned = ((Number) result[0]).doubleValue();
    }

    @Override
    public void failed(Object id, Throwable error) {
      failure = error;
    }

    @Override
    public void paused(Object id, Continuation rest) {
      continuation = rest;
    }

    @Override
    public void async(Object id, Continuation rest, AsyncTask task) {
      failure = new UnsupportedOperationException("a benchmark's script waits for nothing");
    }
  }
}
