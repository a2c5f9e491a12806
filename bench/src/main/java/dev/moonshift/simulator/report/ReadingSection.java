package dev.moonshift.simulator.report;

import java.util.List;

/** The last part of the page: what the words mean. */
final class ReadingSection {
  private record Term(String name, String meaning) {}

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "fuel",
              "The unit of work, and here of time too: a turn that uses 10k lasts 10k. It is about"
                  + " a tenth of a millisecond on a machine of today."),
          new Term(
              "ideal",
              "The fluid share: all that have work run at once, each at the rate of its weight in"
                  + " its group. No real policy reaches it; it is what others are measured by."),
          new Term(
              "entitlement",
              "What a process would have received in the ideal by then: the broad line under its own."),
          new Term(
              "fairness",
              "Jain’s index of fuel received to fuel entitled, among those that stayed runnable"
                  + " through a window of a thirtieth of the run: 1 if all are served alike; on"
                  + " average, and in the worst window."),
          new Term("max lag", "The most that any process was behind its entitlement at a time."),
          new Term("max lead", "The most that any process was ahead of it."),
          new Term("longest wait", "The longest that any runnable process waited for a turn."),
          new Term("wakeup", "From becoming runnable to the next turn."),
          new Term(
              "response",
              "From a request to its answer, or of a process that does one thing, its whole life."
                  + " Requests arrive whether or not the last is answered; those that are not"
                  + " answered at the end count with their age."),
          new Term("slowdown", "Response time divided by the fuel that the answer took."),
          new Term("p99", "99 of 100 are no longer than this; likewise the others."),
          new Term("switches", "How often a turn went to another process than the turn before."),
          new Term(
              "places",
              "What is within a fiftieth of the first of a place shares it. The stronger a cell is"
                  + " coloured, the better its place."),
          new Term(
              "promise",
              "What the policy says of itself in numbers, checked after each decision by an auditor"
                  + " with books of its own. A policy that refuses a process could not have kept its"
                  + " word to it."));

  private ReadingSection() {}

  static void write(Markup page) {
    page.open("section", "id", "reading", "aria-labelledby", "reading-title");
    page.leaf("h2", "How to read this", "id", "reading-title");
    page.open("dl", "class", "terms");
    for (Term term : TERMS) {
      page.leaf("dt", term.name()).leaf("dd", term.meaning());
    }
    page.close().close();
  }
}
