package dev.moonshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonshift.cli.CommandTester.Result;
import dev.moonshift.policy.PolicyName;
import dev.moonshift.process.Tier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  private static final String ENDLESS = "while true do end";

  @TempDir Path folder;
  private CommandTester tester;

  @BeforeEach
  void createTester() {
    tester = new CommandTester(folder);
  }

  // ---------------------------------------------------------------- one file

  @Test
  void theOutputOfOneFileIsShownAsItIs() {
    String file = tester.script("a.lua", "print('one\\ntwo') print() print('\\255\\0|')");

    Result result = tester.run("run", file);

    assertThat(result.status()).isZero();
    assertThat(result.outBytes())
        .containsExactly('o', 'n', 'e', '\n', 't', 'w', 'o', '\n', '\n', 255, 0, '|', '\n');
    assertThat(result.err()).isEmpty();
  }

  @Test
  void anErrorOfOneFileIsShownAsLuaDoes() {
    String file = tester.script("a.lua", "print('first')\nlocal t = nil\nprint(t.x)\n");

    Result result = tester.run("run", file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("first\n");
    assertThat(result.err())
        .startsWith("moonshift: ")
        .contains("a.lua:3: attempt to index local 't' (a nil value)\nstack traceback:\n\t")
        .endsWith("in main chunk\n\t[C]: in ?\n");
  }

  @Test
  void outputThatIsLongerThanAnyBufferArrivesWhole() {
    String file =
        tester.script("a.lua", "print(('x'):rep(200000)) for i = 1, 20000 do print(i, 'line') end");

    Result result = tester.run("run", file);

    assertThat(result.outBytes()).hasSize(200001 + 20000 * 6 + digits(20000));
    assertThat(result.out()).endsWith("\n20000\tline\n");
  }

  private static int digits(int last) {
    int sum = 0;
    for (int i = 1; i <= last; i++) {
      sum += String.valueOf(i).length();
    }
    return sum;
  }

  @Test
  void theTableIsShownForOneFileWhenAskedFor() {
    String file = tester.script("a.lua", "print('hello')");

    Result result = tester.run("run", "--summary", file);

    assertThat(result.out())
        .startsWith("hello\n\nPID  NAME  STATE")
        .containsPattern("\n +1  a +FINISHED +\\d+ +100\\.0% +1 +[\\d,]+ +\\d+\n")
        .containsPattern("\n1 tick and \\d+ fuel in \\d+\\.\\d+ s\n$");
  }

  // ---------------------------------------------------------------- several files

  @Test
  void linesOfSeveralFilesBearTheNamesOfTheirProcesses() {
    String shortName = tester.script("a.lua", "print('one\\n\\ntwo')");
    String longName = tester.script("longer.lua", "print('three')");

    Result result = tester.run("run", shortName, longName);

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith("a      | one\na      | \na      | two\nlonger | three\n\nPID  NAME");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void theTableHasARowForEachProcess() {
    String good = tester.script("good.lua", "return 1");
    String bad = tester.script("bad.lua", "error('no')");
    String hog = tester.script("hog.lua", ENDLESS);

    Result result = tester.run("run", "--max-ticks", "12", good, bad, hog);

    assertThat(result.out())
        .containsPattern("\n +1  good +FINISHED ")
        .containsPattern("\n +2  bad +ERROR ")
        .containsPattern("\n +3  hog +RESUMABLE +100,000 +100\\.0% +10 .* 10,000\n");
  }

  @Test
  void anErrorOfOneOfSeveralBearsItsName() {
    String good = tester.script("fine.lua", "print('well')");
    String bad = tester.script("bad.lua", "error('boom')");

    Result result = tester.run("run", good, bad);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("bad.lua:1: boom\nbad  | stack traceback:\nbad  | \t");
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("bad  | "));
  }

  @Test
  void filesOfTheSameNameBecomeProcessesOfDifferentNames() {
    String first = tester.script("a.lua", "print(1)");
    String other = tester.script("folder/a.lua", "print(2)");

    Result result = tester.run("run", first, other, first);

    assertThat(result.out()).startsWith("a   | 1\na#2 | 2\na#3 | 1\n");
  }

  @Test
  void prefixesAreInColorOnATerminalOnly() {
    String file = tester.script("a.lua", "print('x')");

    assertThat(tester.run("run", file, file).out()).doesNotContain("\033");
    assertThat(tester.onTerminal().run("run", file, file).out())
        .startsWith("\033[36ma   | \033[0mx\n\033[33ma#2 | \033[0mx\n");
    assertThat(tester.withoutColor().run("run", file, file).out()).doesNotContain("\033");
  }

  @Test
  void noneOfSeveralCanWriteOverAnothersLinesOnATerminal() {
    String file =
        tester.script("a.lua", "print('\\27[31mred \\r b | \\194\\155 \\t \\194\\164 \\127')");
    String other = tester.script("b.lua", "print('x')");

    assertThat(tester.onTerminal().withoutColor().run("run", file, other).out())
        .startsWith("a | .[31mred . b | .. \t \u00a4 .\nb | x\n");
    assertThat(tester.onTerminal().run("run", file).out()).startsWith("\033[31mred \r b");
    String failing = tester.script("c.lua", "error('\\27[2K\\rb | fake \\7', 0)");
    assertThat(tester.onTerminal().withoutColor().run("run", failing, other).err())
        .contains("c | moonshift: .[2K.b | fake .\n");
  }

  // ---------------------------------------------------------------- input

  @Test
  void standardInputIsAScript() {
    Result result = tester.reading("print('from afar') error('gone')").run("run", "-");

    assertThat(result.out()).isEqualTo("from afar\n");
    assertThat(result.err()).startsWith("moonshift: stdin:1: gone\n");
  }

  @Test
  void standardInputCannotBeReadTwice() {
    assertWrong("standard input (-) can be read only once", "-", "-");
  }

  @Test
  void aFirstLineForTheShellIsSkippedButCounted() {
    String file = tester.script("a.lua", "#!/usr/bin/env moonshift\nerror('second')");

    assertThat(tester.run("run", file).err()).contains("a.lua:2: second");
    assertThat(tester.run("run", tester.script("b.lua", "#!only")).status()).isZero();
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(tester.run("run", tester.script("a.lua", "\uFEFFprint(1)")).out()).isEqualTo("1\n");
  }

  @Test
  void everyUnusableFileHasALineAndNothingRuns() {
    String good = tester.script("good.lua", "print('ran')");
    String bad = tester.script("bad.lua", "x = = 1");
    String missing = folder.resolve("missing.lua").toString();

    Result result = tester.run("run", good, bad, missing, folder.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "moonshift: " + shown(bad) + ":1: unexpected symbol near '='",
            "moonshift: cannot read " + missing + ": no such file",
            "moonshift: cannot read " + folder + ": it is a directory");
  }

  /** A chunk's name as messages show it. */
  private static String shown(String file) {
    return file.substring(0, Math.min(file.length(), 59));
  }

  // ---------------------------------------------------------------- options

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--quantum     | 0     | a whole number between 1 and 1000000000",
        "--quantum     | many  | a whole number between 1 and 1000000000",
        "--stride      | -1    | a whole number between 1 and 2147483647",
        "--max-depth   | 0     | a whole number between 1 and 2147483647",
        "--max-ticks   | 0     | a whole number of at least 1",
        "--max-fuel    | 1e6   | a whole number of at least 1",
        "--timeout     | 2x    | a time of up to a year, such as 500ms, 2s, 1m or PT2S",
        "--timeout     | 0s    | a time of up to a year, such as 500ms, 2s, 1m or PT2S",
        "--timeout     | PT-1S | a time of up to a year, such as 500ms, 2s, 1m or PT2S",
        "--max-memory  | 2G    | a size between 1 and 2147483647 bytes, such as 512K or 16M",
        "--max-memory  | lots  | a size between 1 and 2147483647 bytes, such as 512K or 16M",
        "--max-output  | 15    | a size between 16 and 1073741824 bytes, such as 512K or 16M",
        "--max-output  | 2g    | a size between 16 and 1073741824 bytes, such as 512K or 16M",
        "--max-source  | 0     | a size between 1 and 2147483647 bytes, such as 512K or 16M",
        "--max-fuel-per-process | 0 | a whole number of at least 1",
        "--output-policy | wait | block, drop-oldest or end",
        "--granularity | line  | safepoint or instruction",
        "--tier        | fast  | interpreter, automatic, compiled or sporadic",
        "--allow       | io    | debug or require",
        "--weight      | a.lua | FILE=N",
        "--priority    | 3     | FILE=N",
        "--group       | acme  | FILE=PATH",
        "--reserve     | 5/10  | FILE=BUDGET/PERIOD"
      })
  void aWrongValueIsAnsweredWithItsRule(String option, String value, String rule) {
    String file = tester.script("a.lua", "print('ran')");

    assertWrong(option + " must be " + rule + ", was '" + value + "'", option, value, file);
  }

  @Test
  void aScriptIsAllowedWhatTheOptionNames() {
    String file = tester.script("a.lua", "print(debug.getinfo ~= nil, require ~= nil)");

    assertThat(tester.run("run", file).out()).isEqualTo("false\tfalse\n");
    assertThat(tester.run("run", "--allow", "debug,require", file).out()).isEqualTo("true\ttrue\n");
  }

  @ParameterizedTest
  @EnumSource
  void everyTierPrintsAndCostsTheSame(Tier tier) {
    String file =
        tester.script(
            "a.lua",
            "local t = {} for i = 1, 300 do t[i] = i * 0.5 end "
                + "local function sum(n) if n == 0 then return 0 end return t[n] + sum(n - 1) end "
                + "print(sum(300)) error('end')");
    String name = tier.name().toLowerCase(Locale.ROOT);

    assertThat(runIn(name, file))
        .isEqualTo(runIn("interpreter", file))
        .contains("22575")
        .contains("a.lua:1: end");
  }

  /** The report of a run in short turns, without what no two runs have in common. */
  private String runIn(String tier, String file) {
    String report = tester.run("run", "--json", "--quantum", "100", "--tier", tier, file).out();
    return report.replaceAll("(Micros\" : )\\d+", "$1");
  }

  @Test
  void aPolicyThatThereIsNotIsAnsweredWithThoseThereAre() {
    String[] names =
        Stream.of(PolicyName.values()).map(PolicyName::toString).toArray(String[]::new);
    String last = names[names.length - 1];
    String others = String.join(", ", Arrays.copyOf(names, names.length - 1));
    String file = tester.script("a.lua", "print('ran')");

    assertWrong(
        "--policy must be " + others + " or " + last + ", was 'fifo'", "--policy", "fifo", file);
  }

  @ParameterizedTest
  @EnumSource(PolicyName.class)
  void everyPolicyRuns(PolicyName policy) {
    String a = tester.script("a.lua", ENDLESS);
    String b = tester.script("b.lua", "for i = 1, 100000 do end print('done')");

    Result result = tester.run("run", "--policy", policy.toString(), "--max-ticks", "2000", a, b);

    assertThat(result.out()).contains("done").containsPattern(" b +FINISHED ");
  }

  @Test
  void aWeightIsForAFileThatRuns() {
    String file = tester.script("a.lua", "print('ran')");

    assertWrong(
        "--weight must name one of the files to run, was 'b.lua'", "--weight", "b.lua=2", file);
    assertWrong(
        "--weight of " + file + " must be a whole number between 1 and 10000, was '0'",
        "--weight",
        file + "=0",
        file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/acme", "acme/", "tenants//acme", "/"})
  void aGroupThatIsNoPathIsAnsweredWithItsRule(String group) {
    String file = tester.script("a.lua", "print('ran')");

    assertWrong(
        "--group of "
            + file
            + " must be names with single slashes between them, such as tenants/acme, was '"
            + group
            + "'",
        "--group",
        file + "=" + group,
        file);
  }

  @Test
  void aWrongOptionOrNoFileIsAnsweredInOneLine() {
    assertWrong("unknown option: '--fast'", "--fast", "a.lua");
    assertWrong("missing required parameter: 'FILE'");
    assertWrong("missing required parameter for option '--quantum' (N)", "--quantum");
  }

  private void assertWrong(String message, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "run";
    System.arraycopy(args, 0, all, 1, args.length);
    Result result = tester.run(all);
    assertThat(result.err())
        .isEqualToIgnoringNewLines("moonshift: " + message + " (try 'moonshift run --help')");
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void fuelFollowsWeightsUnderBudgetWeighted() {
    String a = tester.script("a.lua", ENDLESS);
    String b = tester.script("b.lua", ENDLESS);

    Result result =
        tester.run(
            "run", "--policy", "budget-weighted", "--weight", a + "=3", "--max-ticks", "400", a, b);

    assertThat(result.out())
        .containsPattern(" a +RESUMABLE +3,000,000 +75\\.0% +300 ")
        .containsPattern(" b +RESUMABLE +1,000,000 +25\\.0% +100 ");
    assertThat(result.err()).hasLineCount(1);
  }

  @Test
  void whatAFileAsksForReachesThePolicy() {
    String a = tester.script("a.lua", ENDLESS);
    String b = tester.script("b.lua", ENDLESS);
    String c = tester.script("c.lua", ENDLESS);

    String byGroups =
        tester
            .run(
                "run",
                "--policy",
                "groups",
                "--max-fuel",
                "4000000",
                "--group",
                a + "=x",
                "--group",
                b + "=y",
                "--group",
                c + "=y",
                a,
                b,
                c)
            .out();
    assertThat(byGroups).containsPattern(" a +RESUMABLE +[\\d,]+ +(49|50)\\.\\d% ");

    String byPriority =
        tester
            .run(
                "run",
                "--policy",
                "priority",
                "--max-fuel",
                "500000",
                "--priority",
                b + "=3",
                "--quantum",
                b + "=500",
                a,
                b)
            .out();
    assertThat(byPriority).containsPattern(" b +RESUMABLE +500,000 +100\\.0% +1,000 ");
  }

  @ParameterizedTest
  @CsvSource({
    "990000/1000000, 'a reservation must be at most what is left, '",
    "500000/1000000, 'a reservation must be at most what is left, '", // with that of b
    "1/2, 'the period of a reservation must be at least '",
  })
  void aReservationThatCannotBePromisedIsRefusedBeforeAnythingRuns(String budget, String rule) {
    String a = tester.script("a.lua", "print('ran')");
    String b = tester.script("b.lua", "print('ran')");
    Path trace = folder.resolve("trace.json");

    Result result =
        tester.run(
            "run",
            "--policy",
            "earliest-deadline",
            "--trace",
            trace.toString(),
            "--reserve",
            b + "=500000/1000000",
            "--reserve",
            a + "=" + budget,
            a,
            b);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("moonshift: --reserve: " + rule).hasLineCount(1);
    assertThat(trace).doesNotExist();
  }

  @Test
  void aReservationIsNotRefusedUnderAPolicyThatDoesNotMindIt() {
    String file = tester.script("a.lua", "print('ran')");

    assertThat(tester.run("run", "--reserve", file + "=1/2", file).status()).isZero();
  }

  @Test
  void weightsThatChangeNothingAreMentioned() {
    String file = tester.script("a.lua", "print(1)");

    Result result = tester.run("run", "--weight", file + "=2", file);

    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("1\n");
    assertThat(result.err())
        .isEqualTo("moonshift: --weight changes nothing under --policy round-robin\n");
  }

  @Test
  void aQuantumIsExactAtTheGranularityOfInstructions() {
    String file = tester.script("a.lua", ENDLESS);

    Result result =
        tester.run(
            "run",
            "--granularity",
            "instruction",
            "--quantum",
            "7",
            "--max-ticks",
            "3",
            "--summary",
            file);

    assertThat(result.out()).containsPattern(" a +RESUMABLE +21 +100\\.0% +3 .* 7\n");
  }

  @Test
  void aStrideMakesTurnsOfSeveralQuanta() {
    String file = tester.script("a.lua", ENDLESS);

    Result result =
        tester.run(
            "run", "--stride", "5", "--quantum", "100", "--max-ticks", "2", "--summary", file);

    assertThat(result.out()).containsPattern(" a +RESUMABLE +1,000 +100\\.0% +2 .* 500\n");
  }

  @Test
  void aValueMayFollowAnEqualsSign() {
    String file = tester.script("a.lua", ENDLESS);

    Result result =
        tester.run(
            "run", "--quantum=100", "--weight=" + file + "=3", "--max-ticks=2", "--summary", file);

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).containsPattern(" a +RESUMABLE +200 +100\\.0% +2 .* 100\n");
  }

  @Test
  void memoryIsLimitedPerProcess() {
    String file = tester.script("a.lua", "local s = ('x'):rep(600 * 1024) print(#s)");

    assertThat(tester.run("run", file).status()).isZero();
    Result result = tester.run("run", "--max-memory", "512K", file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("moonshift: not enough memory");
  }

  @Test
  void callDepthIsLimitedPerProcess() {
    String file =
        tester.script("a.lua", "local function f(n) return n == 0 or not f(n - 1) end f(500)");

    assertThat(tester.run("run", file).status()).isZero();
    Result result = tester.run("run", "--max-depth", "100", file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("stack overflow");
  }

  @Test
  void fuelIsLimitedPerProcess() {
    String hog = tester.script("hog.lua", ENDLESS);
    String other = tester.script("other.lua", "print('done')");

    Result result = tester.run("run", "--max-fuel-per-process", "50000", hog, other);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("hog   | moonshift: fuel limit of 50000 units exceeded\n");
    assertThat(result.out()).containsPattern(" hog +ERROR +50,000 .*\n +2  other +FINISHED ");
  }

  @Test
  void theSourceOfAFileIsLimited() {
    String file = tester.script("a.lua", "#!lua\nprint('1234')");

    assertThat(tester.run("run", "--max-source", "14", file).out()).isEqualTo("1234\n");
    Result result = tester.run("run", "--max-source", "13", file);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("moonshift: " + file + ": source limit of 13 bytes exceeded\n");
  }

  @Test
  void theSourceOfLoadIsLimited() {
    String file = tester.script("a.lua", "print(load((' '):rep(1001)))");

    Result result = tester.run("run", "--max-source", "1000", file);

    assertThat(result.out()).isEqualTo("nil\tsource limit of 1000 bytes exceeded\n");
  }

  @Test
  void aProcessWithMoreOutputThanItMayHaveGoesOnInItsNextTurn() {
    String file = tester.script("a.lua", "for i = 1001, 1100 do print('line ' .. i) end");

    Result result = tester.run("run", "--max-output", "100", "--summary", file);

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("line 1001\n").contains("\nline 1100\n\nPID");
    assertThat(result.out()).containsPattern(" a +FINISHED +[\\d,]+ +100.0% +10 ");
  }

  @Test
  void aProcessWithMoreOutputThanItMayHaveLosesTheOldestWhenAsked() {
    String file = tester.script("a.lua", "for i = 1001, 1100 do print('line ' .. i) end");

    Result result = tester.run("run", "--max-output", "20", "--output-policy", "drop-oldest", file);

    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("line 1099\nline 1100\n");
  }

  @Test
  void aProcessWithMoreOutputThanItMayHaveEndsWhenAsked() {
    String file = tester.script("a.lua", "for i = 1001, 1100 do print('line ' .. i) end");

    Result result = tester.run("run", "--max-output", "20", "--output-policy", "end", file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("line 1001\nline 1002\n");
    assertThat(result.err()).isEqualTo("moonshift: output limit of 20 bytes exceeded\n");
  }

  // ---------------------------------------------------------------- stopping

  @ParameterizedTest(name = "{0} ticks")
  @CsvSource({"1", "2", "7", "1000"})
  void theNumberOfTicksIsExact(long ticks) {
    String hog = tester.script("hog.lua", ENDLESS);
    String sleeper = tester.script("sleeper.lua", "while true do coroutine.yield() end");

    Result result = tester.run("run", "--max-ticks", "" + ticks, hog, sleeper);

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).containsPattern("(?m)^%,d ticks? and ".formatted(ticks));
    assertThat(result.err())
        .isEqualTo(
            "moonshift: stopped by --max-ticks " + ticks + ", 2 of 2 processes still alive\n");
  }

  @Test
  void fuelStopsTheRunWithTheTurnThatReachesIt() {
    String hog = tester.script("hog.lua", ENDLESS);

    Result result = tester.run("run", "--max-fuel", "25000", "--summary", hog);

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).contains("\n3 ticks and 30,000 fuel in ");
    assertThat(result.err())
        .isEqualTo("moonshift: stopped by --max-fuel 25000, 1 of 1 processes still alive\n");
  }

  @ParameterizedTest
  @CsvSource({"1ms", "PT0.001S"})
  void timeStopsTheRun(String timeout) {
    String hog = tester.script("hog.lua", ENDLESS);

    Result result = tester.run("run", "--timeout", timeout, hog);

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("stopped by --timeout");
  }

  @Test
  void aLimitThatIsReachedWithTheLastProcessDoesNotMatter() {
    String file = tester.script("a.lua", "return");

    Result result = tester.run("run", "--max-ticks", "1", file);

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void beingStoppedOutweighsAnError() {
    String bad = tester.script("bad.lua", "error('no')");
    String hog = tester.script("hog.lua", ENDLESS);

    assertThat(tester.run("run", "--max-ticks", "5", bad, hog).status()).isEqualTo(3);
  }

  @Test
  void aReaderThatLeavesEndsTheRunQuietly() {
    String file = tester.script("a.lua", "while true do print('more') end");
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    Result result = tester.runInto(closed, "run", file, file);

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aRunningTotalIsDrawnOnATerminalOnly() {
    String hog = tester.script("hog.lua", ENDLESS);

    assertThat(tester.run("run", "--timeout", "300ms", hog).err()).doesNotContain("\r");
    assertThat(tester.onTerminal().run("run", "--timeout", "300ms", hog).err())
        .containsPattern("\r\033\\[K1 of 1 alive, [\\d,]+ ticks, [\\d,]+ fuel, \\d+\\.\\d s")
        .contains("\r\033[Kmoonshift: stopped by --timeout");
  }
}
