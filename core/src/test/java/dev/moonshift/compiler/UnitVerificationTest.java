package dev.moonshift.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.support.TestFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Compiled classes are what the JVM's specification allows, and not only what one JVM accepts. */
class UnitVerificationTest {
  private static final long MAX_FUEL = 200_000;

  static Stream<String> folders() {
    return TestFiles.scriptsIn("/scripts/").stream()
        .map(name -> name.substring(0, name.indexOf('/')))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void whatScriptsAreCompiledToIsVerified(String folder) {
    AtomicInteger count = new AtomicInteger();
    TieredEngine engine =
        CompiledRun.engine(
            (tier, pc, types) -> {
              UnitCompiler.Compiled unit = TieredEngine.unitOf(tier, pc, types);
              if (unit != null) {
                count.incrementAndGet();
                verify(unit.bytes());
              }
              return unit;
            });
    List<String> scripts = TestFiles.scriptsIn("/scripts/" + folder + "/");
    for (String script : scripts) {
      String source = TestFiles.read("/scripts/" + folder + "/" + script);
      verifies(source, script, engine);
    }
    assertThat(count).hasPositiveValue();
  }

  /** Of code that nobody has run, and of code of which it is known what it calls. */
  private static void verifies(String source, String script, TieredEngine engine) {
    CompiledRun interpreted = new CompiledRun(source, null).run(MAX_FUEL);
    assertThat(interpreted.again(engine).run(MAX_FUEL).failures()).as(script).isEmpty();
    assertThat(new CompiledRun(source, engine).run(MAX_FUEL).failures()).as(script).isEmpty();
  }

  private static void verify(byte[] unit) {
    StringWriter found = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(unit), false, new PrintWriter(found));
    if (!found.toString().isEmpty()) {
      throw new VerifyError(found.toString());
    }
  }
}
