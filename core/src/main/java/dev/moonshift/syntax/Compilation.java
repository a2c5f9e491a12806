package dev.moonshift.syntax;

import java.util.function.UnaryOperator;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * Compiles the source of a chunk, in steps that its caller bounds.
 *
 * <p>Between two steps all progress is in this object, and none on the stack of Java, however deep
 * the source nests. The instructions are those that the reference compiler makes, but for constant
 * expressions that give negative zero, which constants cannot hold.
 *
 * <p><b>Threads.</b> One at a time. The prototype is not changed any more once it is complete.
 */
public final class Compilation {
  /** The first byte of a precompiled chunk. */
  private static final byte BINARY_MARK = 0x1b;

  /** The budget of one step for who has no use for steps. */
  private static final int AMPLE = 1 << 20;

  private final Tokens tokens;
  private final Lexer lexer;
  private final Parser parser;
  private int spent;

  /**
   * Begins to compile a source that is {@link #supply supplied} later.
   *
   * @param chunkName the name of the chunk, as messages and prototypes carry it
   * @param wellKnown returns the string to use in place of an equal one, or the one it is given;
   *     consulted once for each string of the chunk
   */
  public Compilation(LuaString chunkName, UnaryOperator<LuaString> wellKnown) {
    StringPool strings = new StringPool(wellKnown);
    tokens = new Tokens(chunkName);
    lexer = new Lexer(strings, tokens);
    parser = new Parser(tokens, strings, chunkName);
  }

  /**
   * Takes the source, as far as it is known.
   *
   * @param source what was taken before, unchanged, and more
   * @param length how many bytes of it are known
   * @param isWhole whether nothing more is to come
   */
  public void supply(byte[] source, int length, boolean isWhole) {
    tokens.supply(source);
    lexer.supply(source, length, isWhole);
  }

  /** Compiles a source at one go. */
  public static Prototype compile(
      byte[] source, LuaString chunkName, UnaryOperator<LuaString> wellKnown) {
    Compilation compilation = new Compilation(chunkName, wellKnown);
    compilation.supply(source, source.length, true);
    while (!compilation.step(AMPLE)) {
      // goes on
    }
    return compilation.result();
  }

  /**
   * Goes on for about {@code budget} units of work, or until more of the source is {@link
   * #isStarved() needed}; a unit is a byte read, a step of the parser, or a place in a list that
   * the compiler walks.
   *
   * @return whether the prototype is complete
   * @throws SyntaxException if the source is not a Lua program; nothing more can be done then
   */
  public boolean step(int budget) {
    spent = 0;
    while (parser.result() == null && spent < budget && !isStarved()) {
      spent += tokens.suffice() ? parser.step() : lexer.fill(budget - spent);
    }
    return parser.result() != null;
  }

  /** Whether it cannot go on before more of the source is supplied. */
  public boolean isStarved() {
    return lexer.isStarved() && !tokens.suffice();
  }

  /**
   * Returns how much work the last step was; it can go beyond the budget by what cannot be split.
   */
  public int spent() {
    return spent;
  }

  /** Returns what the functions that are complete take, in bytes. */
  public long memoryBytes() {
    return parser.memoryBytes();
  }

  /** Returns the main function of the chunk, once it is complete. */
  public Prototype result() {
    Prototype result = parser.result();
    if (result == null) {
      throw new IllegalStateException("the prototype is not complete yet");
    }
    return result;
  }

  /** Says that a source is longer than may be compiled. */
  public static String tooLong(int maxBytes) {
    return "source limit of " + maxBytes + " bytes exceeded";
  }

  /** Whether this is a precompiled chunk, not a source. */
  public static boolean isBinary(byte[] chunk, int length) {
    return length > 0 && chunk[0] == BINARY_MARK;
  }
}
