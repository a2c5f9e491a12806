package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Quantiles;
import dev.moonshift.simulator.measure.Score;
import java.util.List;

/** The table of what each process of a run got. */
final class ScoreTable {
  private static final List<String> HEADS =
      List.of(
          "weight",
          "fuel",
          "entitled",
          "share",
          "turns",
          "max lag",
          "max lead",
          "longest wait",
          "wakeup p50",
          "wakeup p99",
          "response p50",
          "response p99",
          "response max",
          "slowdown p99",
          "unanswered",
          "missed");

  private final String policy;
  private final List<Score> scores;
  private final Markup page;

  ScoreTable(String policy, List<Score> scores, Markup page) {
    this.policy = policy;
    this.scores = scores;
    this.page = page;
  }

  void write() {
    page.openTable("dense", "Processes under " + policy);
    page.open("thead").open("tr").leaf("th", "process", "scope", "col");
    HEADS.forEach(head -> page.leaf("th", head, "scope", "col"));
    page.close().close().open("tbody");
    scores.forEach(this::row);
    page.close().close().close();
  }

  private void row(Score score) {
    Long share = score.sharePpm();
    page.open("tr");
    String many = score.processes() == 1 ? "" : " ×" + score.processes();
    page.leaf("th", score.name() + many, "scope", "row");
    page.leaf("td", Long.toString(score.weight()));
    page.leaf("td", Numbers.brief(score.fuel()));
    page.leaf("td", Numbers.brief(score.entitlement()));
    page.leaf("td", share == null ? "–" : Numbers.percent(share));
    page.leaf("td", Numbers.brief(score.turns()));
    page.leaf("td", Numbers.brief(score.maxLag()));
    page.leaf("td", Numbers.brief(-score.minLag()));
    page.leaf("td", Numbers.brief(score.starvation()));
    time(score.wakeup(), score.wakeup().p50());
    time(score.wakeup(), score.wakeup().p99());
    time(score.response(), score.response().p50());
    time(score.response(), score.response().p99());
    time(score.response(), score.response().max());
    page.leaf("td", score.slowdown().count() == 0 ? "–" : Numbers.times(score.slowdown().p99()));
    page.leaf("td", Numbers.brief(score.unanswered()));
    page.leaf("td", score.deadlines() == 0 ? "–" : Numbers.brief(score.missed()));
    page.close();
  }

  private void time(Quantiles of, long value) {
    page.leaf("td", of.count() == 0 ? "–" : Numbers.brief(value));
  }
}
