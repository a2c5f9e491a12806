package dev.moonshift.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * The three standard streams, and which of them a person is looking at.
 *
 * @param in standard input
 * @param out standard output, not buffered
 * @param err standard error
 * @param isOutTerminal whether standard output is a terminal
 * @param isErrTerminal whether standard error is a terminal that can erase a line
 * @param isColored whether standard output is shown in colour
 * @param size how much the terminal shows, if there is one
 */
record Console(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean isOutTerminal,
    boolean isErrTerminal,
    boolean isColored,
    Supplier<TerminalSize> size) {

  /**
   * The streams of this JVM. Java 17 cannot tell which of them are terminals, so the shell script
   * that starts it says so in the system property {@code moonshift.terminals}: a list of {@code
   * out} and {@code err}. Without it, both are if Java has a console.
   */
  static Console system() {
    String terminals = System.getProperty("moonshift.terminals");
    if (terminals == null) {
      terminals = Ansi.AUTO.enabled() && System.console() != null ? "out err" : "";
    }
    Map<String, String> environment = System.getenv();
    boolean isDumb = "dumb".equals(environment.get("TERM"));
    boolean isOutTerminal = terminals.contains("out");
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isOutTerminal,
        terminals.contains("err") && !isDumb,
        isOutTerminal && !isDumb && environment.getOrDefault("NO_COLOR", "").isEmpty(),
        TerminalSize.system());
  }
}
