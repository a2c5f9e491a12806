package dev.moonshift.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moonshift.simulator.Simulate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class HtmlReportTest {
  @TempDir static Path folder;
  private static Path file;
  private static String html;
  private static Document document;

  @BeforeAll
  static void makeReport() throws Exception {
    file = folder.resolve("report.html");
    html = report(file, "interactive,weights,deadlines");
    document = parsed(html);
  }

  private static String report(Path to, String workloads) throws IOException {
    new CommandLine(new Simulate())
        .setOut(new PrintWriter(PrintWriter.nullWriter()))
        .execute("--duration=1000000", "--workload=" + workloads, "--report=" + to);
    return Files.readString(to);
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(String name) {
    return elements(document.getDocumentElement(), name);
  }

  private static List<Element> elements(Element within, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = within.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  @Test
  void everythingIsInTheOneFile() {
    assertThat(html).doesNotContain("<script", "src=", "url(", "@import", "<link");
    assertThat(elements("a")).allMatch(link -> link.getAttribute("href").startsWith("#"));
    assertThat(html.length()).isLessThan(2_000_000);
  }

  @Test
  void linksLeadToPartsOfThePage() {
    Set<String> ids = new HashSet<>();
    for (String name : List.of("section", "h2")) {
      elements(name).forEach(element -> assertThat(ids.add(element.getAttribute("id"))).isTrue());
    }
    assertThat(elements("a"))
        .allMatch(link -> ids.contains(link.getAttribute("href").substring(1)));
  }

  @Test
  void everyDrawingHasWordsAndEveryRegionThatScrollsIsReachable() {
    assertThat(elements("svg"))
        .isNotEmpty()
        .allMatch(
            svg ->
                svg.getAttribute("aria-hidden").equals("true")
                    || svg.getAttribute("role").equals("img")
                        && !svg.getAttribute("aria-label").isEmpty());
    assertThat(elements("div").stream().filter(div -> div.getAttribute("class").equals("scroll")))
        .isNotEmpty()
        .allMatch(
            div ->
                div.getAttribute("tabindex").equals("0")
                    && !div.getAttribute("aria-label").isEmpty());
  }

  @Test
  void rowsAreAsLongAsTheirHeads() {
    for (Element table : elements("table")) {
      NodeList rows = table.getElementsByTagName("tr");
      int columns = columns(table);
      for (int i = 1; i < rows.getLength(); i++) {
        assertThat(cells((Element) rows.item(i))).isEqualTo(columns);
      }
    }
  }

  private static int cells(Element row) {
    return row.getElementsByTagName("th").getLength() + row.getElementsByTagName("td").getLength();
  }

  @Test
  void placesAreWrittenAndNotOnlyColoured() {
    assertThat(elements("sub")).isNotEmpty().allMatch(sub -> sub.getTextContent().matches("\\d+"));
  }

  @Test
  void whoSharesAPlaceIsPraisedOrBlamedAlike() throws Exception {
    Document one = parsed(report(folder.resolve("one.html"), "interactive"));
    Element table =
        elements(one.getDocumentElement(), "table").stream()
            .filter(each -> each.getAttribute("class").equals("places"))
            .findFirst()
            .orElseThrow();
    List<Element> heads = elements(table, "th").subList(1, columns(table) - 1); // save the promise
    List<Element> words = elements(elements(one.getDocumentElement(), "dl").get(1), "dd");
    List<Element> rows = elements(elements(table, "tbody").get(0), "tr");
    assertThat(words).hasSameSizeAs(rows);
    for (int column = 0; column < heads.size(); column++) {
      String aim = heads.get(column).getTextContent();
      Map<String, String> byPlace = new HashMap<>();
      for (int row = 0; row < rows.size(); row++) {
        String place = elements(rows.get(row), "td").get(column).getTextContent();
        assertThat(place).as("of one workload").matches("\\d+");
        String text = words.get(row).getTextContent();
        String good = text.split("Among the last for")[0];
        String praise = good.contains(aim) ? "best" : text.contains(aim) ? "last" : "neither";
        assertThat(byPlace.merge(place, praise, (known, same) -> known))
            .as("%s at place %s", aim, place)
            .isEqualTo(praise);
      }
      assertThat(byPlace.get("1")).as(aim).isEqualTo("best");
    }
  }

  private static int columns(Element table) {
    return cells((Element) table.getElementsByTagName("tr").item(0));
  }

  @Test
  void coordinatesAreNumbers() {
    assertThat(html).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aBrowserShowsIt() throws Exception {
    String browser =
        Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
            .filter(HtmlReportTest::isInstalled)
            .findFirst()
            .orElse(null);
    assumeTrue(browser != null, "no browser is installed: the report is not opened in one");
    Path shown = folder.resolve("shown.html");
    Process process =
        new ProcessBuilder(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(shown.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean isDone = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    assertThat(isDone).isTrue();
    String dom = Files.readString(shown, StandardCharsets.UTF_8);
    assertThat(dom).contains("<h1>Scheduling policies compared</h1>", "How to read this");
    // The browser found the same elements as we wrote: nothing was dropped or moved.
    for (String name : List.of("svg", "table", "section", "details", "path")) {
      assertThat(dom.split("<" + name + "[ >]", -1)).as(name).hasSize(elements(name).size() + 1);
    }
  }

  private static boolean isInstalled(String browser) {
    try {
      Process process =
          new ProcessBuilder(browser, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
