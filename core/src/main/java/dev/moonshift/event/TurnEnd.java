package dev.moonshift.event;

/** Why a turn ended. */
public enum TurnEnd {
  /** The quantum was used up. */
  EXPIRED,
  /** The process gave up the rest of it. */
  YIELDED,
  /** The process waits for something. */
  WAITING,
  /** The script returned. */
  FINISHED,
  /** The script failed, was killed, or passed a limit. */
  ERROR
}
