package dev.moonshift.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/** The golden files of the compiler, and short ways to compile. */
final class Golden {
  /** Sources whose listings by the reference compiler are stored. */
  static final List<String> NAMES =
      List.of(
          "constants",
          "functions",
          "jumps",
          "literals",
          "logic",
          "loops",
          "operators",
          "tables",
          "upvalues");

  private Golden() {}

  static byte[] read(String file) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/syntax/" + file)) {
      if (in == null) {
        throw new IOException("no golden file " + file);
      }
      return in.readAllBytes();
    }
  }

  static String text(String file) throws IOException {
    return new String(read(file), StandardCharsets.ISO_8859_1);
  }

  /** Compiles a source that comes a piece at a time, each when it is needed. */
  static void supplyInPieces(Compilation compilation, byte[] source, int piece) {
    for (int known = 0; ; known += piece) {
      boolean isWhole = known >= source.length;
      int length = Math.min(known, source.length);
      compilation.supply(Arrays.copyOf(source, length), length, isWhole);
      while (!compilation.isStarved()) {
        if (compilation.step(1000)) {
          return;
        }
      }
    }
  }

  static Prototype compile(String source) {
    return compile(source.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Prototype compile(byte[] source) {
    return Compilation.compile(source, LuaString.valueOf("=t"), string -> string);
  }
}
