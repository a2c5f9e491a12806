package dev.moonshift.process;

/** Takes what processes print, as they print it. */
@FunctionalInterface
public interface OutputListener {
  /**
   * Takes a piece of output: one call of {@code print} with its line end, or of a very long one a
   * part. Called on the thread that runs the process; the bytes are only valid during the call.
   */
  void onOutput(LuaProcess process, byte[] bytes, int offset, int length);
}
