package dev.moonshift.simulator.report;

import dev.moonshift.simulator.report.Results.Policy;
import java.util.EnumMap;
import java.util.Map;

/** Writes the average places of policies by aim as a table for a document. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** Returns the text of the table. */
  public static String of(Results results) {
    Map<Aim, Standings> standings = new EnumMap<>(Aim.class);
    StringBuilder head = new StringBuilder("| policy |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (Aim aim : Aim.values()) {
      Standings all = new Standings(aim, results);
      if (all.workloads() > 0) {
        standings.put(aim, all);
        head.append(' ').append(aim.brief()).append(" |");
        rule.append(" ---: |");
      }
    }
    StringBuilder table = new StringBuilder().append(head).append('\n').append(rule).append('\n');
    for (Policy policy : results.policies()) {
      table.append("| `").append(policy.name()).append("` |");
      standings.values().forEach(all -> cell(all, policy, table));
      table.append('\n');
    }
    return table.toString();
  }

  private static void cell(Standings all, Policy policy, StringBuilder table) {
    String place = all.text(policy.name());
    boolean isBest = all.best().contains(policy.name());
    table.append(isBest ? " **" + place + "** |" : " " + place + " |");
  }
}
