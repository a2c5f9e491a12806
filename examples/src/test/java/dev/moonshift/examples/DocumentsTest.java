package dev.moonshift.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theProgramOfTheReadmeGreets(@TempDir Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("Hello.java"), program());
    String[] options = {"-cp", System.getProperty("java.class.path"), source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = loader.loadClass("Hello").getMethod("main", String[].class);
      List<String> lines = Output.linesOf(() -> main.invoke(null, (Object) new String[0]));
      assertThat(lines).containsExactly("hello");
    }
  }

  @Test
  void theFrontDoorShowsTheSameProgram() throws IOException {
    Path frontDoor = ROOT.resolve("core/src/main/java/dev/moonshift/Moonshift.java");
    String javadoc = Files.readString(frontDoor).replaceAll("(?m)^ \\* ", "    ");
    List<String> body =
        program().lines().filter(line -> line.startsWith("    ")).map(String::strip).toList();
    assertThat(javadoc.lines().map(String::strip)).containsSequence(body);
  }

  private static String program() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("```java\n") + "```java\n".length();
    return readme.substring(start, readme.indexOf("```", start));
  }
}
