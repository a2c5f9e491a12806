package dev.moonshift.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.support.TestFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/**
 * The bytecode of a few small functions is what somebody has read and approved. Run with {@code
 * -Dmoonshift.approve=true} to write down what the compiler makes now; then read the difference.
 */
class UnitListingTest {
  private static final String FOLDER = "listings/";

  @ParameterizedTest
  @ValueSource(strings = {"sum", "fib", "field", "method", "results", "inlined"})
  void theBytecodeOfAFunctionIsAsApproved(String name) throws IOException {
    String source = TestFiles.read("/" + FOLDER + name + ".lua");
    String found = listing(source, /* isSeenBefore= */ name.equals("inlined"));
    assertThat(found).isNotEmpty();
    Path file = Path.of("src/test/resources", FOLDER, name + ".txt");
    if (Boolean.getBoolean("moonshift.approve")) {
      Files.writeString(file, found);
      return;
    }

    assertThat(found).isEqualTo(Files.readString(file));
  }

  /**
   * The units of all functions of a script but the outermost, as they were compiled last.
   *
   * @param isSeenBefore whether the script is interpreted before, so that callees are known, and
   *     written into their callers
   */
  private static String listing(String source, boolean isSeenBefore) {
    Map<String, byte[]> units = new TreeMap<>();
    TieredEngine engine =
        CompiledRun.engine(
            (tier, pc, types) -> {
              UnitCompiler.Compiled unit = TieredEngine.unitOf(tier, pc, types);
              int line = tier.code().prototype.linedefined;
              if (unit != null && line > 0) {
                String from = pc == 0 ? "" : ", from instruction " + pc;
                units.put("function of line " + line + from, unit.bytes());
              }
              return unit;
            });
    CompiledRun run =
        isSeenBefore
            ? new CompiledRun(source, null).toEnd().again(engine)
            : new CompiledRun(source, engine);
    run.toEnd();
    assertThat(run.failures()).isEmpty();
    assertThat(run.output()).isEmpty();
    StringBuilder text = new StringBuilder();
    units.forEach((title, unit) -> text.append(title).append("\n\n").append(body(unit)));
    return text.toString();
  }

  /** The code of a unit without what is around it; labels are numbered as they come. */
  private static String body(byte[] unit) {
    StringWriter text = new StringWriter();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            if (!name.equals("body")) {
              return null;
            }
            text.append("body").append(descriptor).append('\n');
            return new TraceMethodVisitor(new Listing(text));
          }
        };
    new ClassReader(unit).accept(visitor, ClassReader.SKIP_FRAMES);
    return text.toString();
  }

  /** Writes itself when the method is over. */
  private static final class Listing extends Textifier {
    private final StringWriter to;

    Listing(StringWriter to) {
      super(Opcodes.ASM9);
      this.to = to;
    }

    @Override
    public void visitMethodEnd() {
      print(new PrintWriter(to, true));
    }
  }
}
