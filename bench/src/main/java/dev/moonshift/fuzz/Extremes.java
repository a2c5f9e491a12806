package dev.moonshift.fuzz;

/**
 * Grows blocks in which something is long: lists of arguments, texts and what is looked for in
 * them, keys, numerals.
 */
final class Extremes {
  private static final String[] LENGTHS = {"10", "40", "300"};

  private static final String[] HUGE_LENGTHS = {
    "20000", "100000", "400000", "3e6", "2^31", "1e300"
  };

  private final Dice dice;
  private final Dialect dialect;
  private final Literals literals;

  Extremes(Dice dice, Dialect dialect, Literals literals) {
    this.dice = dice;
    this.dialect = dialect;
    this.literals = literals;
  }

  Node extreme() {
    return switch (dice.below(8)) {
      case 0, 1 -> arguments();
      case 2, 3, 4 -> matching();
      case 5 -> keys();
      case 6 -> comparison();
      default -> numeral();
    };
  }

  /** A text that is long. */
  Node text() {
    return Node.expression("string.rep($, $)", literals.string(), length());
  }

  private Node length() {
    return Node.literal(
        dialect == Dialect.FULL && dice.percent(15) ? dice.any(HUGE_LENGTHS) : dice.any(LENGTHS));
  }

  /** Varargs passed on, cut, counted and packed. */
  private Node arguments() {
    return Node.statement(
        "do\nlocal function count(...) return select('#', ...), ... end\n"
            + "local function pass(n, ...)\nlocal a, b = ...\nif n == 0 then return $ end\n"
            + "return "
            + dice.any("pass(n - 1, ...)", "pass(n - 1, b, ...)", "pass(n - 1, select(2, ...))")
            + "\nend\nlocal t = {}\nfor i = 1, $ do t[i] = i end\n"
            + "local function ends(...) show(select('#', ...), (...), (select(-1, ...))) end\n"
            + "ends(pcall(pass, $, table.unpack(t, 1, $)))\nend",
        Node.literal(
            dice.any(
                "count(...)",
                "a, b, select('#', ...)",
                "#{...}, table.pack(...).n",
                "select(-1, ...)",
                "math.max(...)",
                "#string.char(...)",
                "#table.concat({...}, ',')",
                "(...)",
                "coroutine.wrap(count)(...)",
                "pcall(select, '#', ...)")),
        Node.literal(dice.any("10", "100", "250", "600")),
        Node.literal(dice.any("0", "1", "5", "20")),
        Node.literal(dice.any("10", "100", "250", "600", "#t", "#t + 3")));
  }

  /** A pattern against a long text. */
  private Node matching() {
    return Node.statement(
        "do\nlocal s = $ .. $ .. $\n$\nend",
        literals.string(),
        Node.expression(
            "string.rep($, $)",
            literals.string(),
            Node.literal(dice.any("5", "20", "60", dialect == Dialect.FULL ? "3000" : "40"))),
        literals.string(),
        switch (dice.below(4)) {
          case 0 -> Node.statement("show(pcall(string.find, s, $, $))", pattern(), start());
          case 1 -> Node.statement("show(pcall(string.match, s, $, $))", pattern(), start());
          case 2 ->
              Node.statement(
                  "show(pcall(string.gsub, s, $, $, $))",
                  pattern(),
                  literals.replacement(),
                  literals.count());
          default ->
              Node.statement(
                  "local n = 0\nshow(pcall(function()\n"
                      + "for a, b in string.gmatch(s, $) do n = n + 1\nif n > 50 then break end\n"
                      + "if n % 10 == 1 then show(a, b) end\nend\nend))\nshow(n)",
                  pattern());
        });
  }

  private Node pattern() {
    return dice.percent(60)
        ? literals.pattern()
        : Node.literal(
            dice.any(
                "'%f[%w]%w+'",
                "'%f[%z]'",
                "'^(.-)%s*$'",
                "'()%s+()'",
                "'%b()'",
                "'(.)%1'",
                "'[^%d]-%d'",
                "'$'",
                "'^'",
                "'.-$'",
                "'%f[%a].-%f[%A]'"));
  }

  private Node start() {
    return Node.literal(dice.any("1", "-3", "10", "0", "1e9", "nil"));
  }

  private Node keys() {
    return Node.statement(
        "do\nlocal k, other = $ .. 'a', $ .. 'b'\n"
            + "local t = setmetatable({[k] = 1}, {__index = {[other] = 2}})\n"
            + "show(pcall(function() t[other] = t[k]\nreturn t[other], rawget(t, k .. ''), (pcall(next, t, k)) end))\n"
            + "show(pcall(next, t, k .. k))\nend",
        text(),
        text());
  }

  private Node comparison() {
    return Node.statement(
        "show(pcall(function() local a, b = $ .. $, $ .. $\nreturn a < b, a <= b, a == b, #(a .. b) end))",
        text(),
        literals.string(),
        text(),
        literals.string());
  }

  private Node numeral() {
    return Node.statement(
        "show(pcall(function() return tonumber($ .. string.rep($, $)), $ end))",
        Node.literal(dice.any("''", "'0x'", "'1e'", "' '", "'-'", "'0.'", "'0x.'")),
        Node.literal(dice.any("'1'", "'0'", "'f'", "' '", "'9'")),
        length(),
        Node.literal(dice.any("#tostring(1e300)", "'1' + 1", "('0'):rep(100) + 1")));
  }
}
