package dev.moonshift.cli;

import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Who gets how much at the moment, as a table that covers the terminal and is drawn over and over.
 * When it ends, the terminal looks as it did before.
 */
final class LiveTable implements Watch {
  /** Leaves what is on the screen behind, and hides the cursor. */
  private static final String OPEN = "\033[?1049h\033[?25l";

  private static final String CLOSE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String END_OF_LINE = "\033[K";
  private static final String END_OF_SCREEN = "\033[J";
  private static final String BRIGHT = "\033[1m";
  private static final String PLAIN = "\033[0m";

  private static final int MAX_NAME = 20;

  /** A last line with less room than this says nothing; other columns go first. */
  private static final int MIN_LINE = 16;

  /** What can be left out where the terminal is narrow, the most useful last. */
  private static final List<Column> OPTIONAL =
      List.of(Column.FUEL, Column.MEMORY, Column.OVERALL, Column.PID);

  private final Console console;
  private final LastLines lastLines;
  private long[] fuelBefore = {};
  private boolean isOpen;

  /** What is said about a process. */
  private enum Column {
    PID,
    NAME,
    STATE,
    NOW,
    OVERALL,
    FUEL,
    MEMORY;

    boolean isWord() {
      return this == NAME || this == STATE;
    }
  }

  /**
   * Creates a table that is not shown yet.
   *
   * @param lastLines where the last line of each process is found
   */
  LiveTable(Console console, LastLines lastLines) {
    this.console = console;
    this.lastLines = lastLines;
  }

  @Override
  public void draw(ScriptRun run) {
    TerminalSize size = console.size().get();
    List<String> lines = lines(run, size);
    StringBuilder screen = new StringBuilder(isOpen ? "" : OPEN).append(HOME);
    for (int i = 0; i < lines.size(); i++) {
      String line = Columns.cut(lines.get(i), size.columns());
      boolean isHead = i == 1 && console.isColored();
      screen.append(i == 0 ? "" : "\r\n").append(isHead ? BRIGHT + line + PLAIN : line);
      if (Columns.width(line) < size.columns()) {
        screen.append(END_OF_LINE); // in the last column it would erase what stands there
      }
    }
    isOpen = true;
    show(screen.append(END_OF_SCREEN).toString());
  }

  @Override
  public void end() {
    if (isOpen) {
      show(CLOSE);
      isOpen = false;
    }
  }

  private void show(String text) {
    console.err().print(text);
    console.err().flush();
  }

  /** The lines of the screen: a total, the heads of the columns, and whom there is room for. */
  private List<String> lines(ScriptRun run, TerminalSize size) {
    List<LuaProcess> all = run.processes();
    long[] recent = recentFuel(all);
    long recentSum = IntStream.range(0, recent.length).mapToLong(i -> recent[i]).sum();
    List<LuaProcess> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.<LuaProcess>comparingLong(process -> -recent[index(process)])
            .thenComparing(process -> process.state().isEnded())
            .thenComparingLong(LuaProcess::pid));
    int room = Math.max(1, size.rows() - 2);
    int shown = sorted.size() <= room ? sorted.size() : room - 1;
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"PID", "NAME", "STATE", "NOW", "OVERALL", "FUEL", "MEMORY"});
    for (LuaProcess process : sorted.subList(0, shown)) {
      double now = recentSum == 0 ? 0 : (double) recent[index(process)] / recentSum;
      rows.add(
          new String[] {
            "" + process.pid(),
            Columns.cut(Columns.printable(process.name()), MAX_NAME),
            state(process),
            percent(now),
            percent(run.share(process)),
            Quantity.of(process.fuelUsed()),
            Quantity.of(process.memoryBytes())
          });
    }
    List<String> lines = new ArrayList<>(List.of(run.total()));
    lines.addAll(withLastLines(rows, sorted, size.columns()));
    if (shown < sorted.size()) {
      lines.add("and " + (sorted.size() - shown) + " more");
    }
    return lines;
  }

  /** Joins columns to lines, as many of them as leave room for what was printed last. */
  private List<String> withLastLines(
      List<String[]> rows, List<LuaProcess> sorted, int terminalColumns) {
    int[] widths =
        IntStream.range(0, Column.values().length)
            .map(
                column -> rows.stream().mapToInt(row -> Columns.width(row[column])).max().orElse(0))
            .toArray();
    List<Column> columns = new ArrayList<>(List.of(Column.values()));
    for (Column column : OPTIONAL) {
      int used = columns.stream().mapToInt(each -> widths[each.ordinal()] + 2).sum();
      if (used + MIN_LINE > terminalColumns) {
        columns.remove(column);
      }
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder line = new StringBuilder();
      for (Column column : columns) {
        String text = rows.get(i)[column.ordinal()];
        String space = " ".repeat(widths[column.ordinal()] - Columns.width(text));
        line.append(column.isWord() ? text + space : space + text).append("  ");
      }
      lines.add(line.append(i == 0 ? "LAST LINE" : lastLines.of(sorted.get(i - 1))).toString());
    }
    return lines;
  }

  /** What each process used since the last time this was asked. */
  private long[] recentFuel(List<LuaProcess> all) {
    long[] fuel = all.stream().mapToLong(LuaProcess::fuelUsed).toArray();
    long[] recent = fuel.clone();
    for (int i = 0; i < fuelBefore.length; i++) {
      recent[i] -= fuelBefore[i];
    }
    fuelBefore = fuel;
    return recent;
  }

  private static int index(LuaProcess process) {
    return (int) process.pid() - 1;
  }

  private static String state(LuaProcess process) {
    ProcessState state = process.state();
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
