package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.report.Results.Group;
import dev.moonshift.simulator.report.Results.Policy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The first part of the page: which policy suits what, over all workloads. */
final class SummarySection {
  private final Results results;
  private final Markup page;
  private final Map<Aim, Standings> standings = new EnumMap<>(Aim.class);

  SummarySection(Results results, Markup page) {
    this.results = results;
    this.page = page;
    for (Aim aim : Aim.values()) {
      Standings all = new Standings(aim, results);
      if (all.workloads() > 0) {
        standings.put(aim, all);
      }
    }
  }

  void write() {
    page.open("section", "id", "short", "aria-labelledby", "short-title");
    page.leaf("h2", "In short", "id", "short-title");
    if (standings.isEmpty()) {
      page.leaf("p", "There is nothing to tell apart: compare more than one policy.");
    } else {
      page.open("div", "class", "columns");
      aims();
      policies();
      page.close();
      places();
    }
    promises();
    page.close();
  }

  private void aims() {
    page.open("div");
    page.leaf("h3", "If you want …");
    page.open("dl", "class", "aims");
    standings.forEach(
        (aim, all) -> {
          page.leaf("dt", aim.text());
          String best = Advice.names(all.best());
          page.open("dd").sentence(best + " ").leaf("span", over(all), "class", "muted").close();
        });
    page.close();
    page.close();
  }

  private String over(Standings all) {
    String place = "place " + all.text(all.all().get(0).policy());
    if (results.workloads().size() == 1) {
      return place;
    }
    return all.workloads() == 1
        ? place + " in 1 workload"
        : place + " on average over " + all.workloads() + " workloads";
  }

  private void policies() {
    page.open("div");
    page.leaf("h3", "What each is good for");
    page.open("dl", "class", "aims");
    for (Policy policy : results.policies()) {
      List<String> strong = new ArrayList<>();
      List<String> weak = new ArrayList<>();
      standings.forEach(
          (aim, all) -> {
            if (all.isStrong(policy.name())) {
              strong.add(aim.brief());
            } else if (all.isWeak(policy.name())) {
              weak.add(aim.brief());
            }
          });
      page.open("dt").leaf("code", policy.name()).close();
      page.leaf("dd", described(strong, weak));
    }
    page.close();
    page.close();
  }

  private static String described(List<String> strong, List<String> weak) {
    String good = strong.isEmpty() ? "" : "Among the best for " + String.join(", ", strong) + ". ";
    String bad = weak.isEmpty() ? "" : "Among the last for " + String.join(", ", weak) + ".";
    return good.isEmpty() && bad.isEmpty() ? "In the middle throughout." : (good + bad).strip();
  }

  /** The policies × aims table. */
  private void places() {
    page.openTable("places", "Average places by aim");
    page.leaf("caption", "Average place over the workloads where it makes a difference; 1 is best");
    page.open("thead").open("tr").leaf("th", "policy", "scope", "col");
    standings.keySet().forEach(aim -> page.leaf("th", aim.brief(), "scope", "col"));
    page.leaf("th", "promise", "scope", "col", "class", "left").close().close();
    page.open("tbody");
    for (Policy policy : results.policies()) {
      page.open("tr").leaf("th", policy.name(), "scope", "row");
      standings.forEach((aim, all) -> place(policy, all));
      page.leaf("td", policy.promise(), "class", "left").close();
    }
    page.close().close().close();
  }

  private void place(Policy policy, Standings all) {
    long last = Math.max(200, all.all().get(all.all().size() - 1).placeHundredths());
    String shade = Shade.of(all.placeHundredths(policy.name()) - 100, last - 100);
    page.leaf("td", all.text(policy.name()), "class", shade);
  }

  private void promises() {
    long runs = 0;
    List<String> broken = new ArrayList<>();
    for (Group group : results.workloads()) {
      for (Outcome run : group.contest()) {
        runs++;
        if (run.violation() != null) {
          broken.add("`" + run.policy() + "` in " + group.workload());
        }
      }
    }
    if (results.isRealTime()) {
      return;
    }
    page.open("p")
        .sentence(
            broken.isEmpty()
                ? "Every decision was audited against what its policy promises: all "
                    + runs
                    + " runs kept their word."
                : "Promises broken: " + String.join(", ", broken) + ".");
    page.close();
  }
}
