package dev.moonshift.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.recording.Recording;
import dev.moonshift.recording.Recording.Burst;
import dev.moonshift.recording.Recording.RecordedTask;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show runs, and the tests they name exist. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED_TEST = Pattern.compile("`\\w+(Test|Contract)\\b.*?`");
  private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

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

  @Test
  void theRecordingThatIsShownCanBeRead() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/recording.md"));
    int start = document.indexOf("```\nmoonshift-recording") + "```\n".length();
    String shown = document.substring(start, document.indexOf("```", start));
    Recording recording = Recording.read(new StringReader(shown));

    assertThat(recording.tasks()).extracting(RecordedTask::name).containsExactly("hog", "asker");
    assertThat(
            recording.tasks().stream()
                .flatMap(task -> task.bursts().stream())
                .mapToLong(Burst::fuel)
                .sum())
        .isEqualTo(recording.fuel());
  }

  @Test
  void theTestsThatStandBehindTheGuaranteesExist() throws IOException {
    String guarantees = Files.readString(ROOT.resolve("docs/GUARANTEES.md"));
    List<String> named = NAMED_TEST.matcher(guarantees).results().map(MatchResult::group).toList();
    assertThat(named).isNotEmpty().isSubsetOf(tests());
  }

  /** All methods of tests of the core and the examples, as {@code Class.method} in back quotes. */
  private static Set<String> tests() throws IOException {
    Set<String> tests = new HashSet<>();
    for (String module : List.of("core", "examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String type = file.getFileName().toString().replace(".java", "");
          METHOD
              .matcher(Files.readString(file))
              .results()
              .forEach(method -> tests.add("`" + type + "." + method.group(1) + "`"));
        }
      }
    }
    return tests;
  }

  private static String program() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("```java\n") + "```java\n".length();
    return readme.substring(start, readme.indexOf("```", start));
  }
}
