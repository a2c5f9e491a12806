package dev.moonshift.simulator.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a page that is well-formed XML as well as HTML: elements are closed in order, and text is
 * escaped.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder(1 << 20);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values by turns
   */
  Markup open(String element, Object... attributes) {
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the innermost element. */
  Markup close() {
    out.append("</").append(open.pop()).append(">");
    if (open.size() < 5) {
      out.append('\n'); // for people who look at the source
    }
    return this;
  }

  /** Writes an element that has only text in it. */
  Markup leaf(String element, String text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Writes an element that has nothing in it. */
  Markup empty(String element, Object... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /** Begins a table that scrolls where there is no room for it; ended by closing twice. */
  Markup openTable(String style, String label) {
    open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
    return open("table", "class", style);
  }

  /**
   * Begins a drawing.
   *
   * @param label what it shows, for those who do not see it
   */
  Markup openDrawing(int width, double height, String label) {
    String box = "0 0 " + width + " " + Scale.text(height);
    return open("svg", "viewBox", box, "role", "img", "aria-label", label);
  }

  /** Writes something into a drawing. */
  Markup word(String text, String style, double x, double y) {
    return leaf("text", text, "class", style, "x", Scale.text(x), "y", Scale.text(y));
  }

  /** Draws a line. */
  Markup line(String style, String path) {
    return empty("path", "class", style, "d", path);
  }

  Markup text(String text) {
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i));
    }
    return this;
  }

  /**
   * Writes a sentence in which names between backquotes are set as such.
   *
   * @param sentence may hold anything, but backquotes come in pairs
   */
  Markup sentence(String sentence) {
    String[] parts = sentence.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1) {
        leaf("code", parts[i]);
      } else {
        text(parts[i]);
      }
    }
    return this;
  }

  /** Writes what is markup already. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  private void start(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1].toString());
      out.append('"');
    }
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '?' : c); // XML has no others
    }
  }

  /** Returns all that was written. */
  @Override
  public String toString() {
    return out.toString();
  }
}
