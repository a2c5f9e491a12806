package dev.moonshift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonshift.process.LuaProcess;
import dev.moonshift.process.ProcessError;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What each process did, as a JSON object for programs. */
final class JsonReport {
  private JsonReport() {}

  static String of(ScriptRun run, RunSettings settings, Transcript transcript) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("policy", settings.policy().toString());
      json.writeNumberField("quantum", settings.interrupts().quantum());
      json.writeNumberField("ticks", run.turns());
      json.writeNumberField("wallMicros", run.nanos() / 1000);
      json.writeArrayFieldStart("processes");
      for (LuaProcess process : run.processes()) {
        write(json, run, process, transcript.of(process));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail to be written
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, ScriptRun run, LuaProcess process, String output)
      throws IOException {
    ProcessError error = process.error();
    String traceback = error == null || error.traceback().isEmpty() ? null : error.traceback();
    json.writeStartObject();
    json.writeNumberField("pid", process.pid());
    json.writeStringField("name", process.name());
    json.writeStringField("state", process.state().name());
    json.writeNumberField("fuel", process.fuelUsed());
    json.writeNumberField("share", run.share(process));
    json.writeNumberField("ticks", process.ticks());
    json.writeNumberField("longestTickMicros", process.longestTickNanos() / 1000);
    json.writeNumberField("longestTickFuel", process.longestTickFuel());
    json.writeNumberField("memoryBytes", process.memoryBytes());
    json.writeStringField("output", output);
    json.writeStringField("error", error == null ? null : error.message());
    json.writeStringField("traceback", traceback);
    json.writeEndObject();
  }
}
