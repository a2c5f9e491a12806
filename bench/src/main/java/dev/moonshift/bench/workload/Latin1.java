package dev.moonshift.bench.workload;

import dev.moonshift.process.Script;
import dev.moonshift.process.ScriptSyntaxException;
import java.nio.charset.StandardCharsets;

/** Programs as texts of which every character is a byte, so that strings may hold any. */
public final class Latin1 {
  private Latin1() {}

  /**
   * Compiles such a text.
   *
   * @param name the chunk's name, as messages show it
   * @throws ScriptSyntaxException if it is not a Lua program, or too long
   */
  public static Script compile(String name, String text) {
    return Script.compile(name, text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
