package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Quantiles;
import dev.moonshift.simulator.measure.Score;
import dev.moonshift.simulator.report.Results.Group;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a comparison as CSV: for each run a line with its sum, then one for each kind of process
 * and one for each process. A line ends with a line feed, and what means nothing is left empty.
 */
public final class Csv {
  private static final String HEAD =
      "workload,policy,scope,name,kind,processes,refused,weight,fuel,entitlement,share_ppm,turns,"
          + "max_lag,min_lag,longest_wait"
          + quantiles("wakeup")
          + quantiles("response")
          + quantiles("slowdown_milli")
          + ",unanswered,deadlines,missed"
          + ",duration,idle,switches,fairness_ppm,worst_fairness_ppm,longest_waiter,violation"
          + ",decision_ps,fuel_per_second";

  private static final int COLUMNS = HEAD.split(",").length;

  private final StringBuilder out = new StringBuilder(HEAD).append('\n');

  private Csv() {}

  private static String quantiles(String name) {
    StringBuilder heads = new StringBuilder();
    for (String part : List.of("count", "p50", "p90", "p99", "p999", "max")) {
      heads.append(',').append(name).append('_').append(part);
    }
    return heads.toString();
  }

  /** Returns the text of the file. */
  public static String of(Results results) {
    Csv csv = new Csv();
    for (Group group : results.workloads()) {
      for (Outcome run : group.outcomes()) {
        csv.add(group, run);
      }
    }
    return csv.out.toString();
  }

  private void add(Group group, Outcome run) {
    line(group, run, "run", run.total());
    run.kinds().forEach(kind -> line(group, run, "kind", kind));
    run.processes().forEach(process -> line(group, run, "process", process));
  }

  private void line(Group group, Outcome run, String scope, Score score) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.addAll(List.of(group.workload(), run.policy(), scope, score.name(), score.kind()));
    cells.addAll(List.of(score.processes(), score.refused(), score.weight()));
    cells.addAll(List.of(score.fuel(), score.entitlement()));
    cells.add(score.sharePpm());
    cells.addAll(List.of(score.turns(), score.maxLag(), score.minLag(), score.starvation()));
    add(cells, score.wakeup());
    add(cells, score.response());
    add(cells, score.slowdown());
    cells.addAll(List.of(score.unanswered(), score.deadlines(), score.missed()));
    if (scope.equals("run")) {
      cells.addAll(List.of(run.duration(), run.idle(), run.switches()));
      cells.add(run.fairness());
      cells.add(run.worstFairness());
      cells.add(run.starved());
      cells.add(run.violation());
      Outcome.Speed speed = run.speed();
      cells.add(speed == null ? null : speed.decisionPicos());
      cells.add(speed == null ? null : speed.fuelPerSecond());
    }
    while (cells.size() < COLUMNS) {
      cells.add(null);
    }
    for (int i = 0; i < COLUMNS; i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    out.append('\n');
  }

  private static void add(List<@Nullable Object> cells, Quantiles of) {
    boolean isEmpty = of.count() == 0;
    cells.add(of.count());
    for (long value : new long[] {of.p50(), of.p90(), of.p99(), of.p999(), of.max()}) {
      cells.add(isEmpty ? null : value);
    }
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
