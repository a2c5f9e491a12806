package dev.moonshift.simulator.report;

/** What somebody may want of a policy, and the number that shows whether they get it. */
enum Aim {
  ANSWERS("requests answered soon, even the slow ones", "short answers", Metric.RESPONSE_P99),
  SMALL_JOBS("small requests not held up by large ones", "small requests", Metric.SLOWDOWN_P99),
  WAKEUPS("sleepers run soon after they wake up", "quick wakeups", Metric.WAKEUP_P99),
  SHARES("everybody close to the share they are entitled to", "fair shares", Metric.MAX_LAG),
  PATIENCE("nobody waits long for a turn", "short waits", Metric.STARVATION),
  DEADLINES("deadlines met", "deadlines", Metric.MISSED),
  SWITCHES("few switches from one process to another", "few switches", Metric.SWITCHES);

  private final String text;
  private final String brief;
  private final Metric metric;

  Aim(String text, String brief, Metric metric) {
    this.text = text;
    this.brief = brief;
    this.metric = metric;
  }

  /** Returns the aim as a person would say it. */
  String text() {
    return text;
  }

  /** Returns the aim in two words. */
  String brief() {
    return brief;
  }

  Metric metric() {
    return metric;
  }
}
