package dev.moonshift.cli;

/** What the command tells the shell. */
final class ExitStatus {
  /** All processes finished. */
  static final int FINISHED = 0;

  /** A process ended in ERROR. */
  static final int ERROR = 1;

  /** The command line or a file is wrong; nothing ran. */
  static final int USAGE = 2;

  /** The run was stopped while processes were alive. It says more than ERROR, so it wins. */
  static final int STOPPED = 3;

  private ExitStatus() {}
}
