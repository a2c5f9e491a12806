package dev.moonshift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moonshift.event.Event;
import dev.moonshift.event.EventListener;
import dev.moonshift.recording.RecordingWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that a run is written down in while it goes on: a trace, a recording, both or none. */
final class EventFiles implements EventListener {
  /** Turns come by the hundred thousand; a write to the disk should hold hundreds of them. */
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<EventFile> open = new ArrayList<>();

  /** One of them, and what fills it. */
  private record EventFile(String name, EventListener listener, Closeable end) {}

  /** Writes a file's events to a stream. */
  private interface Format<T extends EventListener & Closeable> {
    T begin(OutputStream to) throws IOException;
  }

  /**
   * Creates the files that are wanted.
   *
   * @param trace the file for a trace, or null
   * @param recording the file for a recording, or null
   * @throws SourceFile.UnusableException if one cannot be written
   */
  EventFiles(@Nullable String trace, @Nullable String recording, RunSettings settings)
      throws SourceFile.UnusableException {
    if (trace != null) {
      create(
          trace,
          to -> new ChromeTrace(to, settings.policy().toString(), settings.interrupts().quantum()));
    }
    if (recording != null) {
      create(recording, to -> new RecordingWriter(new OutputStreamWriter(to, UTF_8)));
    }
  }

  private <T extends EventListener & Closeable> void create(String file, Format<T> format)
      throws SourceFile.UnusableException {
    try {
      OutputStream to =
          new BufferedOutputStream(Files.newOutputStream(Path.of(file)), BUFFER_BYTES);
      T listener = format.begin(to);
      open.add(new EventFile(file, listener, listener));
    } catch (IOException | InvalidPathException e) {
      close();
      throw new SourceFile.UnusableException("cannot write " + file + ": " + reason(file, e), e);
    }
  }

  private static String reason(String file, Exception problem) {
    if (problem instanceof NoSuchFileException) {
      return "no such folder";
    }
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (!(problem instanceof InvalidPathException) && Files.isDirectory(Path.of(file))) {
      return "it is a directory";
    }
    return String.valueOf(problem.getMessage());
  }

  @Override
  public synchronized void onEvent(Event event) {
    for (EventFile file : open) {
      file.listener().onEvent(event);
    }
  }

  /** Completes the files, and returns a complaint about each that is not complete. */
  synchronized List<String> close() {
    List<String> problems = new ArrayList<>();
    for (EventFile file : open) {
      try {
        file.end().close();
      } catch (IOException e) {
        problems.add("cannot write " + file.name() + ": " + e.getMessage());
      }
    }
    open.clear();
    return problems;
  }
}
