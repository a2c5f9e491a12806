package dev.moonshift.fuzz;

import java.util.Locale;

/** Numbers, strings, patterns and formats: everyday ones, odd ones, and now and then wrong ones. */
final class Literals {
  private static final String[] ODD_NUMBERS = {
    "0", "-1", "0.5", "-0.5", "1.5", "2.5", "1e15", "1e14", "123456789012345", "2^31", "2^31-1",
    "-2^31", "2^32", "2^32-1", "2^53", "-2^53", "1e-5", "0.1", "1/3", "255", "256", "0x7fffffff",
    "0xA.8p1", "1e-310"
  };

  /** Numbers of which C does not say what they are as integers. */
  private static final String[] HUGE_NUMBERS = {
    "2^53+1", "2^63", "-2^63", "2^64", "1e100", "-1e308", "1/0", "-1/0", "0/0", "5e-324", "1e9"
  };

  private static final String[] STRINGS = {
    "''",
    "'a'",
    "'abc'",
    "'hello world'",
    "'10'",
    "'0x10'",
    "' 5 '",
    "'1e2'",
    "'-3.5'",
    "'\\0'",
    "'a\\0b'",
    "'\\200\\255'",
    "'a,b,c'",
    "'key = value'",
    "'%d'",
    "'(x)(y)'",
    "'AbC123'",
    "'\\n\\t '",
    "'xxxxxxxxxxyyyyyyyyyyzzzzzzzzzz'",
    "[[long\nstring]]",
    "'x.y-z*'",
    "'nan'",
    "'inf'"
  };

  private static final String[] CLASSES = {
    ".", "%a", "%d", "%s", "%w", "%p", "%x", "%l", "%u", "%A", "%S", "[a-c]", "[^,]", "[%w_]",
    "[]x]", "[^%s]", "a", "b", "x", "%.", ",", "l", "%z", "[%a-z]", "[a-]", "\\0"
  };

  private static final String[] CONVERSIONS = {
    "%d", "%5d", "%-5d", "%05d", "%+d", "%i", "%u", "%c", "%x", "%X", "%#x", "%o", "%e", "%.3e",
    "%E", "%f", "%.0f", "%.10f", "%10.2f", "%g", "%.3g", "%G", "%#g", "%a", "%.2a", "%q", "%s",
    "%10s", "%-10s", "%.3s", "%10.1s", "%%", "%.20s", "% d", "%.0s", "%5.1f", "%99.99f"
  };

  private static final String[] WRONG_CONVERSIONS = {
    "%", "%y", "%100d", "%.100f", "%-+ #0d", "%.q"
  };

  private final Dice dice;
  private final Dialect dialect;

  Literals(Dice dice, Dialect dialect) {
    this.dice = dice;
    this.dialect = dialect;
  }

  Node number() {
    int kind = dice.below(100);
    if (kind < 65) {
      return Node.literal(Integer.toString(dice.between(0, 12)));
    }
    if (kind < 85) {
      return Node.literal(dice.any(ODD_NUMBERS));
    }
    if (kind < 92) {
      return Node.literal(String.format(Locale.ROOT, "%.3f", dice.fraction() * 100));
    }
    return Node.literal(dice.any(HUGE_NUMBERS));
  }

  /** A number that is to become an integer. */
  Node integer() {
    int kind = dice.below(100);
    if (kind < 80) {
      return Node.literal(Integer.toString(dice.between(-3, 12)));
    }
    if (kind < 95 || dialect == Dialect.PORTABLE) {
      return Node.literal(dice.any(ODD_NUMBERS));
    }
    return Node.literal(dice.any(HUGE_NUMBERS));
  }

  /** How often, how many, how long. */
  Node count() {
    int kind = dice.below(100);
    if (kind < 85) {
      return Node.literal(Integer.toString(dice.between(0, 9)));
    }
    if (kind < 95 || dialect == Dialect.PORTABLE) {
      return Node.literal(dice.any("-1", "2.5", "100", "1000", "-2^31", "3000"));
    }
    return Node.literal(dice.any("1e5", "1e6", "1e7", "1e9", "2^31", "2^31-1", "2^53", "1e300"));
  }

  Node string() {
    return Node.literal(dice.any(STRINGS));
  }

  Node pattern() {
    StringBuilder pattern = new StringBuilder("'");
    if (dice.percent(15)) {
      pattern.append('^');
    }
    int open = 0;
    int closed = 0;
    int repetitions = 0; // few, so that none takes long in the reference
    for (int i = dice.between(1, 5); i > 0; i--) {
      switch (dice.below(14)) {
        case 0 -> {
          pattern.append('(');
          open++;
        }
        case 1 -> pattern.append("()");
        case 2 -> pattern.append(dice.any("%b()", "%bxy", "%f[%w]", "%f[^%s]"));
        case 3 -> pattern.append(closed > 0 && dice.percent(80) ? "%1" : "%%");
        default -> pattern.append(dice.any(CLASSES));
      }
      if (repetitions < 3 && dice.percent(40)) {
        pattern.append(dice.any("*", "+", "-", "?"));
        repetitions++;
      }
      if (open > closed && dice.percent(40)) {
        pattern.append(')');
        closed++;
      }
    }
    for (; open > closed; closed++) {
      pattern.append(')');
    }
    if (dice.percent(15)) {
      pattern.append('$');
    }
    if (dice.percent(4)) {
      pattern.append(dice.any("%", "[", "(", ")", "%b", "%f", "[^", "%2", "[%"));
    }
    return Node.literal(pattern.append('\'').toString());
  }

  /** What to put in the place of a match. */
  Node replacement() {
    return Node.literal(dice.any("'%0'", "'<%1>'", "'%%'", "''", "'x'", "'%0%0'", "'%2'", "'%'"));
  }

  /** A conversion of string.format. */
  String conversion() {
    return dice.percent(96) ? dice.any(CONVERSIONS) : dice.any(WRONG_CONVERSIONS);
  }

  /** A format of os.date. */
  Node dateFormat() {
    return Node.literal(
        dice.any("'!%c'", "'!%Y-%m-%d %H:%M:%S'", "'!*t'", "'!%A %B %j %p'", "'!%x %X'", "'!%%'"));
  }
}
