package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Score;
import dev.moonshift.simulator.report.Results.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says in words what the numbers of a workload show. Names of policies and processes are between
 * backquotes.
 */
final class Advice {
  /** Below this, in per cent of the best, a difference is not worth a sentence. */
  private static final long NOTABLE_PERCENT = 125;

  /** Waits this many times as long as the shortest are called starvation. */
  private static final long STARVING = 20;

  private final Group group;
  private final List<String> sentences = new ArrayList<>();

  private Advice(Group group) {
    this.group = group;
  }

  /** Returns what there is to say about a workload. */
  static List<String> about(Group group) {
    Advice advice = new Advice(group);
    if (group.contest().size() > 1) {
      advice.answers();
      advice.smallJobs();
      advice.deadlines();
      advice.shares();
      advice.waits();
      advice.switches();
    }
    advice.promises();
    return advice.sentences;
  }

  private void answers() {
    compare(
        Metric.RESPONSE_P99,
        (best, worst) ->
            "Sooner answers: under "
                + policies(best)
                + " 99 of 100 come within "
                + text(Metric.RESPONSE_P99, best)
                + " ("
                + text(Metric.RESPONSE_P99, List.of(group.ideal()))
                + " in the ideal); under "
                + policies(worst)
                + " it takes "
                + text(Metric.RESPONSE_P99, worst)
                + ", "
                + times(Metric.RESPONSE_P99, best, worst)
                + " as long.");
  }

  private void smallJobs() {
    compare(
        Metric.SLOWDOWN_P99,
        (best, worst) ->
            "Small requests held up least: under "
                + policies(best)
                + " 99 of 100 take at most "
                + text(Metric.SLOWDOWN_P99, best)
                + " as long as they would alone; under "
                + policies(worst)
                + " "
                + text(Metric.SLOWDOWN_P99, worst)
                + ".");
  }

  private void deadlines() {
    List<Outcome> judged =
        group.contest().stream().filter(run -> Metric.MISSED.of(run) != null).toList();
    if (judged.isEmpty()) {
      return;
    }
    Ranking ranking = new Ranking(Metric.MISSED, judged);
    List<Outcome> best = ranking.best();
    long fewest = best.get(0).total().missed();
    sentences.add(
        "Deadlines: "
            + policies(best)
            + (fewest == 0
                ? best.size() == 1 ? " misses none" : " miss none"
                : (best.size() == 1 ? " misses " : " miss ") + fewest)
            + " of "
            + Numbers.brief(best.get(0).total().deadlines())
            + (ranking.isContested()
                ? "; "
                    + policies(ranking.worst())
                    + " "
                    + Numbers.brief(ranking.worst().get(0).total().missed())
                    + worstTask(ranking.worst().get(0))
                : "")
            + ".");
  }

  private static String worstTask(Outcome run) {
    Score worst = largest(run, Score::missed);
    return worst.missed() == 0 ? "" : ", most of them of `" + worst.name() + "`";
  }

  private void shares() {
    compare(
        Metric.MAX_LAG,
        (best, worst) ->
            "Fairest shares: under "
                + policies(best)
                + " nobody falls more than "
                + text(Metric.MAX_LAG, best)
                + " behind the ideal; under "
                + policies(worst)
                + ", `"
                + largest(worst.get(0), Score::maxLag).name()
                + "` falls "
                + text(Metric.MAX_LAG, worst)
                + " behind.");
  }

  private void waits() {
    Ranking ranking = new Ranking(Metric.STARVATION, group.contest());
    long shortest = value(Metric.STARVATION, ranking.best());
    for (Outcome run : ranking.ordered()) {
      long wait = value(Metric.STARVATION, List.of(run));
      if (wait > STARVING * Math.max(1, shortest)) {
        sentences.add(
            "Starvation: under `"
                + run.policy()
                + "`, `"
                + run.starved()
                + "` once waits "
                + Numbers.brief(wait)
                + " for a turn, "
                + Numbers.percent(wait * 1_000_000 / run.duration())
                + " of the run.");
      }
    }
  }

  private void switches() {
    compare(
        Metric.SWITCHES,
        (best, worst) ->
            "Fewest switches: "
                + policies(best)
                + " with "
                + text(Metric.SWITCHES, best)
                + "; "
                + policies(worst)
                + " "
                + (worst.size() == 1 ? "needs " : "need ")
                + text(Metric.SWITCHES, worst)
                + ".");
  }

  private void promises() {
    for (Outcome run : group.contest()) {
      if (run.total().refused() > 0) {
        String refused =
            run.processes().stream()
                .filter(score -> score.refused() > 0)
                .map(Score::name)
                .limit(3)
                .collect(Collectors.joining("`, `"));
        sentences.add(
            "`"
                + run.policy()
                + "` admitted all but "
                + run.total().refused()
                + ", `"
                + refused
                + "`"
                + (run.total().refused() > 3 ? " and others" : "")
                + ": it could not have kept its promise to them.");
      }
      if (run.violation() != null) {
        sentences.add(
            "`"
                + run.policy()
                + "` broke its promise: "
                + run.violation().replace('`', '\'')
                + ".");
      }
    }
  }

  /** What is said of the best and the worst. */
  @FunctionalInterface
  private interface Phrase {
    String of(List<Outcome> best, List<Outcome> worst);
  }

  private void compare(Metric metric, Phrase phrase) {
    Ranking ranking = new Ranking(metric, group.contest());
    if (!ranking.isContested()) {
      return;
    }
    long best = value(metric, ranking.best());
    long worst = value(metric, ranking.worst());
    if (worst * 100 >= Math.max(1, best) * NOTABLE_PERCENT) {
      sentences.add(phrase.of(ranking.best(), ranking.worst()));
    }
  }

  private static Score largest(Outcome run, Function<Score, Long> of) {
    return run.processes().stream().max(Comparator.comparing(of)).orElse(run.total());
  }

  private static long value(Metric metric, List<Outcome> runs) {
    long most = 0;
    for (Outcome run : runs) {
      Long value = metric.of(run);
      most = value == null ? most : Math.max(most, value);
    }
    return most;
  }

  private static String text(Metric metric, List<Outcome> runs) {
    return metric.text(value(metric, runs));
  }

  private static String times(Metric metric, List<Outcome> best, List<Outcome> worst) {
    return Numbers.times(value(metric, worst) * 1000 / Math.max(1, value(metric, best)))
        .replace("×", " times");
  }

  /** Returns names as in a sentence; of many, the first few. */
  private static String policies(List<Outcome> runs) {
    return names(runs.stream().map(Outcome::policy).toList());
  }

  /** Returns names as in a sentence, between backquotes; of more than four, how many more. */
  static String names(List<String> names) {
    List<String> quoted = names.stream().map(name -> "`" + name + "`").toList();
    if (quoted.size() == 1) {
      return quoted.get(0);
    }
    if (quoted.size() > 4) {
      return String.join(", ", quoted.subList(0, 3)) + " and " + (quoted.size() - 3) + " others";
    }
    return String.join(", ", quoted.subList(0, quoted.size() - 1))
        + " and "
        + quoted.get(quoted.size() - 1);
  }
}
