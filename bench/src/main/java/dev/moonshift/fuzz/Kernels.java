package dev.moonshift.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Grows loops over numbers, where a compiled tier guesses most: ints that overflow, numbers that
 * turn into something else half way, variables that a closure shares all of a sudden, lists whose
 * items are not what they were.
 */
final class Kernels {
  private static final String[] STARTS = {
    "0",
    "1",
    "-1",
    "7",
    "0.5",
    "-0.25",
    "65536",
    "46341",
    "-46341",
    "2147483647",
    "-2147483648",
    "2147483646",
    "2^31",
    "2^53",
    "-2^53",
    "1e308",
    "-(0)",
    "0/0",
    "1/0",
    "100",
    "1e15"
  };

  private static final String[] ODD_STARTS = {"nil", "'5'", "'x'", "{}", "true"};

  /** Loops that end by themselves. */
  private static final String[] LOOPS = {
    "1, 40",
    "0, 9",
    "30, 1, -1",
    "2147483640, 2147483655",
    "-2147483640, -2147483655, -1",
    "2147483600, 2147483647, 16",
    "1, 3, 0.25",
    "0.5, 12",
    "-5, 5",
    "1, 100, 7",
    "2^53 - 4, 2^53 - 1",
    "3, 1",
    "1, n",
    "n, n + 8",
    "1, #t"
  };

  private static final String[] VARIABLES = {"a", "b", "c", "d"};

  private static final String[] COMPARISONS = {"<", "<=", ">", ">=", "==", "~="};

  private final Dice dice;
  private final Dialect dialect;
  private int depth;
  private int labels;

  Kernels(Dice dice, Dialect dialect) {
    this.dice = dice;
    this.dialect = dialect;
  }

  /** A block with variables, functions and loops of its own that shows what it has computed. */
  Node kernel() {
    return Node.statement(
        "do\nlocal a, b, c, d, n = $, $, $, $, "
            + dice.any("3", "10", "20", "2^31 - 4", "-3", "5.5")
            + "\nlocal t, fs, u = {$}, {}, {x = $, y = $}\n$\n$\n"
            + "for i = 1, #fs do show(pcall(fs[i], i)) end\nshow(a, b, c, d, t, u)\nend",
        start(),
        start(),
        start(),
        start(),
        items(),
        start(),
        start(),
        function(),
        Node.block(List.of(loop(), loop())));
  }

  private Node start() {
    return Node.literal(dice.percent(98) ? dice.any(STARTS) : dice.any(ODD_STARTS));
  }

  private Node items() {
    List<Node> items = new ArrayList<>();
    for (int i = dice.below(9); i > 0; i--) {
      items.add(start());
    }
    return Node.list(items);
  }

  /** A function of two numbers that gives one or two. */
  private Node function() {
    String parameters = dice.any("a, b", "a, b, ...", "a, ...", "b, a");
    return Node.statement(
        "local function f(" + parameters + ")\nlocal i, v = 1, 2\n$\ndo return $ end\nend",
        block(2),
        Node.list(dice.percent(60) ? List.of(number()) : List.of(number(), number())));
  }

  private Node loop() {
    Node body = block(4);
    return switch (dice.below(6)) {
      case 0 ->
          Node.statement(
              "do\nlocal i, v = 0, 0.5\nwhile i < "
                  + dice.any("9", "30")
                  + " do\ni = i + 1\n$\nend\nend",
              body);
      case 1 ->
          Node.statement(
              "do\nlocal i, v = 10, 3\nrepeat\ni = i - "
                  + dice.any("1", "0.5")
                  + "\n$\nuntil i < 0\nend",
              body);
      case 2 ->
          Node.statement(
              "for i, v in "
                  + (dialect == Dialect.PORTABLE
                      ? "ipairs(t)"
                      : dice.any("ipairs(t)", "pairs(t)", "next, t", "pairs(u)"))
                  + " do\nif tired() then break end\n$\nend",
              body);
      default ->
          Node.statement(
              "for i = "
                  + dice.any(LOOPS)
                  + " do\nlocal v = "
                  + dice.any("i", "a", "i", "nil")
                  + "\n$\nend",
              body);
    };
  }

  private Node block(int most) {
    List<Node> statements = new ArrayList<>();
    depth++;
    for (int i = dice.between(1, most); i > 0; i--) {
      statements.add(statement());
    }
    depth--;
    return Node.block(statements);
  }

  private Node variable() {
    return Node.fixed(dice.any(VARIABLES));
  }

  private Node statement() {
    int kinds = depth > 3 ? 12 : 17;
    return switch (dice.below(kinds)) {
      case 0, 1, 2 -> Node.statement("$ = $", variable(), number());
      case 3 ->
          Node.statement(
              "$ = $ and $ or $", Node.fixed(dice.any(VARIABLES)), condition(), number(), number());
      case 4 -> {
        Node same = variable();
        yield Node.statement("$ = $ " + dice.any("and", "or") + " $", same, condition(), same);
      }
      case 5 -> Node.statement("$, $ = $, $", variable(), variable(), number(), number());
      case 6 -> Node.statement("$, $ = f($, $)", variable(), variable(), number(), number());
      case 7 -> Node.statement("t[ $ ] = $", key(), number());
      case 8 -> Node.statement("u." + dice.any("x", "y", "z") + " = $", number());
      case 9 -> Node.statement("t[#t + 1] = $", number());
      case 10 -> Node.statement("v = $", dice.percent(80) ? number() : start());
      case 11 -> Node.statement("if $ then $ = $ end", condition(), variable(), start());
      case 12 -> Node.statement("if $ then\n$\nelse\n$\nend", condition(), block(2), block(2));
      case 13 ->
          Node.statement(
              "for j = "
                  + dice.any("1, 4", "3, 1, -1", "i, i + 3", "0, 1, 0.5")
                  + " do\nlocal i = j\n$\nend",
              block(3));
      case 14 ->
          Node.statement(
              "if #fs < 9 then\nlocal w = $\nfs[#fs + 1] = function(i) local v = i\n$\nw = (w or 0) + i return w, $ end\nend",
              number(),
              block(1),
              number());
      case 15 -> {
        labels++;
        yield Node.statement(
            "do\n$\nif $ then goto k" + labels + " end\n$\n::k" + labels + "::\nend",
            block(1),
            condition(),
            block(2));
      }
      default -> Node.statement("if $ then do return $ end end", rareCondition(), number());
    };
  }

  private Node key() {
    return switch (dice.below(5)) {
      case 0 -> Node.literal(dice.any("1", "2", "#t", "#t + 1", "2^53", "0.5", "-1"));
      case 1 -> Node.fixed("i");
      case 2 -> Node.expression("($) % 8", number());
      default -> Node.fixed("i % 8 + 1");
    };
  }

  private Node condition() {
    return switch (dice.below(8)) {
      case 0 -> Node.expression("t[ $ ]", key());
      case 1 -> Node.expression("not ($)", operand());
      case 2 ->
          Node.expression(
              "($ " + dice.any(COMPARISONS) + " $ and $)", operand(), operand(), operand());
      default -> Node.expression("($ " + dice.any(COMPARISONS) + " $)", number(), operand());
    };
  }

  /** So that most functions go on. */
  private Node rareCondition() {
    return Node.expression("($ > 1e200 or $ == 12)", operand(), variable());
  }

  private Node number() {
    depth++;
    try {
      if (depth > 5) {
        return operand();
      }
      return switch (dice.below(14)) {
        case 0 -> Node.expression("(- $)", number());
        case 1 -> Node.expression("(t[ $ ] or $)", key(), operand());
        case 2 -> Node.expression("(u." + dice.any("x", "y", "z") + " or $)", operand());
        case 3 -> Node.expression("(f($, $))", operand(), operand());
        case 4 ->
            Node.expression(
                dice.any("math.floor", "math.abs", "math.ceil", "tonumber") + "($)", number());
        case 5 ->
            Node.expression(
                (dialect == Dialect.PORTABLE
                        ? dice.any("math.max", "math.min", "math.fmod")
                        : dice.any("math.max", "bit32.band", "bit32.bxor", "math.fmod"))
                    + "($, $)",
                number(),
                operand());
        case 6 -> Node.expression("($ and $ or $)", condition(), operand(), operand());
        case 7 -> operand();
        case 8 -> Node.expression("($ ^ " + dice.any("2", "0.5") + ")", operand());
        default ->
            Node.expression(
                "($ " + dice.any("+", "-", "*", "+", "-", "*", "/", "%") + " $)",
                number(),
                operand());
      };
    } finally {
      depth--;
    }
  }

  private Node operand() {
    return switch (dice.below(8)) {
      case 0, 1, 2 -> variable();
      case 3 -> Node.fixed("i");
      case 4 -> Node.fixed("v");
      case 5 -> Node.literal(dice.any(STARTS));
      case 6 -> Node.literal("#t");
      default -> Node.literal(Integer.toString(dice.between(-3, 9)));
    };
  }
}
