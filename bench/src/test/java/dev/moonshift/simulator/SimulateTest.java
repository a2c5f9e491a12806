package dev.moonshift.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.policy.PolicyName;
import dev.moonshift.simulator.load.Library;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  private int compare(String... args) {
    return new CommandLine(new Simulate())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void listsWorkloadsAndPolicies() {
    assertThat(compare("--list")).isZero();
    assertThat(out.toString()).contains(Library.workloads());
    for (PolicyName policy : PolicyName.values()) {
      assertThat(out.toString()).contains(policy.toString(), policy.promise());
    }
  }

  @Test
  void theSameComparisonTwiceIsTheSameToTheByte() throws IOException {
    String[] args = {"--duration", "300000", "--quantum", "1000", "--csv", "", "--json", ""};
    for (String run : new String[] {"first", "second"}) {
      args[5] = folder.resolve(run + ".csv").toString();
      args[7] = folder.resolve(run + ".json").toString();
      assertThat(compare(args)).as(err.toString()).isLessThan(2);
    }
    assertThat(folder.resolve("second.csv")).hasSameBinaryContentAs(folder.resolve("first.csv"));
    assertThat(folder.resolve("second.json")).hasSameBinaryContentAs(folder.resolve("first.json"));
    String csv = Files.readString(folder.resolve("first.csv"));
    for (String workload : Library.workloads()) {
      assertThat(csv).contains("\n" + workload + ",ideal,run,");
      for (PolicyName policy : PolicyName.values()) {
        assertThat(csv).contains("\n" + workload + "," + policy + ",run,");
      }
    }
    long columns = csv.lines().findFirst().orElseThrow().chars().filter(c -> c == ',').count();
    assertThat(csv.lines().filter(line -> !line.contains("\"")))
        .allMatch(line -> line.chars().filter(c -> c == ',').count() == columns);
  }

  @Test
  void anotherSeedIsAnotherRun() throws IOException {
    Path first = folder.resolve("1.csv");
    Path second = folder.resolve("2.csv");
    String[] common = {"--duration=300000", "--workload=interactive", "--policy=round-robin"};
    compare(common[0], common[1], common[2], "--seed=1", "--csv=" + first);
    compare(common[0], common[1], common[2], "--seed=2", "--csv=" + second);
    assertThat(Files.readString(first)).isNotEqualTo(Files.readString(second));
  }

  @Test
  void inRealTimeItTellsWhatDecisionsCostAndAuditsNothing() throws IOException {
    Path csv = folder.resolve("real.csv");
    assertThat(
            compare(
                "--real-time",
                "--duration=1000000",
                "--workload=weights",
                "--policy=round-robin,stride",
                "--csv=" + csv))
        .as(err.toString())
        .isZero();
    List<String> lines = Files.readAllLines(csv);
    List<String> head = List.of(lines.get(0).split(","));
    for (String policy : List.of("round-robin", "stride")) {
      String run =
          lines.stream()
              .filter(line -> line.startsWith("weights," + policy + ",run,"))
              .findFirst()
              .orElseThrow();
      String[] cells = run.split(",", -1);
      assertThat(Long.parseLong(cells[head.indexOf("decision_ps")])).isPositive();
      assertThat(Long.parseLong(cells[head.indexOf("fuel_per_second")])).isPositive();
      assertThat(cells[head.indexOf("violation")]).isEmpty();
    }
  }

  /**
   * What it costs to decide is measured after the run: what would arrive meanwhile is not of it.
   */
  @Test
  void inRealTimeNothingIsAnsweredBeforeItIsAskedFor() throws IOException {
    Path csv = folder.resolve("real.csv");
    compare(
        "--real-time",
        "--duration=3000000",
        "--workload=interactive",
        "--policy=eevdf",
        "--csv=" + csv);
    List<String> lines = Files.readAllLines(csv);
    List<String> head = List.of(lines.get(0).split(","));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      for (String column : List.of("response_p50", "response_max", "wakeup_p50", "longest_wait")) {
        String cell = cells[head.indexOf(column)];
        assertThat(cell.isEmpty() ? 0 : Long.parseLong(cell)).as(line).isNotNegative();
      }
    }
  }

  @Test
  void theTableForADocumentHasARowForEachPolicy() throws IOException {
    Path markdown = folder.resolve("table.md");
    compare("--duration=300000", "--workload=interactive,weights", "--markdown=" + markdown);
    List<String> lines = Files.readAllLines(markdown);
    assertThat(lines).hasSize(2 + PolicyName.values().length);
    assertThat(lines.get(0)).startsWith("| policy | short answers |");
    int columns = lines.get(0).split("\\|", -1).length;
    assertThat(lines).allMatch(line -> line.split("\\|", -1).length == columns);
    for (PolicyName policy : PolicyName.values()) {
      String row = lines.get(2 + policy.ordinal());
      assertThat(row).startsWith("| `" + policy + "` |");
      assertThat(row.substring(row.indexOf("` |") + 3))
          .matches("( (\\*\\*)?\\d+(\\.\\d)?(\\*\\*)? \\|)+");
    }
    assertThat(String.join("", lines)).contains("**");
  }

  @Test
  void foldersOfItsFilesAreMade() {
    Path report = folder.resolve("a/b/report.html");
    assertThat(
            compare(
                "--duration=100000",
                "--workload=interactive",
                "--policy=all",
                "--report",
                report.toString()))
        .isZero();
    assertThat(report).isNotEmptyFile();
    assertThat(out.toString()).contains("wrote " + report);
  }

  @Test
  void aFileThatCannotBeWrittenIsToldOfBeforeAnythingRuns() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("file"));
    assertThat(compare("--csv=" + folder)).isEqualTo(2);
    assertThat(compare("--report=" + notAFolder.resolve("report.html"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("file '" + folder + "' cannot be written: ")
        .contains("'" + notAFolder + "' must be a folder, is a file");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aComparisonThatIsRefusedLeavesOldFilesAsTheyWere() throws IOException {
    Path csv = folder.resolve("old.csv");
    Files.writeString(csv, "old");
    assertThat(compare("--csv=" + csv, "--workload=none.lua")).isEqualTo(2);
    assertThat(csv).hasContent("old");
  }

  @Test
  void aWorkloadMayBeAFile() throws IOException {
    Path file = folder.resolve("mine.lua");
    Files.writeString(file, "summary 'two'\nprocess {name = 'hog', script = 'hog', count = 2}\n");
    assertThat(compare("--duration=100000", "--workload=" + file)).isZero();
    assertThat(out.toString()).contains("mine: two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workload=interactve | there is no workload 'interactve'; did you mean interactive?",
        "--policy=roundrobin | there is no policy 'roundrobin'; did you mean round-robin?",
        "--policy=xyzzy | there is no policy 'xyzzy'; the policies are round-robin,",
        "--workload=nowhere.lua | there is no file 'nowhere.lua'",
        "--duration=1 | duration must be between 1000 and",
        "--quantum=0 | quantum must be between 1 and",
        "--seed=x | 'x' is not a long",
        "--no-such-option | Unknown option: '--no-such-option'",
      })
  void whatIsWrongIsSaidAndNothingRuns(String arg, String message) {
    assertThat(compare(arg)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }
}
