package dev.moonshift.bench.speed;

import java.util.ArrayList;
import java.util.List;

/** One program on one competitor, kept warm between runs. */
interface Runner extends AutoCloseable {
  /**
   * Runs the program once.
   *
   * @return the milliseconds that it took
   * @throws IllegalStateException if it fails, or returns another checksum than it must
   */
  double run();

  /** Frees what the runner holds. */
  @Override
  default void close() {}

  /**
   * Runs all runners in turn, round after round, so that a machine that slows down slows all.
   *
   * @param warmUps rounds that do not count
   * @param runs rounds that do
   * @return the median of each runner
   */
  static List<Double> medians(List<Runner> runners, int warmUps, int runs) {
    List<List<Double>> millis = new ArrayList<>();
    runners.forEach(runner -> millis.add(new ArrayList<>()));
    for (int round = 0; round < warmUps + runs; round++) {
      for (int i = 0; i < runners.size(); i++) {
        double took = runners.get(i).run();
        if (round >= warmUps) {
          millis.get(i).add(took);
        }
      }
    }
    return millis.stream().map(Statistics::median).toList();
  }
}
