package dev.moonshift.fuzz;

import dev.moonshift.fuzz.LibraryCalls.Call;
import java.util.ArrayList;
import java.util.List;

/** Grows expressions. */
final class Expressions {
  /** How deep expressions nest; deeper ones say little more and cost the shrinker time. */
  private static final int MAX_DEPTH = 4;

  private static final String[] FIELDS = {"x", "y", "n", "name", "next"};

  private static final String[] LIBRARY_FUNCTIONS = {
    "math.max",
    "string.upper",
    "string.rep",
    "tostring",
    "type",
    "select",
    "print",
    "rawget",
    "table.concat",
    "string.format",
    "next",
    "error",
    "pcall",
    "setmetatable",
    "string.gsub"
  };

  private final Dice dice;
  private final Dialect dialect;
  private final Literals literals;
  private final Extremes extremes;
  private final LibraryCalls calls;
  private final Functions functions;
  private int depth;

  Expressions(Dice dice, Dialect dialect, Functions functions) {
    this.dice = dice;
    this.dialect = dialect;
    this.functions = functions;
    literals = new Literals(dice, dialect);
    extremes = new Extremes(dice, dialect, literals);
    calls = new LibraryCalls(dialect);
  }

  /** A type, those that say most most often. */
  Type type() {
    int kind = dice.below(100);
    if (kind < 30) {
      return Type.NUMBER;
    }
    if (kind < 55) {
      return Type.STRING;
    }
    if (kind < 80) {
      return Type.TABLE;
    }
    if (kind < 90) {
      return Type.FUNCTION;
    }
    return kind < 95 ? Type.BOOLEAN : Type.COROUTINE;
  }

  /** An expression of some type, or nil. */
  Node anything(Scope scope) {
    return dice.percent(5) ? Node.literal("nil") : of(type(), scope);
  }

  /** An expression that is meant to have a type. */
  Node of(Type wanted, Scope scope) {
    Type type = dice.percent(1) ? type() : wanted;
    depth++;
    try {
      if (depth > MAX_DEPTH || dice.percent(30)) {
        return simple(type, scope);
      }
      return switch (dice.below(10)) {
        case 0 -> coerced(type, Node.expression("$($)", function(scope), list(scope, 0, 3)));
        case 1, 2, 3 -> coerced(type, libraryCall(type, scope));
        case 4 ->
            Node.expression(
                "($ and $ or $)", of(Type.BOOLEAN, scope), of(type, scope), of(type, scope));
        default -> operation(type, scope);
      };
    } finally {
      depth--;
    }
  }

  /** Some expressions, the last of which may give several values. */
  Node list(Scope scope, int least, int most) {
    List<Node> items = new ArrayList<>();
    for (int i = dice.between(least, most); i > 0; i--) {
      items.add(anything(scope));
    }
    if (!items.isEmpty() && scope.isVararg && dice.percent(25)) {
      items.set(items.size() - 1, Node.literal("..."));
    }
    return Node.list(items);
  }

  /** A place that can be assigned to. */
  Node place(Type type, Scope scope) {
    List<String> names = scope.names(type);
    int kind = dice.below(10);
    if (kind < 5 && !names.isEmpty()) {
      return Node.fixed(dice.any(names));
    }
    if (kind < 7) {
      return global(type);
    }
    return index(scope);
  }

  Node global(Type type) {
    return Node.fixed("g" + type.name().charAt(0) + dice.between(1, 2));
  }

  /** The place of a field. */
  Node index(Scope scope) {
    Node table = variable(Type.TABLE, scope);
    return switch (dice.below(4)) {
      case 0 -> Node.expression("$[ $ ]", table, of(Type.NUMBER, scope));
      case 1 -> Node.expression("$[ $ ]", table, of(Type.STRING, scope));
      default -> Node.expression("$." + dice.any(FIELDS), table);
    };
  }

  String field() {
    return dice.any(FIELDS);
  }

  /** Something that should have a type, made sure of it most of the time: errors end sections. */
  Node coerced(Type type, Node value) {
    return dice.percent(95) ? Node.expression(type.coercion + "($)", value) : value;
  }

  private Node variable(Type type, Scope scope) {
    List<String> names = scope.names(type);
    if (names.isEmpty() || dice.percent(15)) {
      return global(type);
    }
    return Node.fixed(dice.any(names));
  }

  /** What can be called: a variable, or a function in brackets. */
  private Node function(Scope scope) {
    if (dice.percent(85)) {
      return variable(Type.FUNCTION, scope);
    }
    return Node.expression("($)", of(Type.FUNCTION, scope));
  }

  /** An expression without expressions inside, but for the bodies of functions. */
  private Node simple(Type type, Scope scope) {
    if (dice.percent(60) && (type == Type.NUMBER || type == Type.STRING)) {
      return type == Type.NUMBER ? literals.number() : literals.string();
    }
    if (dice.percent(75)) {
      return variable(type, scope);
    }
    return switch (type) {
      case NUMBER -> literals.number();
      case STRING -> literals.string();
      case BOOLEAN -> Node.literal(dice.any("true", "false", "nil"));
      case TABLE -> Node.literal(dice.any("{}", "{1, 2, 3}", "{'a', 'b', x = 1}", "{3, 1, 2}"));
      case FUNCTION -> depth > MAX_DEPTH + 1 ? variable(type, scope) : functions.function(scope);
      case COROUTINE -> variable(type, scope);
    };
  }

  private Node operation(Type type, Scope scope) {
    return switch (type) {
      case NUMBER -> number(scope);
      case STRING -> string(scope);
      case BOOLEAN -> comparison(scope);
      case TABLE -> table(scope);
      case FUNCTION ->
          dice.percent(20) ? Node.literal(dice.any(LIBRARY_FUNCTIONS)) : functions.function(scope);
      case COROUTINE -> Node.expression("coroutine.create($)", of(Type.FUNCTION, scope));
    };
  }

  private Node number(Scope scope) {
    return switch (dice.below(14)) {
      case 0 -> Node.expression("(- $)", operand(scope));
      case 1, 2 -> Node.expression("#$", variable(dice.any(Type.STRING, Type.TABLE), scope));
      case 3 -> coerced(Type.NUMBER, index(scope));
      case 4 ->
          Node.expression(
              "($ ^ $)", operand(scope), Node.literal(dice.any("2", "0", "-1", "0.5", "3")));
      case 5 -> coerced(Type.NUMBER, Node.expression("tonumber($)", of(Type.STRING, scope)));
      default ->
          Node.expression(
              "($ " + dice.any("+", "-", "*", "/", "%") + " $)", operand(scope), operand(scope));
    };
  }

  /** A number; sometimes an object that may know how to be one. */
  private Node operand(Scope scope) {
    return dice.percent(4) ? variable(Type.TABLE, scope) : of(Type.NUMBER, scope);
  }

  private Node string(Scope scope) {
    return switch (dice.below(10)) {
      case 2 -> dice.percent(50) ? extremes.text() : literals.string();
      case 0 -> Node.expression("str($)", anything(scope));
      case 1 -> coerced(Type.STRING, index(scope));
      case 3 ->
          Node.expression(
              "($):" + dice.any("upper()", "lower()", "sub(2)", "len()", "reverse()", "byte()"),
              of(Type.STRING, scope));
      case 4 ->
          Node.expression(
              "($ .. $ .. $)", of(Type.STRING, scope), operand(scope), of(Type.STRING, scope));
      default ->
          Node.expression(
              "($ .. $)",
              of(Type.STRING, scope),
              dice.percent(80) ? of(Type.STRING, scope) : operand(scope));
    };
  }

  private Node comparison(Scope scope) {
    Type type = dice.any(Type.NUMBER, Type.STRING, Type.NUMBER, Type.TABLE);
    return switch (dice.below(8)) {
      case 0 -> Node.expression("(not $)", anything(scope));
      case 1 -> Node.expression("($ == $)", anything(scope), anything(scope));
      case 2 -> Node.expression("($ or $)", of(Type.BOOLEAN, scope), anything(scope));
      default ->
          Node.expression(
              "($ " + dice.any("<", "<=", ">", ">=", "==", "~=") + " $)",
              of(type, scope),
              of(type, scope));
    };
  }

  private Node table(Scope scope) {
    return switch (dice.below(8)) {
      case 0, 1 -> functions.object(scope);
      case 2 -> coerced(Type.TABLE, index(scope));
      case 3 ->
          Node.expression(
              "{$ = $, [ $ ] = $}",
              Node.fixed(dice.any(FIELDS)),
              anything(scope),
              literals.number(),
              anything(scope));
      case 4 ->
          Node.expression(
              "{$ = $, $}", Node.fixed(dice.any(FIELDS)), anything(scope), list(scope, 0, 6));
      default -> Node.expression("{$}", list(scope, 0, 8));
    };
  }

  // ---------------------------------------------------------------- calls of the library

  /** A call of a function that returns a type. */
  Node libraryCall(Type type, Scope scope) {
    Call call = dice.any(calls.returning(type));
    List<Node> arguments = new ArrayList<>();
    String letters = call.arguments();
    boolean mayEnd = false;
    char last = 'v';
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == '?') {
        mayEnd = true;
      } else if (mayEnd && dice.percent(45)) {
        break;
      } else if (letter == '*') {
        for (int more = dice.below(4); more > 0; more--) {
          arguments.add(argument(last, scope));
        }
      } else if (letter == 'F') {
        addFormat(arguments, scope);
      } else {
        arguments.add(argument(letter, scope));
        last = letter;
      }
    }
    if (!arguments.isEmpty() && dice.percent(2)) {
      arguments.remove(dice.below(arguments.size()));
    }
    if (call.callsBack() && dialect == Dialect.PORTABLE) {
      arguments.add(0, Node.fixed(call.name()));
      return Node.expression("guarded($)", Node.list(arguments));
    }
    return Node.expression(call.name() + "($)", Node.list(arguments));
  }

  private Node argument(char letter, Scope scope) {
    if (dice.percent(2)) {
      return anything(scope);
    }
    return switch (letter) {
      case 'n' -> of(Type.NUMBER, scope);
      case 'i' -> dice.percent(80) ? literals.integer() : of(Type.NUMBER, scope);
      case 'k' -> literals.count();
      case 's' -> of(Type.STRING, scope);
      case 'p' -> dice.percent(95) ? literals.pattern() : of(Type.STRING, scope);
      case 'r' -> literals.replacement();
      case 't' -> of(Type.TABLE, scope);
      case 'f' -> of(Type.FUNCTION, scope);
      case 'c' -> of(Type.COROUTINE, scope);
      case 'b' -> of(Type.BOOLEAN, scope);
      case 'd' -> literals.dateFormat();
      case 'D' ->
          Node.expression(
              "{year = $, month = $, day = $, hour = $, min = $}",
              Node.literal(Integer.toString(dice.between(1970, 2037))),
              literals.count(),
              literals.count(),
              literals.count(),
              literals.count());
      case 'g' -> Node.literal(dice.any("'count'", "'collect'", "'step'", "'isrunning'"));
      case 'v' -> anything(scope);
      default -> throw new IllegalArgumentException("no such kind of argument: " + letter);
    };
  }

  private void addFormat(List<Node> arguments, Scope scope) {
    StringBuilder format = new StringBuilder("'");
    arguments.add(Node.literal("")); // its place
    for (int i = dice.between(1, 3); i > 0; i--) {
      String conversion = literals.conversion();
      format.append(conversion).append(dice.any("", " ", ":"));
      char last = conversion.charAt(conversion.length() - 1);
      if (last == 's') {
        // the text of a table would have its address
        arguments.add(Node.expression("str($)", anything(scope)));
      } else if (last == 'q') {
        arguments.add(of(Type.STRING, scope));
      } else if ("diucxXo".indexOf(last) >= 0) {
        arguments.add(literals.count());
      } else if (last != '%' || conversion.length() == 1) {
        arguments.add(of(Type.NUMBER, scope));
      }
    }
    arguments.set(0, Node.literal(format.append('\'').toString()));
  }
}
