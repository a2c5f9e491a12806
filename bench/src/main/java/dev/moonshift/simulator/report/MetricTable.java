package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.report.Results.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of policies × metrics, each column coloured by place. */
final class MetricTable {
  /** More columns than this have to stand closer together. */
  private static final int ROOMY = 12;

  private final Results results;
  private final Group group;
  private final Markup page;
  private final List<Metric> metrics;
  private final List<Ranking> rankings = new ArrayList<>();

  MetricTable(Results results, Group group, Markup page) {
    this.results = results;
    this.group = group;
    this.page = page;
    metrics =
        Arrays.stream(Metric.values())
            .filter(metric -> group.contest().stream().anyMatch(run -> metric.of(run) != null))
            .toList();
    metrics.forEach(metric -> rankings.add(new Ranking(metric, group.contest())));
  }

  void write() {
    String style = metrics.size() > ROOMY ? "metrics dense" : "metrics";
    page.openTable(style, "All metrics of " + group.workload());
    page.leaf("caption", "The smaller the better, but for fairness; small figures are places");
    head();
    page.open("tbody");
    group.outcomes().forEach(this::row);
    page.close().close().close();
  }

  private void head() {
    page.open("thead").open("tr").leaf("th", "policy", "scope", "col");
    metrics.forEach(metric -> page.leaf("th", metric.title(), "scope", "col"));
    page.leaf("th", "promise", "scope", "col");
    if (results.isRealTime()) {
      page.leaf("th", "ns a decision", "scope", "col").leaf("th", "fuel/s", "scope", "col");
    }
    page.close().close();
  }

  private void row(Outcome run) {
    page.open("tr", "class", run.isIdeal() ? "ideal" : "policy");
    page.leaf("th", run.policy(), "scope", "row");
    for (int i = 0; i < metrics.size(); i++) {
      cell(run, metrics.get(i), rankings.get(i));
    }
    promise(run);
    Outcome.Speed speed = run.speed();
    if (speed != null) {
      page.leaf("td", Numbers.fraction(speed.decisionPicos(), 1_000, 1));
      page.leaf("td", Numbers.brief(speed.fuelPerSecond()));
    }
    page.close();
  }

  private void cell(Outcome run, Metric metric, Ranking ranking) {
    Long value = metric.of(run);
    Integer place = ranking.place(run);
    if (value == null) {
      page.leaf("td", "–");
    } else if (place == null || !ranking.isContested()) {
      page.leaf("td", metric.text(value));
    } else {
      page.open("td", "class", Shade.of(place - 1, ranking.last() - 1));
      page.text(metric.text(value)).leaf("sub", place.toString()).close();
    }
  }

  private void promise(Outcome run) {
    if (run.isIdeal() || results.isRealTime()) {
      page.leaf("td", "–");
    } else if (run.violation() != null) {
      page.leaf("td", "✗ broken", "class", "broken");
    } else {
      int refused = run.total().refused();
      page.leaf("td", refused == 0 ? "✓ kept" : "✓ kept, refused " + refused, "class", "promise");
    }
  }
}
