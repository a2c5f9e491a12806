package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.report.Results.Group;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes a comparison as one page that needs nothing else: no network, no script, no other file. It
 * is well-formed XML, so it can be checked as such.
 */
public final class HtmlReport {
  private final Results results;
  private final Markup page = new Markup();

  private HtmlReport(Results results) {
    this.results = results;
  }

  /** Returns the text of the file. */
  public static String of(Results results) {
    HtmlReport report = new HtmlReport(results);
    report.write();
    return "<!DOCTYPE html>\n" + report.page + "\n";
  }

  private void write() {
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
    page.open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.leaf("title", "Scheduling policies compared");
    page.open("style").raw(styleSheet()).close();
    page.close();
    page.open("body");
    page.leaf("a", "Skip to the results", "class", "skip", "href", "#short");
    header();
    navigation();
    page.open("main");
    new SummarySection(results, page).write();
    for (Group group : results.workloads()) {
      new WorkloadSection(results, group, page).write();
    }
    ReadingSection.write(page);
    page.close();
    page.close();
    page.close();
  }

  private void header() {
    Outcome first = results.workloads().get(0).ideal();
    page.open("header");
    page.leaf("h1", "Scheduling policies compared");
    page.leaf(
        "p",
        String.format(
            Locale.ROOT,
            "%s under %s, %s of fuel each, quantum %s, seed %d. %s",
            Numbers.count(results.workloads().size(), "workload"),
            results.policies().size() == 1 ? "1 policy" : results.policies().size() + " policies",
            Numbers.brief(first.series().step() * (first.series().fuel()[0].length - 1)),
            Numbers.brief(results.quantum()),
            results.seed(),
            results.isRealTime()
                ? "Real time: numbers differ from run to run."
                : "Virtual time: the same everywhere, to the last digit."),
        "class",
        "lead");
    page.close();
  }

  private void navigation() {
    page.open("nav", "aria-label", "Contents");
    page.leaf("a", "In short", "href", "#short");
    for (Group group : results.workloads()) {
      page.leaf("a", group.workload(), "href", "#" + WorkloadSection.anchor(group));
    }
    page.leaf("a", "How to read this", "href", "#reading");
    page.close();
  }

  private static String styleSheet() {
    String path = "/dev/moonshift/simulator/report/report.css";
    try (InputStream in = HtmlReport.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the style sheet is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
