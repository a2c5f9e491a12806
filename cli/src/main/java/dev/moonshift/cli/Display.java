package dev.moonshift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what processes print and why they fail, as it happens.
 *
 * <p>The output of a single process passes byte for byte. That of several is told apart by the name
 * of the process before each line, and in colour where there is any; on a terminal it is without
 * what would move the cursor or change colours, so that none can pass for another's.
 */
final class Display {
  /** Six that can be read on dark and on light: cyan, yellow, green, magenta, blue, bright red. */
  private static final String[] COLORS = {"36", "33", "32", "35", "34", "91"};

  private final Outlet outlet;
  private final Console console;
  private final StatusLine statusLine;
  private final List<String> names;
  private final int width;
  private final boolean isSingle;
  private @Nullable LuaProcess writer; // whose line is open
  private @Nullable List<String> held; // what is to be said when the terminal is free again

  /** Creates a display for processes of these names, whose pids count from 1. */
  Display(Console console, Outlet outlet, StatusLine statusLine, List<String> names) {
    this.console = console;
    this.outlet = outlet;
    this.statusLine = statusLine;
    this.names = names;
    width = names.stream().mapToInt(String::length).max().orElse(0);
    isSingle = names.size() == 1;
  }

  /** Shows what a process printed. */
  void show(LuaProcess process, byte[] printed) {
    if (isSingle) {
      outlet.write(printed, 0, printed.length);
      return;
    }
    byte[] bytes = console.isOutTerminal() ? Columns.printable(printed) : printed;
    if (writer != process) {
      outlet.endLine();
    }
    for (int start = 0; start < bytes.length; ) {
      int next = start;
      while (next < bytes.length && bytes[next++] != '\n') {
        // looks for the end of the line
      }
      if (!outlet.isLineOpen()) {
        outlet.write(prefix(process, console.isColored()));
      }
      outlet.write(bytes, start, next - start);
      start = next;
    }
    writer = process;
  }

  /** Shows an error on standard error, as reference Lua does. */
  void showError(LuaProcess process, ProcessError error) {
    String text = "moonshift: " + error.message();
    if (!error.traceback().isEmpty()) {
      text += "\n" + error.traceback();
    }
    if (!isSingle) {
      String prefix = prefix(process, console.isColored() && console.isErrTerminal());
      if (console.isErrTerminal()) {
        text = new String(Columns.printable(text.getBytes(UTF_8)), UTF_8);
      }
      text = prefix + text.replace("\n", "\n" + prefix);
    }
    say(text);
    if (error.cause() != null) {
      error.cause().printStackTrace(console.err()); // a bug of Moonshift: all that is known helps
    }
  }

  /** Writes something to standard error, after all that was printed before. */
  void say(String text) {
    if (held != null) {
      held.add(text);
      return;
    }
    outlet.flush();
    statusLine.erase();
    if (console.isOutTerminal()) {
      outlet.endLine();
      outlet.flush();
    }
    console.err().print(text + "\n");
    console.err().flush();
  }

  /** Says nothing until {@link #release}, as something else covers the terminal. */
  void hold() {
    held = new ArrayList<>();
  }

  /** Says what was held back. */
  void release() {
    List<String> texts = held;
    held = null;
    if (texts != null) {
      texts.forEach(this::say);
    }
  }

  private String prefix(LuaProcess process, boolean isColored) {
    int index = (int) process.pid() - 1;
    String name = names.get(index);
    String text = name + " ".repeat(width - name.length()) + " | ";
    return isColored ? "\033[" + COLORS[index % COLORS.length] + "m" + text + "\033[0m" : text;
  }
}
