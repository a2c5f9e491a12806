package dev.moonshift.simulator;

import dev.moonshift.simulator.load.Arrivals;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.measure.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * What the processes of a workload want, found out by running each of them alone. What a script
 * costs depends on the script and its requests, never on who runs it when; so this is what it wants
 * under every policy.
 *
 * <p><b>Threads.</b> Safe: runs of several policies share one.
 */
final class Demands implements Work {
  private final List<Member> members;
  private final List<Arrivals> arrivals = new ArrayList<>();
  private final List<SoloRun> runs = new ArrayList<>();

  Demands(Workload workload, long seed) {
    members = workload.members();
    for (int i = 0; i < members.size(); i++) {
      Arrivals requests = members.get(i).arrivals(seed, i);
      arrivals.add(requests);
      runs.add(new SoloRun(members.get(i), requests));
    }
  }

  /** Returns when a piece arrives; the first of a process is what it does before any request. */
  @Override
  public synchronized long arrival(int process, int piece, long done) {
    if (runs.get(process).isOver(piece)) {
      return NEVER;
    }
    return piece == 0 ? members.get(process).start() : arrivals.get(process).time(piece - 1, done);
  }

  @Override
  public synchronized long fuel(int process, int piece, long atLeast) {
    return runs.get(process).fuel(piece, atLeast);
  }
}
