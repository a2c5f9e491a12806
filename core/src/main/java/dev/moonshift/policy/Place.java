package dev.moonshift.policy;

/** Where a task stands in its policy; {@link SchedulingPolicy} draws the arrows. */
enum Place {
  AWAY,
  QUEUED,
  RUNNING;

  private static final Place[] ALL = values();

  static Place at(int ordinal) {
    return ALL[ordinal];
  }
}
