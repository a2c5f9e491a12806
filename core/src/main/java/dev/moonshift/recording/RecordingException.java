package dev.moonshift.recording;

/** A recording that cannot be read; the message names the line and the rule. */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RecordingException(int line, String message) {
    super("line " + line + " of the recording: " + message);
  }
}
