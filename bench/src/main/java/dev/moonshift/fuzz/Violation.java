package dev.moonshift.fuzz;

/**
 * What is wrong with the run of a program.
 *
 * @param kind names the promise that was broken; a smaller program is only of interest while it
 *     breaks the same
 * @param detail what was expected, and what happened
 */
record Violation(String kind, String detail) {
  /** Says where two texts part. */
  static Violation difference(String kind, String what, String expected, String actual) {
    int at = 0;
    while (at < Math.min(expected.length(), actual.length())
        && expected.charAt(at) == actual.charAt(at)) {
      at++;
    }
    int line = expected.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    if (line > at) {
      line = at;
    }
    return new Violation(
        kind,
        "%s:%n  expected %s%n  was      %s"
            .formatted(what, line(expected, line), line(actual, line)));
  }

  private static String line(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.substring(start) + " (the end)" : text.substring(start, end);
  }
}
