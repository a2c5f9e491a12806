package dev.moonshift.simulator;

import dev.moonshift.simulator.load.Arrivals;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.simulator.measure.Meter;
import dev.moonshift.simulator.measure.Samples;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** A process of a run, and the requests to it. */
final class Participant {
  private final int place;
  private final Member member;
  private final Arrivals arrivals;
  private final Agenda agenda;
  private final Meter meter;

  /** When its present or last turn began, and when its last turn ended. */
  private long turnStart;

  private long turnEnd;

  /** The number of the request that it will get next. */
  private int next;

  /** Gives it the request that it asked for in the present turn; null if it asked for none. */
  private @Nullable CompletableFuture<Object> answer;

  Participant(int place, Member member, Arrivals arrivals, Agenda agenda, Meter meter) {
    this.place = place;
    this.member = member;
    this.arrivals = arrivals;
    this.agenda = agenda;
    this.meter = meter;
  }

  /** Hears that it was born. */
  void born(long time) {
    meter.woke(place, time);
    if (!member.isServer() || member.size() > 0) {
      meter.asked(place, time);
    }
  }

  /** Hears that its policy does not take it in. */
  void refused() {
    meter.left(place);
  }

  /** Gives the script its next request: at once if it is there, or when it arrives. */
  CompletionStage<?> request(Varargs args) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    answer = future;
    if (arrivals.time(next, turnStart) <= turnStart) {
      future.complete(arrivals.size(next));
    }
    return future;
  }

  /** Hears that a turn of its begins. */
  void start(long time) {
    turnStart = time;
  }

  /** Hears that its turn is over. */
  void end(long time, long fuel, boolean isRunnable, boolean isEnded) {
    turnEnd = time;
    meter.ran(place, turnStart, time, fuel, isRunnable);
    CompletableFuture<Object> waiting = answer;
    if (waiting != null || isEnded) {
      meter.answered(place, time);
    }
    if (waiting != null) {
      answer = null;
      arrange(waiting);
    }
  }

  /** Sees to it that the next request arrives, now that it is known when the last was answered. */
  private void arrange(CompletableFuture<Object> waiting) {
    long arrival = arrivals.time(next, turnEnd);
    if (waiting.isDone()) {
      meter.asked(place, arrival);
      next++;
    } else if (arrival != Arrivals.NEVER) {
      long size = arrivals.size(next++);
      agenda.add(
          arrival,
          () -> {
            meter.woke(place, Math.max(arrival, turnEnd));
            meter.asked(place, arrival);
            waiting.complete(size);
          });
    }
  }

  /** Returns the arrivals up to a time that it has not even been told of. */
  Samples waiting(long time) {
    Samples waiting = new Samples();
    for (int number = next; arrivals.time(number, Arrivals.NEVER) <= time; number++) {
      waiting.add(arrivals.time(number, Arrivals.NEVER));
    }
    return waiting;
  }
}
