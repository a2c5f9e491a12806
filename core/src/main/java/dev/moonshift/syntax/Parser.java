package dev.moonshift.syntax;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/** Drives the constructs of a chunk, and gives them what they share. */
final class Parser {
  /** How many instructions or constants are copied for one unit of work. */
  static final int COPIED_PER_UNIT = 512;

  /** How many links of a list are walked along for one unit of work. */
  private static final int LINKS_PER_UNIT = 128;

  /**
   * How deep statements and expressions can be nested. The reference allows 200 levels of C calls,
   * of which a script that loads another has used two.
   */
  private static final int MAX_LEVELS = 200;

  private static final int OUTER_LEVELS = 2;

  final Tokens tokens;
  final LuaString chunkName;

  /** The name of the upvalue that global names are fields of. */
  final LuaString environmentName;

  private final StringPool strings;
  private FunctionBuilder function;
  private @Nullable Construct innermost;
  private @Nullable Prototype result;
  private int levels = OUTER_LEVELS;
  private int work;
  private int links; // that were walked along and not charged yet
  private long memoryBytes;

  Parser(Tokens tokens, StringPool strings, LuaString chunkName) {
    this.tokens = tokens;
    this.strings = strings;
    this.chunkName = chunkName;
    environmentName = name("_ENV");
    function = new FunctionBuilder(this, null, 0);
    innermost = new Chunk();
  }

  /** Takes a step and returns how much work it was. */
  int step() {
    work = 1;
    if (innermost != null) {
      innermost.step(this);
    }
    return work;
  }

  /** Returns the main function, once the chunk is complete. */
  @Nullable Prototype result() {
    return result;
  }

  void finish(Prototype main) {
    result = main;
  }

  /** Adds memory of a function that is complete, in bytes. */
  void chargeMemory(int bytes) {
    memoryBytes += bytes;
  }

  /** Returns what the functions that are complete take, in bytes. */
  long memoryBytes() {
    return memoryBytes;
  }

  /** Adds work in proportion to something that a script can make large. */
  void charge(int units) {
    work += units;
  }

  /** Adds the work of walking along a list. */
  void walked(int count) {
    links += count;
    work += links / LINKS_PER_UNIT;
    links %= LINKS_PER_UNIT;
  }

  // The stack of constructs.

  void enter(Construct inner) {
    inner.outer = innermost;
    innermost = inner;
  }

  void leave() {
    if (innermost != null) {
      innermost = innermost.outer;
    }
  }

  void enterExpression(Expression result) {
    enter(new OperatorExpression(result, 0));
  }

  /** Reads a statement; the construct that wanted it ends it by {@link #endStatement}. */
  void beginStatement() {
    enterLevel();
    Statement.begin(this);
  }

  void endStatement() {
    function.setFirstFree(function.scope.activeCount());
    leaveLevel();
  }

  void enterLevel() {
    levels++;
    checkLevels(0);
  }

  void leaveLevel() {
    levels--;
  }

  void checkLevels(int more) {
    function.checkLimit(levels + more, MAX_LEVELS, "C levels");
  }

  // The stack of functions.

  FunctionBuilder function() {
    return function;
  }

  void openFunction(int line) {
    function = function.open(line);
  }

  Prototype closeFunction(int lastLine) {
    Prototype closed = function.close(lastLine);
    if (function.parent != null) {
      function = function.parent;
    }
    return closed;
  }

  // Tokens.

  /** Returns the string that equal names of the source are. */
  LuaString name(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return strings.intern(bytes, 0, bytes.length).string();
  }

  boolean at(int kind) {
    return tokens.kind() == kind;
  }

  boolean accept(int kind) {
    boolean found = at(kind);
    if (found) {
      tokens.advance();
    }
    return found;
  }

  void check(int kind) {
    if (!at(kind)) {
      throw tokens.error(Token.describe(kind) + " expected");
    }
  }

  void expect(int kind) {
    check(kind);
    tokens.advance();
  }

  /** Takes the token that closes what another one opened. */
  void expectClosing(int closing, int opening, int line) {
    if (!at(closing) && line != tokens.line()) {
      throw tokens.error(
          Token.describe(closing)
              + " expected (to close "
              + Token.describe(opening)
              + " at line "
              + line
              + ")");
    }
    expect(closing);
  }

  LuaString expectName() {
    check(Token.NAME);
    LuaString name = tokens.string();
    tokens.advance();
    return name;
  }

  /** Whether the current token ends a block; {@code until} does not count where it ends another. */
  boolean atBlockEnd(boolean orUntil) {
    return switch (tokens.kind()) {
      case Token.ELSE, Token.ELSEIF, Token.END, Token.END_OF_SOURCE -> true;
      case Token.UNTIL -> orUntil;
      default -> false;
    };
  }
}
