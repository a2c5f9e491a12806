package dev.moonshift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonshift.event.Event;
import dev.moonshift.event.EventListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who ran when, in the Chrome trace event format, which Perfetto shows: a row for each
 * process, a span for each turn. It goes to the stream as it happens; nothing is kept. Processes
 * that are there before anything else happens all come at 0.
 */
final class ChromeTrace implements EventListener, Closeable {
  /** All rows belong to one process of the operating system. */
  private static final int HOST = 1;

  private final JsonGenerator json;
  private long beginNanos;
  private boolean hasBegun;
  private @Nullable IOException problem;

  /** An event's own part of what is written. */
  private interface Part {
    void write() throws IOException;
  }

  /**
   * Begins a trace.
   *
   * @param to where it goes; closed with this
   */
  ChromeTrace(OutputStream to, String policy, long quantum) throws IOException {
    json = new JsonFactory().createGenerator(to);
    json.writeStartObject();
    json.writeObjectFieldStart("otherData");
    json.writeStringField("policy", policy);
    json.writeNumberField("quantum", quantum);
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
    name("process_name", 0, "moonshift");
  }

  @Override
  public synchronized void onEvent(Event event) {
    if (problem != null) {
      return;
    }
    hasBegun |= !(event instanceof Event.Spawned);
    if (!hasBegun) {
      beginNanos = event.nanos(); // what a cold JVM takes from one spawn to the next is left out
    }
    try {
      write(event);
    } catch (IOException e) {
      problem = e; // told when it is closed: the run comes first
    }
  }

  private void write(Event event) throws IOException {
    if (event instanceof Event.Turn turn) {
      begin("X", turn.end().name().toLowerCase(Locale.ROOT), turn.pid(), turn.nanos());
      json.writeFieldName("dur");
      micros(turn.durationNanos());
      json.writeObjectFieldStart("args");
      json.writeNumberField("fuel", turn.fuel());
      json.writeNumberField("quantum", turn.quantum());
      json.writeStringField("end", turn.end().name());
      json.writeEndObject();
      end();
    } else if (event instanceof Event.Spawned spawned) {
      name("thread_name", spawned.pid(), spawned.name());
      moment(event, "spawned", () -> json.writeNumberField("weight", spawned.weight()));
    } else if (event instanceof Event.Overshot overshot) {
      moment(event, "overshot", () -> json.writeNumberField("fuel", overshot.fuel()));
    } else if (event instanceof Event.LimitReached limit) {
      moment(event, "limit: " + limit.limit(), () -> json.writeNumberField("value", limit.value()));
    } else if (event instanceof Event.Exited exited) {
      moment(
          event,
          "exited",
          () -> {
            json.writeStringField("reason", exited.reason());
            json.writeNumberField("fuel", exited.fuel());
            json.writeStringField("message", exited.message());
          });
    } else if (event instanceof Event.WeightChanged changed) {
      moment(event, "weight", () -> json.writeNumberField("weight", changed.weight()));
    } else if (event instanceof Event.PolicyFellBack fallback) {
      moment(
          event,
          "policy fell back",
          () -> {
            json.writeStringField("policy", fallback.policy());
            json.writeStringField("problem", fallback.problem());
          });
    } else if (event instanceof Event.CompilationFailed failure) {
      moment(
          event,
          "compilation failed",
          () -> {
            json.writeStringField("chunk", failure.chunk());
            json.writeNumberField("line", failure.line());
            json.writeStringField("problem", failure.problem());
          });
    } else if (event instanceof Event.Killed) {
      moment(event, "killed", () -> {});
    } else if (event instanceof Event.Woken) {
      moment(event, "woken", () -> {});
    }
  }

  /** Names a row, or all rows together. */
  private void name(String what, long pid, String name) throws IOException {
    begin("M", what, pid, beginNanos);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    end();
  }

  /** Something without a duration. */
  private void moment(Event event, String name, Part args) throws IOException {
    begin("i", name, event.pid(), event.nanos());
    json.writeStringField("s", "t"); // the mark stays within its row
    json.writeObjectFieldStart("args");
    args.write();
    json.writeEndObject();
    end();
  }

  private void begin(String phase, String name, long pid, long nanos) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", name);
    json.writeNumberField("pid", HOST);
    json.writeNumberField("tid", pid);
    json.writeFieldName("ts");
    micros(nanos - beginNanos);
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** The format counts in microseconds; decimals keep the rest. */
  private void micros(long nanos) throws IOException {
    json.writeNumber(BigDecimal.valueOf(nanos, 3));
  }

  /**
   * Ends the trace.
   *
   * @throws IOException if not all of it could be written
   */
  @Override
  public synchronized void close() throws IOException {
    try (json) {
      if (problem != null) {
        throw problem;
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
