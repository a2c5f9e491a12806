package dev.moonshift.process;

/** Sees every interrupt of a process, and decides what becomes of it. */
@FunctionalInterface
public interface InterruptHandler {
  /**
   * Decides, each time a process has used up a quantum. Called on the thread that runs the process,
   * between two instructions; it must not run the process or the scheduler.
   *
   * @param process the process that was interrupted
   * @param count how many interrupts it has had, this one included
   */
  Decision onInterrupt(LuaProcess process, long count);

  /** What becomes of an interrupted process. */
  enum Decision {
    /** It goes on with another quantum. */
    CONTINUE,
    /** It is paused until its next turn. */
    YIELD,
    /** It ends in ERROR; the script cannot prevent it. */
    KILL
  }
}
