package dev.moonshift.policy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares what outermost groups got while both had somebody to run, every pair of them, over every
 * interval. Who is in no group stands for itself.
 */
final class GroupAudit {
  private final PairAudit pairs = new PairAudit();

  /** The outermost group of each task that is runnable. */
  private Map<Task, Task> groups = new HashMap<>();

  private final Map<Task, Standing> standings = new HashMap<>();

  /** Where a group is among those compared, and the weight that it is compared by. */
  private static final class Standing {
    final int slot;
    int weight;

    Standing(int slot, int weight) {
      this.slot = slot;
      this.weight = weight;
    }
  }

  /** Looks who is in which group now. */
  void follow(List<Task> runnable, Promise.FairGroups.Books books) {
    Map<Task, Task> now = new HashMap<>();
    Set<Task> competing = new LinkedHashSet<>();
    for (Task task : runnable) {
      Task group = books.outermost(task);
      if (group != null) {
        now.put(task, group);
        competing.add(group);
      }
    }
    groups = now;
    standings
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !competing.contains(entry.getKey());
              if (isGone) {
                pairs.leave(entry.getValue().slot);
              }
              return isGone;
            });
    for (Task group : competing) {
      Standing standing = standings.get(group);
      if (standing == null) {
        standings.put(group, new Standing(pairs.join(group), group.weight()));
      } else if (standing.weight != group.weight()) {
        standing.weight = group.weight();
        pairs.restart(standing.slot);
      }
    }
  }

  /** Bills a turn to the group in which it began. */
  void ran(Task task, long used) {
    pairs.ran(slot(task), used);
  }

  /**
   * Returns the first pair with the group of this task in which that got too far ahead, or null.
   */
  PairAudit.@Nullable Gap worst(
      Task task, Promise.FairShare share, ToLongFunction<Task> largestTurn) {
    return pairs.worst(slot(task), share, largestTurn);
  }

  void restart() {
    pairs.restart();
  }

  private int slot(Task task) {
    Task group = groups.get(task);
    Standing standing = group == null ? null : standings.get(group);
    return standing == null ? PairAudit.NONE : standing.slot;
  }
}
