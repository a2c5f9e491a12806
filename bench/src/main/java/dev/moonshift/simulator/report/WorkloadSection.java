package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Score;
import dev.moonshift.simulator.report.Lanes.Lane;
import dev.moonshift.simulator.report.Results.Group;
import java.util.List;

/** The part of the page about one workload. */
final class WorkloadSection {
  /** Of more processes a table shows the kinds only. */
  private static final int MAX_ROWS = 40;

  /** Fewer times than this have no distribution to speak of. */
  private static final int MIN_SAMPLES = 20;

  private final Results results;
  private final Group group;
  private final Markup page;
  private final Lanes lanes;

  WorkloadSection(Results results, Group group, Markup page) {
    this.results = results;
    this.group = group;
    this.page = page;
    lanes = new Lanes(group.ideal());
  }

  /** Returns where links to the part of a workload lead. */
  static String anchor(Group group) {
    return "workload-" + group.workload().replaceAll("[^A-Za-z0-9-]", "-");
  }

  void write() {
    String anchor = anchor(group);
    page.open("section", "id", anchor, "aria-labelledby", anchor + "-title");
    page.leaf("h2", group.workload(), "id", anchor + "-title");
    page.leaf("p", group.summary(), "class", "lead");
    List<String> advice = Advice.about(group);
    if (!advice.isEmpty()) {
      page.open("ul", "class", "advice");
      advice.forEach(sentence -> page.open("li").sentence(sentence).close());
      page.close();
    }
    new MetricTable(results, group, page).write();
    latencies();
    page.leaf("h3", "Fuel received, against entitlement");
    legend(true);
    FuelChart fuel = new FuelChart(lanes, group.outcomes());
    charts(group.contest(), run -> fuel.draw(run, page));
    page.leaf("h3", "Who ran when");
    page.leaf("p", "A stretch from the middle of the run, a bar for each turn.", "class", "muted");
    TurnChart turns = new TurnChart(lanes);
    charts(group.contest(), run -> turns.draw(run, page));
    details();
    page.close();
  }

  private void latencies() {
    int responses = group.ideal().total().response().count();
    int wakeups = group.contest().get(0).total().wakeup().count();
    if (responses < MIN_SAMPLES && wakeups < MIN_SAMPLES) {
      return;
    }
    page.leaf("h3", "How long it takes");
    LatencyChart.key(page);
    page.open("div", "class", "latencies");
    if (responses >= MIN_SAMPLES) {
      latency(
          "From a request to its answer",
          new LatencyChart("Response time", run -> run.total().response()),
          group.outcomes());
    }
    if (wakeups >= MIN_SAMPLES) {
      latency(
          "From waking up to the next turn",
          new LatencyChart("Wakeup latency", run -> run.total().wakeup()),
          group.contest());
    }
    page.close();
  }

  private void latency(String caption, LatencyChart chart, List<Outcome> runs) {
    page.open("figure");
    page.leaf("figcaption", caption);
    chart.draw(runs, page);
    page.close();
  }

  /** What draws a run. */
  @FunctionalInterface
  private interface Drawing {
    void draw(Outcome run);
  }

  private void charts(List<Outcome> runs, Drawing drawing) {
    page.open("div", "class", "charts");
    for (Outcome run : runs) {
      page.open("figure");
      page.open("figcaption").leaf("code", run.policy()).close();
      drawing.draw(run);
      page.close();
    }
    page.close();
  }

  private void legend(boolean hasEntitlement) {
    page.open("p", "class", "legend");
    for (Lane kind : lanes.legend()) {
      page.open("span", "class", "key");
      page.raw(
          "<svg class=\"sample\" viewBox=\"0 0 24 14\" aria-hidden=\"true\"><path class=\""
              + kind.style()
              + " got\" d=\"M2 7H22\"/></svg>");
      page.leaf("b", kind.letter()).text(" " + kind.name()).close();
    }
    if (hasEntitlement) {
      page.open("span", "class", "key");
      page.raw(
          "<svg class=\"sample\" viewBox=\"0 0 24 14\" aria-hidden=\"true\">"
              + "<path class=\"due\" d=\"M2 7H22\"/></svg>");
      page.text("entitled to").close();
    }
    page.close();
  }

  private void details() {
    page.open("div", "class", "processes");
    page.leaf("h3", "Process by process");
    for (Outcome run : group.contest()) {
      List<Score> scores = run.processes().size() > MAX_ROWS ? run.kinds() : run.processes();
      page.open("details");
      page.open("summary").leaf("code", run.policy()).close();
      new ScoreTable(run.policy(), scores, page).write();
      page.close();
    }
    page.close();
  }
}
