package dev.moonshift.simulator;

import dev.moonshift.simulator.load.Member;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.measure.Contestant;
import dev.moonshift.simulator.measure.Contestant.Counts;
import dev.moonshift.simulator.measure.Ideal;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Shares;
import java.util.List;

/** A workload with all that does not depend on the policy: what is wanted, and who is entitled. */
final class Experiment {
  private final Workload workload;
  private final Settings settings;
  private final List<Contestant> contestants;
  private final Demands demands;

  Experiment(Workload workload, Settings settings) {
    this.workload = workload;
    this.settings = settings;
    contestants = workload.members().stream().map(Experiment::contestant).toList();
    demands = new Demands(workload, settings.seed());
  }

  private static Contestant contestant(Member member) {
    Counts counts =
        member.isServer() ? Counts.REQUESTS : member.size() > 0 ? Counts.LIFE : Counts.NOTHING;
    return new Contestant(
        member.name(), member.kind(), member.settings().weight(), member.deadline(), counts);
  }

  Workload workload() {
    return workload;
  }

  Settings settings() {
    return settings;
  }

  List<Contestant> contestants() {
    return contestants;
  }

  Demands demands() {
    return demands;
  }

  /** Makes the tree of who is entitled to what; nobody in it has work yet. */
  Shares shares() {
    List<Member> members = workload.members();
    int[] weights = members.stream().mapToInt(member -> member.settings().weight()).toArray();
    List<String> groups = members.stream().map(member -> member.settings().group()).toList();
    return new Shares(weights, groups, workload.groupWeights());
  }

  /** Lets the fluid share run the workload. */
  Outcome ideal() {
    return Ideal.run(contestants, shares(), demands, settings.duration());
  }
}
