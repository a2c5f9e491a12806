package dev.moonshift.simulator.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one process, drawn one after the other and remembered.
 *
 * <p><b>Threads.</b> None.
 */
public final class Arrivals {
  /** The time of what never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  private final @Nullable Requests requests;
  private final Dice dice;
  private long[] times = new long[16];
  private long[] sizes = new long[16];
  private int drawn;
  private long last;

  Arrivals(@Nullable Requests requests, long start, Dice dice) {
    this.requests = requests;
    this.dice = dice;
    last = start;
  }

  /** When a request arrives, the first being number 0; {@link #NEVER} where there are none. */
  public long time(int number) {
    if (requests == null) {
      return NEVER;
    }
    draw(requests, number);
    return times[number];
  }

  /** How much a request asks for. */
  public long size(int number) {
    if (requests == null) {
      throw new IllegalStateException("a process without requests has no request " + number);
    }
    draw(requests, number);
    return sizes[number];
  }

  private void draw(Requests from, int number) {
    while (drawn <= number) {
      if (drawn == times.length) {
        times = Arrays.copyOf(times, drawn * 2);
        sizes = Arrays.copyOf(sizes, drawn * 2);
      }
      if (drawn % from.burst() == 0) {
        last += from.every().draw(dice);
      }
      times[drawn] = last;
      sizes[drawn++] = from.size().draw(dice);
    }
  }
}
