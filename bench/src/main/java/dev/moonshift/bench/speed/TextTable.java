package dev.moonshift.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table for a reader, a document or a program; the first column holds names, the rest figures.
 */
final class TextTable {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<List<String>> summary = new ArrayList<>();

  TextTable(List<String> head) {
    this.head = List.copyOf(head);
  }

  void addRow(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Adds a row that follows from the others, below them; it is not in the CSV. */
  void addSummary(List<String> row) {
    summary.add(List.copyOf(row));
  }

  /** Aligned for a window. */
  String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(head);
    lines.addAll(rows);
    lines.addAll(summary);
    int[] widths = new int[head.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        padded.append(i == 0 ? line.get(i) + pad : "  " + pad + line.get(i));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** For a document; what follows from other rows is bold. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(markdown(head));
    text.append("| --- |").append(" ---: |".repeat(head.size() - 1)).append('\n');
    rows.forEach(row -> text.append(markdown(row)));
    summary.forEach(
        row ->
            text.append(
                markdown(
                    row.stream().map(cell -> cell.isEmpty() ? "" : "**" + cell + "**").toList())));
    return text.toString();
  }

  private static String markdown(List<String> row) {
    return row.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** For a program: the head and the rows, no summary. */
  String csv() {
    StringBuilder text = new StringBuilder();
    text.append(csv(head));
    rows.forEach(row -> text.append(csv(row)));
    return text.toString();
  }

  private static String csv(List<String> row) {
    return row.stream()
        .map(cell -> cell.matches("[^,\"\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }
}
