package dev.moonshift.simulator.load;

import java.util.Arrays;

/** Requests that are drawn one after the other, and remembered. */
final class DrawnArrivals implements Arrivals {
  private final Requests requests;
  private final Dice dice;
  private long[] times = new long[16];
  private long[] sizes = new long[16];
  private int drawn;
  private long last;

  DrawnArrivals(Requests requests, long start, Dice dice) {
    this.requests = requests;
    this.dice = dice;
    last = start;
  }

  @Override
  public long time(int number, long done) {
    draw(number);
    return times[number];
  }

  @Override
  public long size(int number) {
    draw(number);
    return sizes[number];
  }

  private void draw(int number) {
    while (drawn <= number) {
      if (drawn == times.length) {
        times = Arrays.copyOf(times, drawn * 2);
        sizes = Arrays.copyOf(sizes, drawn * 2);
      }
      if (drawn % requests.burst() == 0) {
        last += requests.every().draw(dice);
      }
      times[drawn] = last;
      sizes[drawn++] = requests.size().draw(dice);
    }
  }
}
