package dev.moonshift.simulator;

import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.Worker;
import dev.moonshift.simulator.load.Arrivals;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** A process that has the machine to itself: how much fuel does each piece of its work take? */
final class SoloRun implements LuaProcess.Owner {
  private final Member member;
  private final Arrivals arrivals;
  private final List<Long> done = new ArrayList<>();
  private final Worker worker = new Worker();
  private @Nullable LuaProcess process; // made when it is first needed
  private @Nullable CompletableFuture<Object> next; // what it waits for
  private long begun; // fuel used before the present piece
  private boolean isEnded;

  SoloRun(Member member, Arrivals arrivals) {
    this.member = member;
    this.arrivals = arrivals;
  }

  /** Whether the process is known to have ended before a piece. */
  boolean isOver(int piece) {
    return isEnded && piece >= done.size();
  }

  /** See {@link dev.moonshift.simulator.measure.Work#fuel}. */
  long fuel(int piece, long atLeast) {
    while (piece >= done.size() && !isEnded) {
      long soFar = process == null ? 0 : process.fuelUsed() - begun;
      if (piece == done.size() && soFar >= atLeast) {
        return soFar;
      }
      step(Math.max(1, atLeast - soFar));
    }
    return piece < done.size() ? done.get(piece) : 0;
  }

  private void step(long fuel) {
    LuaProcess running = process;
    if (running == null) {
      running =
          new LuaProcess(
              1, member.script(), ScriptSettings.of(member, this::request, new ManualTime()), this);
      process = running;
    }
    CompletableFuture<Object> waiting = next;
    if (waiting != null) {
      next = null;
      waiting.complete(arrivals.size(done.size() - 1));
    }
    running.runTurn(Math.min(fuel, TaskSettings.MAX_QUANTUM), false, worker);
    isEnded = running.state().isEnded();
    if (isEnded) {
      ScriptSettings.refuseError(running);
    }
    if (isEnded || next != null) {
      done.add(running.fuelUsed() - begun);
      begun = running.fuelUsed();
    }
  }

  private CompletionStage<Object> request(Varargs args) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    next = future;
    return future;
  }

  @Override
  public void onWake(LuaProcess woken) {}

  @Override
  public void onKill(LuaProcess killed) {}

  @Override
  public CompletableFuture<Void> onChange(LuaProcess changed, UnaryOperator<TaskSettings> change) {
    return CompletableFuture.completedFuture(null);
  }
}
