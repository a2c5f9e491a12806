package dev.moonshift.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes programs of Lua 5.2: the same one from the same seed and dialect, everywhere.
 *
 * <p>A program ends whatever it does: functions return at once after so many calls, loops break
 * after so many rounds. It prints what it computes, section by section; an error ends the section
 * that it happens in.
 */
final class Generator implements Functions {
  /** How deep blocks and functions nest. */
  private static final int MAX_NESTING = 5;

  /** How many sections a program has, and statements a section: enough for things to meet. */
  private static final int SECTIONS = 10;

  private static final int STATEMENTS = 14;

  private static final String[] ARITHMETIC = {
    "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm", "__concat"
  };

  private static final String PRELUDE = LibraryCalls.resource("prelude.lua");

  private final Dice dice;
  private final Dialect dialect;
  private final Expressions expressions;
  private final Kernels kernels;
  private final Lifetimes lifetimes;
  private final Extremes extremes;
  private int statementsLeft;
  private int nesting;
  private int names;

  private Generator(long seed, Dialect dialect) {
    this.dialect = dialect;
    dice = new Dice(seed);
    expressions = new Expressions(dice, dialect, this);
    kernels = new Kernels(dice, dialect);
    lifetimes = new Lifetimes(dice, dialect);
    extremes = new Extremes(dice, dialect, new Literals(dice, dialect));
  }

  /** Makes the program of a seed. */
  static Node program(long seed, Dialect dialect) {
    return new Generator(seed, dialect).program();
  }

  private Node program() {
    List<Node> statements = new ArrayList<>();
    for (String part : PRELUDE.replaceAll("(?m)^--.*\n", "").split("\n\n+")) {
      statements.add(new Node(Node.Kind.STATEMENT, List.of(part.strip()), List.of()));
    }
    Scope scope = Scope.chunk();
    for (Type type : Type.values()) {
      for (int i = 1; i <= 2; i++) {
        Node name = Node.fixed("g" + type.name().charAt(0) + i);
        statements.add(Node.statement("$ = $", name, initial(type)));
      }
    }
    for (int i = 0; i < SECTIONS; i++) {
      statementsLeft = STATEMENTS;
      statements.add(Node.statement("calls, rounds, barrier = 40, 80, 0"));
      statements.add(section(scope));
    }
    return Node.block(statements);
  }

  private Node initial(Type type) {
    return Node.literal(
        switch (type) {
          case NUMBER -> Integer.toString(dice.between(0, 20));
          case STRING -> dice.any("'one two'", "'12'", "'k=v, w=z'");
          case BOOLEAN -> "true";
          case TABLE -> "{10, 20, 30, x = 1, name = 'n'}";
          case FUNCTION -> dice.any("show", "str", "math.max", "function(...) return ... end");
          case COROUTINE -> "coroutine.create(show)";
        });
  }

  /** A part of the program that fails on its own. */
  private Node section(Scope scope) {
    if (dice.percent(30)) {
      return Node.statement("show(pcall(function(...)\n$\nend))", kernels.kernel());
    }
    return switch (dice.below(10)) {
      case 0 -> {
        // what the sections after it meet
        Type type = expressions.type();
        yield Node.statement(
            "show(pcall(function(...) $ = $ end))",
            expressions.global(type),
            type == Type.TABLE ? object(scope) : expressions.of(type, scope));
      }
      case 1 -> {
        Scope inner = scope.function(true);
        yield Node.statement(
            "show(coroutine.resume(coroutine.create(function(...)\n$\nend), $))",
            block(inner, 6),
            arguments());
      }
      case 2 -> {
        Scope inner = scope.function(true);
        yield Node.statement(
            "show(xpcall(function(...)\n$\nend, $, $))",
            block(inner, 6),
            handler(scope),
            arguments());
      }
      case 3 -> {
        Scope inner = scope.function(true);
        yield Node.statement(
            "for i = 1, 3 do\nshow(pcall(function(...)\n$\nend, i))\nend", block(inner, 6));
      }
      default -> {
        Scope inner = scope.function(true);
        yield Node.statement("show(pcall(function(...)\n$\nend, $))", block(inner, 8), arguments());
      }
    };
  }

  /** What a section gets: nothing that could fail before the section has begun. */
  private Node arguments() {
    return Node.list(
        List.of(
            Node.literal(Integer.toString(dice.between(0, 5))),
            Node.literal(dice.any("'x'", "nil", "{}", "2.5"))));
  }

  private Node handler(Scope scope) {
    if (dialect == Dialect.FULL && dice.percent(50)) {
      return dice.percent(20) ? Node.literal("debug.traceback") : function(scope);
    }
    return Node.literal(dice.any("str", "type", "function(e) show(e) return e end", "print"));
  }

  private String newName() {
    names++;
    return "v" + names;
  }

  // ---------------------------------------------------------------- functions and objects

  @Override
  public Node function(Scope scope) {
    List<Node> parameters = new ArrayList<>();
    boolean isVararg = dice.percent(30);
    Scope inner = scope.function(isVararg);
    for (int i = dice.below(4); i > 0; i--) {
      parameters.add(parameter(inner, expressions.type()));
    }
    if (isVararg) {
      parameters.add(Node.fixed("..."));
    }
    return body("function($)\nif spent() then return end\n$\nend", parameters, inner);
  }

  private Node parameter(Scope scope, Type type) {
    String name = newName();
    scope.declare(name, type);
    return Node.fixed(name);
  }

  private Node body(String template, List<Node> parameters, Scope inner) {
    List<Node> statements = new ArrayList<>(inner.coercions());
    statements.addAll(block(inner, 2).children());
    if (dice.percent(80)) {
      statements.add(returning(inner));
    }
    return Node.expression(
        template,
        new Node(Node.Kind.FIXED, Node.list(parameters).texts(), parameters),
        Node.block(statements));
  }

  @Override
  public Node object(Scope scope) {
    List<Node> fields = new ArrayList<>();
    if (dice.percent(60)) {
      fields.add(metamethod("__index", scope, Type.TABLE, Type.STRING));
    }
    if (dice.percent(40)) {
      fields.add(metamethod("__newindex", scope, Type.TABLE, Type.STRING, Type.NUMBER));
    }
    for (String event : ARITHMETIC) {
      if (dice.percent(25)) {
        fields.add(metamethod(event, scope, Type.TABLE, Type.NUMBER));
      }
    }
    for (String event : new String[] {"__eq", "__lt", "__le"}) {
      if (dice.percent(25)) {
        fields.add(metamethod(event, scope, Type.TABLE, Type.TABLE));
      }
    }
    if (dice.percent(30)) {
      fields.add(metamethod("__call", scope, Type.TABLE, Type.NUMBER));
    }
    for (String event : new String[] {"__len", "__tostring", "__pairs", "__ipairs"}) {
      if (dice.percent(15)) {
        fields.add(metamethod(event, scope, Type.TABLE));
      }
    }
    if (dialect == Dialect.FULL && dice.percent(10)) {
      fields.add(Node.expression("__mode = $", Node.literal(dice.any("'k'", "'v'", "'kv'"))));
    }
    if (dialect == Dialect.FULL && dice.percent(10)) {
      fields.add(metamethod("__gc", scope, Type.TABLE));
    }
    if (dice.percent(10)) {
      fields.add(Node.expression("__metatable = $", expressions.anything(scope)));
    }
    return Node.expression(
        "setmetatable({$}, {$})", expressions.list(scope, 0, 4), Node.list(fields));
  }

  private Node metamethod(String event, Scope scope, Type... parameters) {
    if (event.endsWith("index") && dice.percent(40)) {
      return Node.expression(event + " = $", expressions.of(Type.TABLE, scope));
    }
    Scope inner = scope.function(false);
    List<Node> names = Arrays.stream(parameters).map(type -> parameter(inner, type)).toList();
    return body(event + " = function($)\nif spent() then return end\n$\nend", names, inner);
  }

  // ---------------------------------------------------------------- statements

  private Node block(Scope scope, int most) {
    List<Node> statements = new ArrayList<>();
    if (nesting < MAX_NESTING) {
      nesting++;
      for (int i = dice.between(1, most); i > 0 && statementsLeft > 0; i--) {
        statementsLeft--;
        statements.add(statement(scope));
      }
      nesting--;
    }
    if (statements.isEmpty()) {
      statements.add(show(scope));
    }
    return Node.block(statements);
  }

  private Node show(Scope scope) {
    if (dice.percent(40)) {
      // an error ends no more than this
      return Node.statement(
          "show(pcall(function(...) return $ end))", expressions.list(scope.function(true), 1, 3));
    }
    return Node.statement("show($)", expressions.list(scope, 1, 4));
  }

  private Node statement(Scope scope) {
    return switch (dice.below(44)) {
      case 0, 1, 2, 3, 4 -> show(scope);
      case 5, 6, 7, 8, 9, 10 -> local(scope);
      case 11, 12, 13 -> assignment(scope);
      case 14 -> localFunction(scope);
      case 15 -> functionStatement(scope);
      case 16, 17, 18 -> conditional(scope);
      case 19, 20 -> numericFor(scope);
      case 21, 22 -> genericFor(scope);
      case 23 -> whileLoop(scope);
      case 24 -> repeatLoop(scope);
      case 25 -> gotoLoop(scope);
      case 26 -> labelledBlock(scope);
      case 27 -> leaving(scope);
      case 28, 29 -> protectedCall(scope);
      case 30, 31 -> coroutine(scope);
      case 32 -> yielding(scope);
      case 33 -> sorting(scope);
      case 34 -> loading(scope);
      case 35 -> recursion(scope);
      case 36 -> growth(scope);
      case 37 -> raising(scope);
      case 38 -> environment(scope);
      case 39, 40 -> lifetime(scope);
      case 41, 42 -> extremes.extreme();
      default -> callStatement(scope);
    };
  }

  private Node local(Scope scope) {
    if (!scope.hasRoom()) {
      return show(scope);
    }
    if (dice.percent(75)) {
      Type type = expressions.type();
      Node value = expressions.of(type, scope);
      return Node.statement("local $ = $", parameter(scope, type), value);
    }
    Node values = expressions.list(scope, 1, 4);
    Type first = expressions.type();
    Type second = expressions.type();
    return Node.statement(
        "local $, $ = $", parameter(scope, first), parameter(scope, second), values);
  }

  private Node assignment(Scope scope) {
    Type type = expressions.type();
    if (dice.percent(70)) {
      return Node.statement("$ = $", expressions.place(type, scope), expressions.of(type, scope));
    }
    return Node.statement(
        "$, $ = $, $",
        expressions.place(type, scope),
        expressions.place(Type.NUMBER, scope),
        expressions.of(type, scope),
        expressions.list(scope, 1, 2));
  }

  private Node localFunction(Scope scope) {
    if (!scope.hasRoom()) {
      return show(scope);
    }
    Node name = parameter(scope, Type.FUNCTION);
    Scope inner = scope.function(false);
    List<Node> parameters = List.of(parameter(inner, Type.NUMBER), parameter(inner, Type.STRING));
    return statementOf(
        body(
            "local function " + name.text() + "($)\nif spent() then return end\n$\nend",
            parameters,
            inner));
  }

  private Node functionStatement(Scope scope) {
    String name =
        dice.percent(50)
            ? expressions.global(Type.FUNCTION).text()
            : expressions.global(Type.TABLE).text() + dice.any(".", ":") + expressions.field();
    Scope inner = scope.function(true);
    if (name.contains(":")) {
      inner.declare("self", Type.TABLE);
    }
    List<Node> parameters = List.of(parameter(inner, Type.STRING), Node.fixed("..."));
    return statementOf(
        body("function " + name + "($)\nif spent() then return end\n$\nend", parameters, inner));
  }

  private static Node statementOf(Node node) {
    return new Node(Node.Kind.STATEMENT, node.texts(), node.children());
  }

  private Node conditional(Scope scope) {
    Node condition = expressions.of(Type.BOOLEAN, scope);
    Node then = block(scope.block(), 3);
    return switch (dice.below(3)) {
      case 0 -> Node.statement("if $ then\n$\nend", condition, then);
      case 1 ->
          Node.statement("if $ then\n$\nelse\n$\nend", condition, then, block(scope.block(), 3));
      default ->
          Node.statement(
              "if $ then\n$\nelseif $ then\n$\nelse\n$\nend",
              condition,
              then,
              expressions.of(Type.BOOLEAN, scope),
              block(scope.block(), 2),
              block(scope.block(), 2));
    };
  }

  private Node numericFor(Scope scope) {
    Scope inner = scope.loop();
    Node name = parameter(inner, Type.NUMBER);
    String head =
        dice.any(
            "1, 3",
            "0, 1, 0.25",
            "3, 1, -1",
            "10, 1",
            "1, 7, 3",
            "1, 0",
            "2^53, 2^53 + 4",
            "-1, -3, -0.5",
            "1, 1/0",
            "1, 20",
            "1, '3'",
            "1e15, 1e15 + 2",
            "1, 5, 0");
    if (dice.percent(15)) {
      return Node.statement(
          "for $ = $, $ do if tired() then break end\n$\nend",
          name,
          expressions.of(Type.NUMBER, scope),
          expressions.of(Type.NUMBER, scope),
          block(inner, 3));
    }
    return Node.statement(
        "for $ = " + head + " do if tired() then break end\n$\nend", name, block(inner, 4));
  }

  private Node genericFor(Scope scope) {
    Scope inner = scope.loop();
    Node iterator =
        switch (dice.below(7)) {
          case 0 -> Node.expression("each($)", expressions.of(Type.TABLE, scope));
          case 1, 2 -> Node.expression("ipairs($)", expressions.of(Type.TABLE, scope));
          case 3 ->
              Node.expression(
                  "string.gmatch($, $)",
                  expressions.of(Type.STRING, scope),
                  Node.literal(dice.any("'.'", "'%w+'", "'()(%a)'", "'(%w*)=(%w*)'", "''")));
          case 4 -> Node.expression("coroutine.wrap($)", expressions.of(Type.FUNCTION, scope));
          case 5 ->
              dialect == Dialect.FULL
                  ? Node.expression("pairs($)", expressions.of(Type.TABLE, scope))
                  : Node.expression("each($)", expressions.of(Type.TABLE, scope));
          default -> expressions.list(scope, 1, 3);
        };
    Node first = parameter(inner, Type.NUMBER);
    Node second = parameter(inner, expressions.type());
    return Node.statement(
        "for $, $ in $ do if tired() then break end\n$\nend",
        first,
        second,
        iterator,
        block(inner, 3));
  }

  private Node whileLoop(Scope scope) {
    return Node.statement(
        "while $ do if tired() then break end\n$\nend",
        expressions.of(Type.BOOLEAN, scope),
        block(scope.loop(), 4));
  }

  private Node repeatLoop(Scope scope) {
    Scope inner = scope.loop();
    Node body = block(inner, 4);
    // what follows a local variable must not be skipped by goto: "until" may name it
    return Node.statement(
        "repeat\n$\nuntil tired() or $", body, expressions.of(Type.BOOLEAN, inner));
  }

  private Node gotoLoop(Scope scope) {
    String counter = newName();
    String label = newName();
    Scope inner = scope.block();
    inner.declare(counter, Type.NUMBER);
    return Node.statement(
        "do\nlocal "
            + counter
            + " = 0\n::"
            + label
            + "::\n$\n"
            + counter
            + " = (tonumber("
            + counter
            + ") or 9) + 1\nif "
            + counter
            + " < 4 and not tired() then goto "
            + label
            + " end\nend",
        block(inner, 4));
  }

  /** A block or loop body whose end can be gone to. */
  private Node labelledBlock(Scope scope) {
    String label = newName();
    if (dice.percent(50)) {
      return Node.statement("do\n$\n::" + label + "::\nend", block(scope.labelled(label), 5));
    }
    Scope loop = scope.loop();
    Node name = parameter(loop, Type.NUMBER);
    return Node.statement(
        "for $ = 1, 4 do if tired() then break end\n$\n::" + label + "::\nend",
        name,
        block(loop.labelled(label), 5));
  }

  /** Something that goes on elsewhere: break, goto or return. */
  private Node leaving(Scope scope) {
    Node condition = expressions.of(Type.BOOLEAN, scope);
    if (scope.label != null && dice.percent(60)) {
      return Node.statement("if $ then goto " + scope.label + " end", condition);
    }
    if (scope.isLoop && dice.percent(60)) {
      return Node.statement("if $ then break end", condition);
    }
    return Node.statement("if $ then $ end", condition, returning(scope));
  }

  private Node returning(Scope scope) {
    return switch (dice.below(4)) {
      case 0 ->
          Node.statement(
              "do return $($) end",
              Node.fixed(expressions.global(Type.FUNCTION).text()),
              expressions.list(scope, 0, 3));
      case 1 -> Node.statement("do return $ end", expressions.list(scope, 0, 3));
      default -> Node.statement("do return $ end", expressions.anything(scope));
    };
  }

  private Node protectedCall(Scope scope) {
    Node result = block(scope.function(true), 5);
    return switch (dice.below(3)) {
      case 0 ->
          Node.statement(
              "show(xpcall(function(...)\n$\nend, $, $))",
              result,
              handler(scope),
              expressions.list(scope, 1, 2));
      default ->
          Node.statement(
              "show(pcall(function(...)\n$\nend, $))", result, expressions.list(scope, 1, 2));
    };
  }

  private Node coroutine(Scope scope) {
    Scope inner = scope.function(true);
    Node body = block(inner, 5);
    if (dice.percent(30)) {
      return Node.statement(
          "do\nlocal f = coroutine.wrap(function(...)\n$\nend)\nshow(f($))\nshow(f($))\nend",
          body,
          expressions.list(scope, 0, 2),
          expressions.list(scope, 0, 2));
    }
    return Node.statement(
        "do\nlocal co = coroutine.create(function(...)\n$\nend)\n"
            + "for i = 1, 4 do show(coroutine.resume(co, $)) end\nshow(coroutine.status(co))\nend",
        body,
        expressions.list(scope, 1, 2));
  }

  private Node yielding(Scope scope) {
    String name = dialect == Dialect.FULL && dice.percent(50) ? "coroutine.yield" : "yield";
    return Node.statement("show(" + name + "($))", expressions.list(scope, 0, 3));
  }

  private Node sorting(Scope scope) {
    int length = dice.between(0, 30);
    Node fill =
        Node.literal(
            dice.any(
                "i * 7 % 11",
                "-i", "i", "'s' .. i % 5", "i % 3", "(i * 37) % 101 / 4", "i * i % 17"));
    Node order =
        switch (dice.below(6)) {
          case 0 -> expressions.of(Type.FUNCTION, scope);
          case 1 -> Node.literal("function(a, b) return a > b end");
          case 2 -> Node.literal("function(a, b) return true end");
          case 3 -> Node.literal("function(a, b) yield(a) return a < b end");
          case 4 -> Node.literal("function(a, b) return a <= b end");
          default -> Node.literal("nil");
        };
    String sort = dialect == Dialect.PORTABLE ? "guarded(table.sort, t, $)" : "table.sort(t, $)";
    return Node.statement(
        "do\nlocal t = {}\nfor i = 1, "
            + length
            + " do t[i] = $ end\nshow(pcall(function(...) "
            + sort
            + " end))\nshow(#t, table.concat(t, ' '))\nend",
        fill,
        order);
  }

  private Node loading(Scope scope) {
    int level = nesting;
    String equals = "=".repeat(level);
    Node code = block(Scope.chunk(), 3);
    String chunk = "[" + equals + "[\n$\n]" + equals + "]";
    if (dice.percent(30) && dialect == Dialect.FULL) {
      return Node.statement(
          "do\nlocal s, i = "
              + chunk
              + ", 0\nshow(pcall(load(function() i = i + 7 return s:sub(i - 6, i) end, '=piece')))\nend",
          code);
    }
    return Node.statement(
        "show(pcall(load(" + chunk + ", '=chunk'), $))", code, expressions.list(scope, 1, 2));
  }

  private Node recursion(Scope scope) {
    String f = newName();
    int depth = dice.any(5, 50, 190, 1000, 15000);
    Node step = Node.literal(dice.any("1 + f(n - 1)", "f(n - 1)", "(f(n - 1))", "f(n - 1) + 1"));
    Node bottom = expressions.of(Type.NUMBER, scope.function(false));
    return Node.statement(
        "do\nlocal function f(n)\nif n <= 0 then return $ end\nlocal r = $\nreturn r\nend\nlocal "
            + f
            + " = f\nshow(pcall("
            + f
            + ", "
            + depth
            + "))\nend",
        bottom,
        step);
  }

  /** Something that gets long: texts, lists, tables. */
  private Node growth(Scope scope) {
    int rounds = dice.any(3, 10, 40, 200);
    return switch (dice.below(5)) {
      case 0 ->
          Node.statement(
              "do\nlocal s = ''\nfor i = 1, " + rounds + " do s = s .. $ end\nshow(s, #s)\nend",
              expressions.of(Type.STRING, scope));
      case 1 ->
          Node.statement(
              "do\nlocal t = {}\nfor i = 1, "
                  + rounds
                  + " do t[#t + 1] = $ end\nshow(#t, select('#', table.unpack(t)))\nend",
              expressions.anything(scope));
      case 2 ->
          Node.statement(
              "do\nlocal t = {}\nfor i = 1, "
                  + rounds
                  + " do t['k' .. i % 23] = i t[i * 1.5] = $ if i % 3 == 0 then t['k' .. i % 7] = nil end"
                  + " end\nshow(t)\nend",
              expressions.of(Type.NUMBER, scope));
      case 3 ->
          Node.statement(
              "do\nlocal t = {}\nfor i = 1, "
                  + rounds
                  + " do table.insert(t, 1, i) end\nfor i = 1, "
                  + rounds / 2
                  + " do table.remove(t, $) end\nshow(#t, t)\nend",
              Node.literal(dice.any("1", "#t", "#t / 2", "2")));
      default ->
          Node.statement(
              "do\nlocal s = 'x'\nfor i = 1, "
                  + dice.between(3, 14)
                  + " do s = s .. s end\nshow(#s, $)\nend",
              expressions.libraryCall(Type.STRING, scope));
    };
  }

  private Node raising(Scope scope) {
    return switch (dice.below(4)) {
      case 0 ->
          Node.statement(
              "if $ then error($, $) end",
              expressions.of(Type.BOOLEAN, scope),
              expressions.anything(scope),
              Node.literal(dice.any("0", "1", "2", "3", "50", "nil")));
      case 1 ->
          Node.statement(
              "show(pcall(error, $, $))",
              expressions.anything(scope),
              Node.literal(dice.any("0", "1", "2")));
      case 2 ->
          Node.statement("assert($, $)", expressions.anything(scope), expressions.anything(scope));
      default -> Node.statement("if $ then error() end", expressions.of(Type.BOOLEAN, scope));
    };
  }

  private Node lifetime(Scope scope) {
    Scope inner = scope.function(false);
    inner.declare("o", Type.TABLE);
    return lifetimes.lifetime(block(inner, 2));
  }

  private Node environment(Scope scope) {
    return Node.statement(
        "do\nlocal _ENV = setmetatable({}, {__index = _ENV, __newindex = $})\n$\nend",
        Node.literal(dice.any("nil", "_ENV", "function(t, k, v) rawset(t, k, v) end")),
        block(scope.block(), 4));
  }

  private Node callStatement(Scope scope) {
    if (dice.percent(30)) {
      return Node.statement(
          "$:" + expressions.field() + "($)",
          expressions.global(Type.TABLE),
          expressions.list(scope, 0, 3));
    }
    Type type = expressions.type();
    return Node.statement("show($)", expressions.libraryCall(type, scope));
  }
}
