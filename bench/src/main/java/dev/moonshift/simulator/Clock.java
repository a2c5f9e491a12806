package dev.moonshift.simulator;

import dev.moonshift.time.TimeSource;

/** The time of a run, in fuel; and how it passes. */
interface Clock {
  /** Returns the time since the run began. */
  long now();

  /** Hears that a turn used fuel. */
  void used(long fuel);

  /** Lets idle time pass. */
  void rest(long fuel);

  /** Returns the clock that scripts see. */
  TimeSource time();
}
