package dev.moonshift.simulator.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Quantiles;
import dev.moonshift.simulator.measure.Score;
import dev.moonshift.simulator.measure.Series;
import dev.moonshift.simulator.report.Results.Group;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a comparison as JSON: all that the CSV has, and how each run went over time. */
public final class Json {
  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** Returns the text of the file. */
  public static String of(Results results) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(new DefaultIndenter("  ", "\n")); // the same on every system
      generator.setPrettyPrinter(printer);
      new Json(generator).write(results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private void write(Results results) throws IOException {
    out.writeStartObject();
    out.writeNumberField("seed", results.seed());
    out.writeNumberField("quantum", results.quantum());
    out.writeStringField("clock", results.isRealTime() ? "real" : "virtual");
    out.writeArrayFieldStart("workloads");
    for (Group group : results.workloads()) {
      out.writeStartObject();
      out.writeStringField("workload", group.workload());
      out.writeStringField("summary", group.summary());
      out.writeArrayFieldStart("runs");
      for (Outcome run : group.outcomes()) {
        write(run);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(Outcome run) throws IOException {
    out.writeStartObject();
    out.writeStringField("policy", run.policy());
    out.writeNumberField("duration", run.duration());
    out.writeNumberField("idle", run.idle());
    out.writeNumberField("switches", run.switches());
    number("fairness_ppm", run.fairness());
    number("worst_fairness_ppm", run.worstFairness());
    out.writeStringField("longest_waiter", run.starved());
    out.writeStringField("violation", run.violation());
    Outcome.Speed speed = run.speed();
    if (speed != null) {
      out.writeNumberField("decision_ps", speed.decisionPicos());
      out.writeNumberField("fuel_per_second", speed.fuelPerSecond());
    }
    out.writeFieldName("total");
    write(run.total());
    scores("kinds", run.kinds());
    scores("processes", run.processes());
    write(run.series());
    out.writeEndObject();
  }

  private void scores(String name, List<Score> scores) throws IOException {
    out.writeArrayFieldStart(name);
    for (Score score : scores) {
      write(score);
    }
    out.writeEndArray();
  }

  private void write(Score score) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", score.name());
    out.writeStringField("kind", score.kind());
    out.writeNumberField("processes", score.processes());
    out.writeNumberField("refused", score.refused());
    out.writeNumberField("weight", score.weight());
    out.writeNumberField("fuel", score.fuel());
    out.writeNumberField("entitlement", score.entitlement());
    number("share_ppm", score.sharePpm());
    out.writeNumberField("turns", score.turns());
    out.writeNumberField("max_lag", score.maxLag());
    out.writeNumberField("min_lag", score.minLag());
    out.writeNumberField("longest_wait", score.starvation());
    quantiles("wakeup", score.wakeup());
    quantiles("response", score.response());
    quantiles("slowdown_milli", score.slowdown());
    out.writeNumberField("unanswered", score.unanswered());
    out.writeNumberField("deadlines", score.deadlines());
    out.writeNumberField("missed", score.missed());
    out.writeEndObject();
  }

  private void quantiles(String name, Quantiles of) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("count", of.count());
    if (of.count() > 0) {
      out.writeNumberField("p50", of.p50());
      out.writeNumberField("p90", of.p90());
      out.writeNumberField("p99", of.p99());
      out.writeNumberField("p999", of.p999());
      out.writeNumberField("max", of.max());
    }
    out.writeEndObject();
  }

  private void write(Series series) throws IOException {
    out.writeObjectFieldStart("series");
    out.writeNumberField("step", series.step());
    lines("fuel", series.fuel());
    lines("entitlement", series.entitlement());
    out.writeEndObject();
  }

  private void lines(String name, long[][] lines) throws IOException {
    out.writeArrayFieldStart(name);
    for (long[] line : lines) {
      out.writeArray(line, 0, line.length);
    }
    out.writeEndArray();
  }

  private void number(String name, @Nullable Long value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(value);
    }
  }
}
