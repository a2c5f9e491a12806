package dev.moonshift.simulator;

import dev.moonshift.policy.Groups;
import dev.moonshift.policy.PolicyName;
import dev.moonshift.policy.SchedulingPolicy;
import dev.moonshift.policy.StartTimeFair;
import dev.moonshift.policy.TaskSettings;
import dev.moonshift.simulator.load.Member;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.measure.Contestant;
import dev.moonshift.simulator.measure.Contestant.Counts;
import dev.moonshift.simulator.measure.Ideal;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Shares;
import java.util.List;
import java.util.TreeMap;

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
    Counts first = member.size() > 0 ? Counts.ALL : Counts.REQUESTS;
    Counts life = member.size() > 0 ? Counts.LIFE : Counts.NOTHING;
    Counts counts = member.isServer() ? first : life;
    return new Contestant(
        member.name(), member.kind(), member.settings().weight(), member.deadline(), counts);
  }

  /** Plans to run a workload until the ideal has done all of it. */
  static Experiment untilDone(Workload workload, Settings settings) {
    Experiment endless = new Experiment(workload, settings);
    long end = Ideal.end(endless.shares(), endless.demands, Settings.MAX_DURATION);
    long duration = Math.max(Settings.MIN_DURATION, end);
    return new Experiment(
        workload,
        new Settings(settings.seed(), duration, settings.quantum(), settings.isRealTime()));
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

  /** Makes a policy, and tells it what groups weigh if it minds groups. */
  SchedulingPolicy policy(PolicyName name) {
    SchedulingPolicy policy = name.create();
    if (policy instanceof Groups groups) {
      new TreeMap<>(workload.groupWeights()) // a group before those in it
          .forEach(
              (path, weight) ->
                  groups.define(
                      path, TaskSettings.DEFAULT.withWeight(weight), new StartTimeFair()));
    }
    return policy;
  }

  /** Lets the fluid share run the workload. */
  Outcome ideal() {
    return Ideal.run(contestants, shares(), demands, settings.duration());
  }
}
