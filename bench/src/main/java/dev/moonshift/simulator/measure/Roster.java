package dev.moonshift.simulator.measure;

import java.util.List;

/**
 * Who takes part in a run.
 *
 * @param names of the processes
 * @param kinds what each is one of
 * @param weights of the processes
 * @param deadlines how long after its arrival a request of each should be answered; 0 for no matter
 * @param isMeasured whether the requests of each count: not those of one that never ends
 */
public record Roster(
    List<String> names,
    List<String> kinds,
    List<Integer> weights,
    List<Long> deadlines,
    List<Boolean> isMeasured) {
  /** Returns how many they are. */
  public int size() {
    return names.size();
  }
}
