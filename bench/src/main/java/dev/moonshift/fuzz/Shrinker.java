package dev.moonshift.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes a program smaller as long as it keeps what is wrong with it: leaves out statements, puts
 * parts in the place of the whole, and simple expressions in the place of long ones.
 *
 * <p>After Zeller and Hildebrandt, <cite>Simplifying and Isolating Failure-Inducing Input</cite>,
 * 2002, applied to each list of a tree.
 */
final class Shrinker {
  /** Enough for the programs of {@link Generator}; more would hold up the hunt. */
  private static final int MAX_ATTEMPTS = 700;

  /** Attempts with programs that take long must not either. */
  private static final long MAX_NANOS = Duration.ofSeconds(60).toNanos();

  private static final List<Node> SIMPLEST =
      List.of(Node.literal("nil"), Node.literal("1"), Node.literal("{}"));

  private final Predicate<Node> isOfInterest;
  private final long start = System.nanoTime();
  private int attempts;

  private Shrinker(Predicate<Node> isOfInterest) {
    this.isOfInterest = isOfInterest;
  }

  /** Returns a program that is still of interest, and no part of which can go. */
  static Node shrink(Node program, Predicate<Node> isOfInterest) {
    Shrinker shrinker = new Shrinker(isOfInterest);
    Node smallest = program;
    int size;
    do {
      size = smallest.size();
      smallest = shrinker.shrunk(smallest, UnaryOperator.identity());
    } while (smallest.size() < size && shrinker.attempts < MAX_ATTEMPTS);
    return smallest;
  }

  private boolean mayBe(Node program) {
    return attempts++ < MAX_ATTEMPTS
        && System.nanoTime() - start < MAX_NANOS
        && isOfInterest.test(program);
  }

  /**
   * Makes a piece smaller.
   *
   * @param inPlace puts another piece into its place in the program
   */
  private Node shrunk(Node piece, UnaryOperator<Node> inPlace) {
    for (Node other : substitutes(piece)) {
      if (mayBe(inPlace.apply(other))) {
        return shrunk(other, inPlace);
      }
    }
    Node current = piece;
    if (piece.kind() == Node.Kind.BLOCK || piece.kind() == Node.Kind.LIST) {
      current = thinned(piece, inPlace);
    }
    for (int i = 0; i < current.children().size(); i++) {
      Node parent = current;
      int at = i;
      Node child =
          shrunk(parent.children().get(i), other -> inPlace.apply(replaced(parent, at, other)));
      current = replaced(parent, i, child);
    }
    return current;
  }

  /** What could stand in the place of a piece, and is smaller. */
  private static List<Node> substitutes(Node piece) {
    List<Node> substitutes = new ArrayList<>();
    if (piece.kind() == Node.Kind.STATEMENT) {
      collect(piece, Node.Kind.BLOCK, substitutes);
    } else if (piece.kind() == Node.Kind.EXPRESSION && !SIMPLEST.contains(piece)) {
      substitutes.addAll(SIMPLEST);
      collect(piece, Node.Kind.EXPRESSION, substitutes);
    }
    return substitutes;
  }

  /** Adds the nearest pieces of a kind. */
  private static void collect(Node piece, Node.Kind kind, List<Node> found) {
    for (Node child : piece.children()) {
      if (child.kind() == kind) {
        found.add(child);
      } else {
        collect(child, kind, found);
      }
    }
  }

  /** Leaves out as many children as can be, in large chunks first. */
  private Node thinned(Node piece, UnaryOperator<Node> inPlace) {
    Node current = piece;
    for (int chunk = current.children().size(); chunk > 0; chunk /= 2) {
      int at = 0;
      while (at < current.children().size()) {
        List<Node> rest = new ArrayList<>(current.children());
        rest.subList(at, Math.min(rest.size(), at + chunk)).clear();
        Node candidate = current.withChildren(rest);
        if (mayBe(inPlace.apply(candidate))) {
          current = candidate;
        } else {
          at += chunk;
        }
      }
    }
    return current;
  }

  private static Node replaced(Node parent, int at, Node child) {
    List<Node> children = new ArrayList<>(parent.children());
    children.set(at, child);
    return parent.withChildren(children);
  }
}
