package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.report.Results.Group;
import dev.moonshift.simulator.report.Results.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How policies did at an aim in all workloads where it makes a difference: their average places.
 */
final class Standings {
  /** A policy's average place, in hundredths. */
  record Standing(String policy, long placeHundredths) {}

  /** How near to the best counts as that. */
  private static final long NEARLY = 25;

  private final List<Standing> standings = new ArrayList<>();
  private int workloads;

  Standings(Aim aim, Results results) {
    int policies = results.policies().size();
    long[] sums = new long[policies];
    for (Group group : results.workloads()) {
      List<Outcome> contest = group.contest();
      Ranking ranking = new Ranking(aim.metric(), contest);
      if (ranking.isContested()) {
        workloads++;
        for (int i = 0; i < policies; i++) {
          Integer place = ranking.place(contest.get(i));
          sums[i] += place == null ? policies : place;
        }
      }
    }
    for (int i = 0; i < policies && workloads > 0; i++) {
      Policy policy = results.policies().get(i);
      standings.add(new Standing(policy.name(), sums[i] * 100 / workloads));
    }
    standings.sort(Comparator.comparingLong(Standing::placeHundredths));
  }

  /** Returns in how many workloads it made a difference who scheduled. */
  int workloads() {
    return workloads;
  }

  /** Returns all, best first; none where there is nothing to tell apart. */
  List<Standing> all() {
    return standings;
  }

  /** Returns those whose average place is that of the best, or nearly. */
  List<String> best() {
    return standings.stream()
        .filter(one -> one.placeHundredths() <= standings.get(0).placeHundredths() + NEARLY)
        .map(Standing::policy)
        .toList();
  }

  /** Returns a policy's average place, in hundredths. */
  long placeHundredths(String policy) {
    return standings.stream()
        .filter(one -> one.policy().equals(policy))
        .findFirst()
        .orElseThrow()
        .placeHundredths();
  }

  /** Writes a policy's average place; a whole number where it is of one workload. */
  String text(String policy) {
    return Numbers.fraction(placeHundredths(policy), 100, workloads == 1 ? 0 : 1);
  }

  /** Whether a policy is among the best third: fewer than a third are better. */
  boolean isStrong(String policy) {
    long place = placeHundredths(policy);
    long better = standings.stream().filter(one -> one.placeHundredths() < place).count();
    return better < (standings.size() + 2) / 3;
  }

  /** Whether a policy is among the last third, with all who share its place. */
  boolean isWeak(String policy) {
    long place = placeHundredths(policy);
    long notBetter = standings.stream().filter(one -> one.placeHundredths() >= place).count();
    return notBetter <= standings.size() / 3;
  }
}
