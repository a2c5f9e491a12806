package dev.moonshift.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A piece of a Lua program, kept as a tree so that it can be made smaller and still be a program.
 *
 * @param texts what stands before, between and after the children: one more than children
 * @param children the pieces that may be replaced by smaller ones
 */
record Node(Kind kind, List<String> texts, List<Node> children) {
  /** What a piece is, and so what may stand in its place. */
  enum Kind {
    /** Statements below each other, any of which may go. */
    BLOCK,
    /** One statement. */
    STATEMENT,
    /** Expressions, fields or names between commas, any of which may go. */
    LIST,
    /** One expression. */
    EXPRESSION,
    /** A piece that only makes sense as it is: a name, a label. */
    FIXED
  }

  /** Where a child stands in a template. */
  private static final String HOLE = "$";

  static Node block(List<Node> statements) {
    return joined(Kind.BLOCK, "\n", statements);
  }

  static Node list(List<Node> items) {
    return joined(Kind.LIST, ", ", items);
  }

  /** A statement in which each {@code $} of the template is a child. */
  static Node statement(String template, Node... children) {
    return filled(Kind.STATEMENT, template, children);
  }

  /** An expression in which each {@code $} of the template is a child. */
  static Node expression(String template, Node... children) {
    return filled(Kind.EXPRESSION, template, children);
  }

  /** An expression without parts, taken as it is. */
  static Node literal(String text) {
    return new Node(Kind.EXPRESSION, List.of(text), List.of());
  }

  /** A piece that is neither shrunk nor replaced. */
  static Node fixed(String text) {
    return new Node(Kind.FIXED, List.of(text), List.of());
  }

  private static Node joined(Kind kind, String separator, List<Node> children) {
    List<String> texts = new ArrayList<>(Collections.nCopies(children.size() + 1, separator));
    texts.set(0, "");
    texts.set(children.size(), "");
    return new Node(kind, List.copyOf(texts), List.copyOf(children));
  }

  private static Node filled(Kind kind, String template, Node... children) {
    List<String> texts = Arrays.asList(template.split(java.util.regex.Pattern.quote(HOLE), -1));
    if (texts.size() != children.length + 1) {
      throw new IllegalArgumentException(
          "template must have %d holes: %s".formatted(children.length, template));
    }
    return new Node(kind, List.copyOf(texts), List.of(children));
  }

  /** This piece with other children; of a block or list there may be fewer or more. */
  Node withChildren(List<Node> others) {
    return switch (kind) {
      case BLOCK -> block(others);
      case LIST -> list(others);
      default -> new Node(kind, texts, List.copyOf(others));
    };
  }

  /** How many pieces it consists of. */
  int size() {
    int size = 1;
    for (Node child : children) {
      size += child.size();
    }
    return size;
  }

  /** The program text. */
  String text() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    text.append(texts.get(0));
    for (int i = 0; i < children.size(); i++) {
      children.get(i).append(text);
      text.append(texts.get(i + 1));
    }
  }
}
