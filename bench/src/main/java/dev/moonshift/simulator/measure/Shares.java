package dev.moonshift.simulator.measure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is entitled to which part of the processor: a tree of groups with the processes as leaves.
 * What a node is entitled to is divided among those of its children that have work, by weight.
 */
public final class Shares {
  /** What the whole processor is: a fixed-point 1. */
  static final long ALL = 1L << 32;

  private final int processes;
  private final int[] parent;
  private final long[] weight;
  private final long[] activeWeight;
  private final int[] activeChildren;

  /**
   * Creates the tree; nobody has work yet.
   *
   * @param weights of the processes
   * @param groups the path of each process's group, empty for none
   * @param groupWeights of groups by path; 1 unless said
   */
  public Shares(int[] weights, List<String> groups, Map<String, Integer> groupWeights) {
    processes = weights.length;
    Map<String, Integer> nodes = new HashMap<>(); // the root has the empty path
    nodes.put("", processes);
    int[] parents = new int[processes + 1];
    long[] allWeights = new long[processes + 1];
    parents[processes] = -1;
    allWeights[processes] = 1;
    for (int i = 0; i < processes; i++) {
      allWeights[i] = weights[i];
    }
    for (int i = 0; i < processes; i++) {
      int above = processes;
      String path = groups.get(i);
      for (int end = 0; end < path.length(); ) {
        int slash = path.indexOf('/', end + 1);
        end = slash < 0 ? path.length() : slash;
        String prefix = path.substring(0, end);
        Integer known = nodes.get(prefix);
        if (known == null) {
          known = parents.length;
          nodes.put(prefix, known);
          parents = Arrays.copyOf(parents, known + 1);
          allWeights = Arrays.copyOf(allWeights, known + 1);
          parents[known] = above;
          allWeights[known] = groupWeights.getOrDefault(prefix, 1);
        }
        above = known;
      }
      parents[i] = above;
    }
    parent = parents;
    weight = allWeights;
    activeWeight = new long[parent.length];
    activeChildren = new int[parent.length];
  }

  int processes() {
    return processes;
  }

  /** Notes that a process has work, or none any more. */
  void setActive(int process, boolean isActive) {
    int sign = isActive ? 1 : -1;
    for (int node = process; parent[node] >= 0; node = parent[node]) {
      int above = parent[node];
      activeWeight[above] += sign * weight[node];
      activeChildren[above] += sign;
      if (activeChildren[above] != (isActive ? 1 : 0)) {
        return; // the group had work before, or has some left
      }
    }
  }

  /**
   * Returns the part of a process that has work, of {@link #ALL}, rounded down but not to nothing.
   */
  long rate(int process) {
    return Math.max(1, part(process));
  }

  private long part(int node) {
    int above = parent[node];
    return above < 0 ? ALL : part(above) * weight[node] / activeWeight[above];
  }
}
