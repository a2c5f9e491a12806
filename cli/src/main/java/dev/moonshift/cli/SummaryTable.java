package dev.moonshift.cli;

import dev.moonshift.process.LuaProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What each process did, as a table for people. */
final class SummaryTable {
  private static final String[] HEAD = {
    "PID", "NAME", "STATE", "FUEL", "SHARE", "TICKS", "LONGEST TICK (US)", "(FUEL)"
  };

  /** The columns of words, which start at the left; numbers end at the right. */
  private static final int NAME = 1;

  private static final int STATE = 2;

  private SummaryTable() {}

  static String of(ScriptRun run) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEAD);
    for (LuaProcess process : run.processes()) {
      rows.add(
          new String[] {
            "" + process.pid(),
            process.name(),
            process.state().name(),
            number(process.fuelUsed()),
            String.format(Locale.ROOT, "%.1f%%", 100 * run.share(process)),
            number(process.ticks()),
            number(process.longestTickNanos() / 1000),
            number(process.longestTickFuel())
          });
    }
    int[] widths =
        IntStream.range(0, HEAD.length)
            .map(column -> rows.stream().mapToInt(row -> row[column].length()).max().orElse(0))
            .toArray();
    StringBuilder table = new StringBuilder();
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        String space = " ".repeat(widths[column] - row[column].length());
        boolean isWord = column == NAME || column == STATE;
        table
            .append(column == 0 ? "" : "  ")
            .append(isWord ? row[column] + space : space + row[column]);
      }
      table.append('\n');
    }
    return table
        .append(
            String.format(
                Locale.ROOT,
                "%,d %s and %,d fuel in %.3f s%n",
                run.turns(),
                run.turns() == 1 ? "tick" : "ticks",
                run.fuel(),
                run.nanos() / 1e9))
        .toString();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
