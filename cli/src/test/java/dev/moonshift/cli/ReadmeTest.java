package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.cli.CommandTester.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows of the command is what it says. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final String PROMPT = "$ ./moonshift ";
  private static final String LEFT_OUT = "\n...\n";

  @Test
  void theCommandOfTheReadmePrintsWhatIsShown() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("```\n" + PROMPT) + 4;
    String[] example = readme.substring(start, readme.indexOf("```", start)).split("\n", 2);
    Result result = new CommandTester(ROOT).run(arguments(example[0].substring(PROMPT.length())));

    String[] shown = timeless(example[1]).split(LEFT_OUT, -1);
    assertThat(shown).hasSize(2);
    assertThat(timeless(result.out() + result.err())).startsWith(shown[0]).endsWith(shown[1]);
  }

  /** Words as a shell hands them on: a pattern becomes the files that it matches. */
  private static String[] arguments(String command) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      if (word.endsWith("/*.lua")) {
        try (Stream<Path> files = Files.list(ROOT.resolve(word.replace("/*.lua", "")))) {
          files
              .map(Path::toString)
              .filter(file -> file.endsWith(".lua"))
              .sorted()
              .forEach(words::add);
        }
      } else {
        words.add(word);
      }
    }
    return words.toArray(String[]::new);
  }

  /** The same without what the clock says: the longest tick of each process, and the whole time. */
  private static String timeless(String output) {
    return output
        .replaceAll(
            "(?m)^( *\\d+  \\S+ +[A-Z]+ +\\S+ +\\S+% +\\S+) +[\\d,]+( +[\\d,]+)$", "$1 TIME$2")
        .replaceAll("in \\d+\\.\\d+ s", "in TIME");
  }
}
