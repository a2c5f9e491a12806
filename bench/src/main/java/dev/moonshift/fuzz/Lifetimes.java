package dev.moonshift.fuzz;

/**
 * Grows blocks about what becomes garbage: weak tables of each kind and objects with finalizers,
 * some of them kept, and collections in between.
 *
 * <p>In portable programs, objects are made in a function that has returned before a collection,
 * what is to live on is used after it, and the collector runs when asked only: then the reference
 * finds the same garbage.
 */
final class Lifetimes {
  private static final String[] KEYS = {"{}", "{i}", "i", "'k' .. i", "function() return i end"};

  private static final String[] VALUES = {
    "{}",
    "i",
    "'v' .. i",
    "k",
    "{k}",
    "function() return k end",
    "kept[#kept]",
    "coroutine.create(show)"
  };

  /** What a finalizer does besides noting that it ran. */
  private static final String[] DEEDS = {
    "", "kept[#kept + 1] = o", "weak[o.i] = o", "setmetatable(o, mt)", "mt.__gc = nil", "o.i = nil"
  };

  /** When the rest of the finalizers run, the reference decides otherwise. */
  private static final Node FAILURE = Node.literal("if o.i % 3 == 0 then error('e' .. o.i) end");

  private final Dice dice;
  private final Dialect dialect;

  Lifetimes(Dice dice, Dialect dialect) {
    this.dice = dice;
    this.dialect = dialect;
  }

  /**
   * A block that makes garbage and looks at what is left of it.
   *
   * @param deed what else finalizers may do, as they like
   */
  Node lifetime(Node deed) {
    return dice.percent(50) ? weakTable() : finalizers(deed);
  }

  private Node weakTable() {
    return Node.statement(
        "do\ncollectgarbage('stop')\nlocal weak, kept = setmetatable({}, {__mode = "
            + dice.any("'k'", "'v'", "'kv'", "'k'")
            + "}), {}\n"
            + "local function fill(from, to)\nfor i = from, to do\nlocal k = $\nlocal v = $\n"
            + "weak[k] = v\nif i % "
            + dice.between(1, 5)
            + " == 0 then kept[#kept + 1] = $ end\nend\nend\nfill(1, $)\n$\nfill(3, $)\n$\n"
            + "local count = 0\nfor k, v in next, weak do count = count + 1 end\n"
            + "show(count, #kept, weak)\ncollectgarbage('restart')\nend",
        Node.literal(dice.any(KEYS)),
        Node.literal(dice.any(VALUES)),
        Node.literal(dice.any("k", "v", "{k, v}", "weak[k]")),
        length(),
        collection(),
        length(),
        collection());
  }

  private Node finalizers(Node deed) {
    boolean isFree = dialect == Dialect.FULL && dice.percent(40);
    return Node.statement(
        "do\ncollectgarbage('stop')\nlocal log, kept, weak, mt = {}, {}, setmetatable({}, {__mode = "
            + dice.any("'k'", "'v'", "'kv'")
            + "})\nmt = {__gc = function(o)\nlog[#log + 1] = o.i or 'none'\n$\nend}\n"
            + "local function fill(from, to)\nfor i = from, to do\nlocal o = setmetatable({i = i}, mt)\n"
            + "o.self, weak[o], weak[i] = o, i, o\nif i % "
            + dice.between(1, 5)
            + " == 0 then kept[#kept + 1] = o end\nend\nend\nfill(1, $)\n$\nshow(#kept, unpack(log))\n"
            + "kept = {}\nfill(5, $)\n$\n$\nlocal count = 0\n"
            + "for k, v in next, weak do count = count + 1 end\n"
            + "show(count, #kept, unpack(log))\nmt.__gc = nil\ncollectgarbage('restart')\nend",
        isFree ? dice.any(deed, FAILURE) : Node.literal(dice.any(DEEDS)),
        length(),
        collection(),
        length(),
        collection(),
        collection());
  }

  private Node length() {
    return Node.literal(Integer.toString(dice.any(0, 1, 3, 9, 20)));
  }

  private Node collection() {
    if (dialect == Dialect.FULL && dice.percent(30)) {
      return Node.statement(
          dice.any(
              "show(pcall(collectgarbage, 'step', 1000))",
              "show(pcall(collectgarbage, 'step'))",
              "show(pcall(string.rep, 'x', 400000))",
              "for i = 1, 300 do local garbage = {i, {}} end"));
    }
    return Node.statement("show(pcall(collectgarbage))");
  }
}
