package dev.moonshift.policy;

/** A task that stands for something else: what a policy shows to a policy of its own. */
final class Proxy extends Task {
  /** What it stands for; its maker finds it again here without a map. */
  final Object subject;

  Proxy(long id, String name, TaskSettings asks, Object subject) {
    super(id, name, asks);
    this.subject = subject;
  }

  /** Stands for a task, under its number and name. */
  Proxy(Task task, Object subject) {
    this(task.id(), task.name(), task.asks(), subject);
  }
}
