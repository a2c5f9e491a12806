package dev.moonshift.process;

import dev.moonshift.bytecode.Code;
import dev.moonshift.library.StandardLibrary;
import dev.moonshift.syntax.Compilation;
import dev.moonshift.syntax.SyntaxException;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/**
 * A compiled script, to be run by any number of processes.
 *
 * <p><b>Threads.</b> Immutable: share it freely.
 */
public final class Script {
  private final String name;
  private final Code code;

  private Script(String name, Code code) {
    this.name = name;
    this.code = code;
  }

  /**
   * Compiles a source.
   *
   * @param name the chunk's name, as messages show it, for example {@code miner.lua}
   * @param source Lua 5.2, of up to 4 MiB
   * @throws ScriptSyntaxException if it is not a Lua program, or too long
   */
  public static Script compile(String name, String source) {
    return compile(name, source.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Compiles a source given as bytes, of which strings keep every one.
   *
   * @throws ScriptSyntaxException if it is not a Lua program, or too long
   */
  public static Script compile(String name, byte[] source) {
    return compile(name, source, Limits.DEFAULT);
  }

  /**
   * Compiles a source of a length that some limits allow. It is done when this returns, and takes
   * about a tenth of a second for a MiB.
   *
   * @throws ScriptSyntaxException if it is not a Lua program, or too long
   */
  public static Script compile(String name, byte[] source, Limits limits) {
    if (source.length > limits.sourceBytes()) {
      throw new ScriptSyntaxException(
          name + ": " + Compilation.tooLong(limits.sourceBytes()), null);
    }
    try {
      LuaString chunkName = LuaString.valueOf("@" + name);
      return new Script(
          name, Code.of(Compilation.compile(source, chunkName, StandardLibrary::wellKnown)));
    } catch (SyntaxException e) {
      throw new ScriptSyntaxException(e.luaMessage().tojstring(), e);
    }
  }

  /** The chunk's name. */
  public String name() {
    return name;
  }

  Code code() {
    return code;
  }
}
