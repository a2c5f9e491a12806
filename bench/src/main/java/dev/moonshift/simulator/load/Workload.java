package dev.moonshift.simulator.load;

import java.util.List;
import java.util.Map;

/**
 * Processes that compete for a processor, and what is asked of them.
 *
 * @param name as the command line says it
 * @param summary in a sentence what it is like
 * @param members who takes part; their places in this list number them
 * @param groupWeights what groups weigh among their siblings, by path; 1 where nothing is said
 */
public record Workload(
    String name, String summary, List<Member> members, Map<String, Integer> groupWeights) {
  /** Copies the lists. */
  public Workload {
    members = List.copyOf(members);
    groupWeights = Map.copyOf(groupWeights);
  }
}
