package dev.moonshift.simulator;

import dev.moonshift.simulator.load.Arrivals;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.simulator.measure.Meter;
import dev.moonshift.simulator.measure.Samples;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.luaj.vm2.Varargs;

/** A process of a run, and the requests to it. */
final class Participant {
  private static final long NOTHING = -1;

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

  /** Whether it asked for another request in the present turn: it has answered the last. */
  private boolean hasAnswered;

  /** When the request arrived that it got in the present turn, or {@link #NOTHING}. */
  private long taken = NOTHING;

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
    if (!member.isServer()) {
      meter.asked(place, time);
    }
  }

  /** Hears that its policy does not take it in. */
  void refused() {
    meter.left(place);
  }

  /** Gives the script its next request: at once if it is there, or when it arrives. */
  CompletionStage<?> request(Varargs args) {
    hasAnswered = true;
    CompletableFuture<Object> answer = new CompletableFuture<>();
    long arrival = arrivals.time(next);
    if (arrival == Arrivals.NEVER) {
      return answer; // nobody will ever ask
    }
    long size = arrivals.size(next++);
    if (arrival <= turnStart) {
      taken = arrival;
      answer.complete(size);
    } else {
      agenda.add(
          arrival,
          () -> {
            meter.woke(place, Math.max(arrival, turnEnd));
            meter.asked(place, arrival);
            answer.complete(size);
          });
    }
    return answer;
  }

  /** Hears that a turn of its begins. */
  void start(long time) {
    turnStart = time;
  }

  /** Hears that its turn is over. */
  void end(long time, long fuel, boolean isRunnable, boolean isEnded) {
    turnEnd = time;
    meter.ran(place, turnStart, time, fuel, isRunnable);
    if (hasAnswered || isEnded) {
      meter.answered(place, time);
      hasAnswered = false;
    }
    if (taken != NOTHING) {
      meter.asked(place, taken);
      taken = NOTHING;
    }
  }

  /** Returns the arrivals up to a time that it has not even been told of. */
  Samples waiting(long time) {
    Samples waiting = new Samples();
    for (int number = next; arrivals.time(number) <= time; number++) {
      waiting.add(arrivals.time(number));
    }
    return waiting;
  }
}
