package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.report.Results.Group;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints a comparison as a table for each workload; a star marks the best of a column. */
public final class TerminalTable {
  /** What fits side by side in a window of usual width. */
  private static final List<Metric> COLUMNS =
      List.of(
          Metric.FAIRNESS,
          Metric.MAX_LAG,
          Metric.STARVATION,
          Metric.WAKEUP_P99,
          Metric.RESPONSE_P50,
          Metric.RESPONSE_P99,
          Metric.RESPONSE_MAX,
          Metric.SLOWDOWN_P99,
          Metric.MISSED,
          Metric.SWITCHES);

  private TerminalTable() {}

  /** Prints all workloads. */
  public static void print(Results results, PrintWriter out) {
    for (Group group : results.workloads()) {
      out.println();
      out.println(group.workload() + ": " + group.summary());
      print(rows(group, results.isRealTime()), out);
      for (Outcome run : group.contest()) {
        if (run.violation() != null) {
          out.println("  " + run.policy() + " broke its promise: " + run.violation());
        }
      }
    }
    out.println();
    out.println(
        "Times are in fuel. * best, or within a fiftieth of it. even: Jain's index. lag: behind the"
            + " ideal share.");
  }

  private static List<List<String>> rows(Group group, boolean isRealTime) {
    List<Metric> metrics =
        COLUMNS.stream()
            .filter(metric -> group.outcomes().stream().anyMatch(run -> metric.of(run) != null))
            .toList();
    List<Ranking> rankings =
        metrics.stream().map(metric -> new Ranking(metric, group.contest())).toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("policy"));
    metrics.forEach(metric -> head.add(metric.head()));
    head.add("promise");
    if (isRealTime) {
      head.addAll(List.of("ns/decision", "fuel/s"));
    }
    rows.add(head);
    for (Outcome run : group.outcomes()) {
      List<String> row = new ArrayList<>(List.of(run.policy()));
      for (int i = 0; i < metrics.size(); i++) {
        row.add(cell(metrics.get(i), rankings.get(i), run));
      }
      row.add(promise(run));
      Outcome.Speed speed = run.speed();
      if (speed != null) {
        row.add(Numbers.fraction(speed.decisionPicos(), 1_000, 1));
        row.add(Numbers.brief(speed.fuelPerSecond()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String cell(Metric metric, Ranking ranking, Outcome run) {
    Long value = metric.of(run);
    if (value == null) {
      return "-";
    }
    Integer place = ranking.place(run);
    boolean isBest = place != null && place == 1 && ranking.isContested();
    return metric.text(value) + (isBest ? "*" : " ");
  }

  private static String promise(Outcome run) {
    if (run.isIdeal() || run.speed() != null) {
      return ""; // in real time nobody audits
    }
    if (run.violation() != null) {
      return "broken";
    }
    return run.total().refused() > 0 ? "kept, refused " + run.total().refused() : "kept";
  }

  private static void print(List<List<String>> rows, PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
