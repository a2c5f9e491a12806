package dev.moonshift.text;

/** How messages name a chunk, after the name it was loaded with. */
public final class ChunkName {
  /**
   * The longest displayed name, as in the reference implementation (LUA_IDSIZE less its end mark).
   */
  private static final int MAX_LENGTH = 59;

  private ChunkName() {}

  /**
   * Returns the displayed form: {@code =name} gives name, {@code @file} gives file (its end, if it
   * is long), anything else is source text and gives {@code [string "first line..."]}.
   */
  public static String display(String source) {
    if (source.startsWith("=")) {
      String name = source.substring(1);
      return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
    }
    if (source.startsWith("@")) {
      String name = source.substring(1);
      return name.length() <= MAX_LENGTH
          ? name
          : "..." + name.substring(name.length() - (MAX_LENGTH - 3));
    }
    int lineEnd = source.indexOf('\n');
    String line = lineEnd < 0 ? source : source.substring(0, lineEnd);
    int room = MAX_LENGTH - "[string \"...\"]".length();
    boolean isWhole = lineEnd < 0 && line.length() <= room;
    if (isWhole) {
      return "[string \"" + line + "\"]";
    }
    return "[string \"" + (line.length() <= room ? line : line.substring(0, room)) + "...\"]";
  }
}
