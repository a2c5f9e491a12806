package dev.moonshift.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The times of programs on several competitors, and how some of these stand to others. */
final class Comparison {
  /** How the times of one competitor, by its place, stand to those of another. */
  record Ratio(String title, int of, int to) {}

  private record Row(String program, List<Double> millis) {
    double ratio(Ratio ratio) {
      return millis.get(ratio.of()) / millis.get(ratio.to());
    }
  }

  private final List<String> competitors;
  private final List<Ratio> ratios;
  private final List<Row> rows = new ArrayList<>();

  Comparison(List<String> competitors, List<Ratio> ratios) {
    this.competitors = List.copyOf(competitors);
    this.ratios = List.copyOf(ratios);
  }

  /** Adds what a program took on each competitor. */
  void add(String program, List<Double> millis) {
    if (millis.size() != competitors.size()) {
      throw new IllegalArgumentException(
          "%s must have a time for each of %s, has %d"
              .formatted(program, competitors, millis.size()));
    }
    rows.add(new Row(program, List.copyOf(millis)));
  }

  double geometricMean(Ratio ratio) {
    return Statistics.geometricMean(all(ratio));
  }

  double largest(Ratio ratio) {
    return all(ratio).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** How many programs take less time than on the competitor they are compared with. */
  long ahead(Ratio ratio) {
    return all(ratio).stream().filter(value -> value < 1).count();
  }

  private List<Double> all(Ratio ratio) {
    return rows.stream().map(row -> row.ratio(ratio)).toList();
  }

  /**
   * Milliseconds, then ratios, and what follows from the ratios.
   *
   * @param isRace whether to count in how many programs one is ahead of another
   */
  TextTable table(boolean isRace) {
    List<String> head = new ArrayList<>(List.of("program"));
    head.addAll(competitors);
    ratios.forEach(ratio -> head.add(ratio.title()));
    TextTable table = new TextTable(head);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.program()));
      row.millis().forEach(time -> cells.add(millis(time)));
      ratios.forEach(ratio -> cells.add(ratio(row.ratio(ratio))));
      table.addRow(cells);
    }
    if (!ratios.isEmpty() && !rows.isEmpty()) {
      List<String> mean = summary("geometric mean");
      List<String> largest = summary("largest");
      List<String> ahead = summary("programs ahead");
      for (Ratio ratio : ratios) {
        mean.add(ratio(geometricMean(ratio)));
        largest.add(ratio(largest(ratio)));
        ahead.add(ahead(ratio) + " of " + rows.size());
      }
      table.addSummary(mean);
      table.addSummary(largest);
      if (isRace) {
        table.addSummary(ahead);
      }
    }
    return table;
  }

  private List<String> summary(String title) {
    List<String> cells = new ArrayList<>(List.of(title));
    competitors.forEach(competitor -> cells.add(""));
    return cells;
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
